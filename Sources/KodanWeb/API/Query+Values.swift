import KodanDomain
import KodanText

/// Parameters that are months, yen, words and codes.
extension Query {
    /// A month such as 2026-12.
    func month(_ name: String) throws(Problem) -> YearMonth? {
        try value(name, .month) { YearMonth($0) }
    }

    /// Whole yen within these bounds.
    func yen(_ name: String, within bounds: ClosedRange<Int64>) throws(Problem) -> Yen? {
        try value(name, .yen(bounds)) { text in
            Int64(text).flatMap { bounds.contains($0) ? Yen($0) : nil }
        }
    }

    /// The bytes of a SHA-256 in its 64 digits.
    func digest(_ name: String) throws(Problem) -> [UInt8]? {
        try value(name, .digest) { text in
            [UInt8](hexadecimal: text).flatMap { $0.count == 32 && $0.hexadecimal == text ? $0 : nil }
        }
    }

    /// For whom somebody acts, such as a presenter who phoned; at most 100 characters.
    func onBehalfOf() throws(Problem) -> String? {
        try words("on_behalf_of", atMost: 100)
    }

    /// Words of at most `limit` characters, without line breaks, control characters and private ones.
    func words(_ name: String, atMost limit: Int) throws(Problem) -> String? {
        try value(name, .characters(1...limit)) { try? $0.plainText(.name, atMost: limit) }
    }

    /// A part of a name.
    func name() throws(Problem) -> String? {
        try words("q", atMost: PresenterQuestion.nameLimit)
    }

    /// A prefecture.
    func prefecture() throws(Problem) -> PrefectureCode? {
        try value("prefecture", .prefectureCode) { try? PrefectureCode($0) }
    }

    /// What lectures are about.
    func topic() throws(Problem) -> TopicCode? {
        try value("topic", .topicCode) { try? TopicCode($0) }
    }

    /// What a presenter holds.
    func qualification() throws(Problem) -> QualificationCode? {
        try value("qualification", .qualificationCode) { try? QualificationCode($0) }
    }
}
