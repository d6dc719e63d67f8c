import KodanDomain

/// Parameters that are months, yen and words.
extension Query {
    /// A month such as 2026-12.
    func month(_ name: String) throws(Problem) -> YearMonth? {
        try value(name, "A month such as 2026-12") { YearMonth($0) }
    }

    /// Whole yen within these bounds.
    func yen(_ name: String, within bounds: ClosedRange<Int64>) throws(Problem) -> Yen? {
        try value(name, "Whole yen from \(bounds.lowerBound) to \(bounds.upperBound)") { text in
            Int64(text).flatMap { bounds.contains($0) ? Yen($0) : nil }
        }
    }

    /// Words of at most `limit` characters.
    func words(_ name: String, atMost limit: Int) throws(Problem) -> String? {
        try value(name, "1 to \(limit) characters") { text in
            (1...limit).contains(text.normalized.count) ? text : nil
        }
    }
}
