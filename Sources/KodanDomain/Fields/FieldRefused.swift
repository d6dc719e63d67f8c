/// A value that was not accepted, and what would have been.
public struct FieldRefused: Error, Hashable, Sendable, CustomStringConvertible {
    /// The field for which the value was meant.
    public let field: Field
    /// Which of the field's values, from 0; nil where it has one, or all are meant.
    public let index: Int?
    /// What would have been accepted.
    public let expected: Expected

    /// The refusal of a value for `field`, or of the value `index` of its list.
    public init(_ field: Field, at index: Int? = nil, expected: Expected) {
        self.field = field
        self.index = index
        self.expected = expected
    }

    /// `email: email` or `slots/1: once`, for logs; it never holds the refused value.
    public var description: String { "\(path): \(expected.code)" }

    /// The name of the field, with the place in its list: `slots/1`.
    public var path: String { index.map { "\(field.rawValue)/\($0)" } ?? field.rawValue }
}

/// What a field takes.
///
/// People read a sentence made from it; logs and JSON carry its ``code``.
public enum Expected: Hashable, Sendable {
    /// Some text, where there was none.
    case present
    /// At most this many characters.
    case atMost(characters: Int)
    /// Between this many characters and that many.
    case characters(ClosedRange<Int>)
    /// No line breaks and no other control characters.
    case plainText
    /// No control characters but line breaks and tabs.
    case plainLines
    /// One mail address, as in RFC 5321, without display name.
    case email
    /// A telephone number of Japan with its leading zero, or one with `+` and the country's code.
    case phone
    /// Between this many digits and that many.
    case digits(ClosedRange<Int>)
    /// A whole number within these bounds.
    case integer(ClosedRange<Int>)
    /// So many of them.
    case count(ClosedRange<Int>)
    /// A file of so many bytes.
    case bytes(ClosedRange<Int>)
    /// A time that lasts between this many minutes and that many.
    case minutes(ClosedRange<Int>)
    /// A prefecture by its name or its code.
    case prefecture
    /// The code of a prefecture, `01` to `47`.
    case prefectureCode
    /// A municipality by its name or its code.
    case municipality
    /// The code of a municipality: five digits that begin with a prefecture.
    case municipalityCode
    /// One of these municipalities: the name alone means several.
    case oneMunicipality([String])
    /// The postal code of exactly one municipality.
    case postalCode
    /// Decimal degrees within these bounds.
    case degrees(ClosedRange<Int>)
    /// Katakana, long marks and middle dots.
    case katakana
    /// Family name and given name with a space between them.
    case twoNames
    /// What a bank prints: katakana, Latin letters, digits and `().-/`.
    case bankKana
    /// Three digits, or the symbol (記号) of a passbook of Japan Post Bank: five digits of which the first is 0 or 1.
    case passbookSymbol
    /// The number (番号) of a passbook of Japan Post Bank, as its symbol has it.
    case passbookNumber
    /// Lower-case Latin letters, digits and underscores, a letter first, at most forty.
    case code
    /// One of these.
    case oneOf([String])
    /// Yes or no.
    case yesOrNo
    /// Yes, where a thing is done only with it.
    case agreement
    /// Text in UTF-8 without NUL.
    case utf8
    /// A day that exists.
    case date
    /// A day within this span.
    case dateWithin(DateRange)
    /// Hours such as `mon 9:00-18:00`, the end later than the start.
    case hours
    /// Hours that do not overlap.
    case disjointHours
    /// The same entry once only.
    case once
    /// Another one than that which it is said of.
    case other
    /// What no other entry has.
    case untaken
    /// A day on which no other edition of the material was issued.
    case untakenDay
    /// Days none of which is noted already.
    case freeDays
    /// Nobody who is preferred.
    case notPreferred
    /// `T` and thirteen digits.
    case invoiceNumber
    /// Parts such as `topic:level`, separated by semicolons.
    case list(of: String)
    /// So many entries, separated by semicolons.
    case entries(ClosedRange<Int>)
    /// Nothing, since the table has no column for it.
    case absent
    /// Nothing, since what it belongs to is not there.
    case absentWithout(Companion)
    /// Nothing, since a leg that is travelled so does not take it.
    case notOfMode
    /// Nothing, since only the body's people act in the name of others.
    case ofStaff

    /// A stable name for logs and JSON.
    public var code: String {
        switch self {
        case .present: "present"
        case .atMost: "at_most"
        case .characters: "characters"
        case .plainText: "plain_text"
        case .plainLines: "plain_lines"
        case .email: "email"
        case .phone: "phone"
        case .digits: "digits"
        case .integer: "integer"
        case .minutes: "minutes"
        case .count: "count"
        case .bytes: "bytes"
        case .prefecture, .prefectureCode: "prefecture"
        case .municipality, .municipalityCode: "municipality"
        case .oneMunicipality: "one_municipality"
        case .postalCode: "postal_code"
        case .degrees: "degrees"
        case .katakana: "katakana"
        case .twoNames: "two_names"
        case .bankKana: "bank_kana"
        case .passbookSymbol: "passbook_symbol"
        case .passbookNumber: "passbook_number"
        case .code: "code"
        case .oneOf: "one_of"
        case .yesOrNo: "yes_or_no"
        case .agreement: "agreement"
        case .utf8: "utf8"
        case .date: "date"
        case .dateWithin: "date_within"
        case .hours: "hours"
        case .disjointHours: "disjoint_hours"
        case .once: "once"
        case .other: "other"
        case .untaken, .untakenDay: "untaken"
        case .freeDays: "free_days"
        case .notPreferred: "not_preferred"
        case .invoiceNumber: "invoice_number"
        case .list: "list"
        case .entries: "entries"
        case .absent, .absentWithout: "absent"
        case .notOfMode: "not_of_mode"
        case .ofStaff: "of_staff"
        }
    }
}

/// With what alone a field is filled in.
public enum Companion: Hashable, Sendable, CaseIterable {
    /// A venue: who meets online needs no way there.
    case venue
    /// The role of a coordinator.
    case coordinator
    /// A limit of lodging.
    case lodgingLimit
    /// An organization that asks, to which somebody is sent.
    case organization
    /// An order that speaks of named presenters.
    case namedPresenters
    /// A tax that a treaty reduces.
    case reducedTax
    /// Relief by a treaty.
    case relief
    /// A programme under which organizations ask.
    case dispatch
    /// Organizations that may ask.
    case askers
    /// Lecturers who are asked for: what the body holds itself has none.
    case lecturers
}

extension Int {
    /// The number, if it lies within `bounds`.
    func within(_ bounds: ClosedRange<Int>, _ field: Field) throws(FieldRefused) -> Int {
        guard bounds.contains(self) else { throw FieldRefused(field, expected: .integer(bounds)) }
        return self
    }
}

extension Array where Element: Hashable {
    /// The elements, if none stands twice; the second is refused.
    public func eachOnce(_ field: Field) throws(FieldRefused) -> [Element] {
        var seen: Set<Element> = []
        for (index, element) in enumerated() where !seen.insert(element).inserted {
            throw FieldRefused(field, at: index, expected: .once)
        }
        return self
    }
}
