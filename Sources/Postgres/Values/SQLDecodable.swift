/// A value that can be read from a column.
public protocol SQLDecodable {
    /// Reads PostgreSQL's text format; nil if it is not of this type, which becomes
    /// `PostgresError.decoding(column:expected:)`.
    init?(sqlText: String)

    /// Reads an array of such values: by default, a one-dimensional array literal without NULL elements.
    static func array(sqlText: String) -> [Self]?
}

extension SQLDecodable {
    /// The elements of a one-dimensional array literal; nil if one is NULL or not of this type.
    public static func array(sqlText: String) -> [Self]? {
        guard let elements = ArrayLiteral.elements(of: sqlText) else { return nil }
        var values: [Self] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            guard let element, let value = Self(sqlText: element) else { return nil }
            values.append(value)
        }
        return values
    }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    /// Reads the raw value; nil if there is no such case.
    @inlinable
    public init?(sqlText: String) {
        guard let rawValue = RawValue(sqlText: sqlText) else { return nil }
        self.init(rawValue: rawValue)
    }
}

extension String: SQLDecodable {
    /// The text itself.
    public init?(sqlText: String) { self = sqlText }
}

extension Bool: SQLDecodable {
    /// Reads `t` or `f`.
    public init?(sqlText: String) {
        switch sqlText {
        case "t": self = true
        case "f": self = false
        default: return nil
        }
    }
}

extension Int: SQLDecodable {
    /// Reads decimal digits.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension Int64: SQLDecodable {
    /// Reads decimal digits.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension UInt64: SQLDecodable {
    /// Reads decimal digits, as those of `xid8`.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension Int32: SQLDecodable {
    /// Reads decimal digits.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension Int16: SQLDecodable {
    /// Reads decimal digits.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension Double: SQLDecodable {
    /// Reads a number, `Infinity` or `NaN`.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension UInt8: SQLDecodable {
    /// Reads decimal digits up to 255.
    public init?(sqlText: String) { self.init(sqlText) }

    /// Reads `bytea` in hexadecimal.
    public static func array(sqlText: String) -> [UInt8]? {
        Hexadecimal.bytes(of: sqlText)
    }
}

extension Array: SQLDecodable where Element: SQLDecodable {
    /// Reads a one-dimensional array literal, or `bytea` for bytes.
    public init?(sqlText: String) {
        guard let values = Element.array(sqlText: sqlText) else { return nil }
        self = values
    }
}
