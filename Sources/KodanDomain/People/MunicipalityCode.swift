/// The code of a prefecture, JIS X 0401: `01` (北海道) to `47` (沖縄県).
public struct PrefectureCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 1 to 47.
    public let number: Int

    /// The prefecture with this number; nil outside 1 to 47.
    public init?(number: Int) {
        guard (1...47).contains(number) else { return nil }
        self.number = number
    }

    /// Reads two digits.
    ///
    /// Throws ``FieldRefused`` unless they are `01` to `47`.
    public init(_ text: String, field: Field = .prefecture) throws(FieldRefused) {
        guard text.isDigits(2...2), let number = Int(text), (1...47).contains(number) else {
            throw FieldRefused(field, expected: .prefectureCode)
        }
        self.number = number
    }

    /// Two digits.
    public var description: String { padded(number, 2) }

    /// Orders from north to south.
    public static func < (left: PrefectureCode, right: PrefectureCode) -> Bool { left.number < right.number }
}

/// The code of a municipality or ward, JIS X 0402 after the prefecture: five digits, no check digit.
public struct MunicipalityCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Five digits, `13101`.
    public let digits: String
    /// The prefecture in which it lies.
    public let prefecture: PrefectureCode

    /// Reads five digits.
    ///
    /// Throws ``FieldRefused`` unless they begin with a prefecture.
    public init(_ text: String, field: Field = .municipality) throws(FieldRefused) {
        guard text.isDigits(5...5), let number = Int(text.prefix(2)),
            let prefecture = PrefectureCode(number: number)
        else { throw FieldRefused(field, expected: .municipalityCode) }
        digits = text
        self.prefecture = prefecture
    }

    /// Five digits.
    public var description: String { digits }

    /// Orders by code.
    public static func < (left: MunicipalityCode, right: MunicipalityCode) -> Bool {
        left.digits < right.digits
    }
}
