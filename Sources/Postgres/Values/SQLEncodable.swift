/// A value that can be bound to a statement.
public protocol SQLEncodable {
    /// The value in PostgreSQL's text format.
    ///
    /// A text with a NUL character is refused with a `PostgresError` before anything is sent.
    var sqlText: String { get }

    /// An array of such values in PostgreSQL's text format: by default, a one-dimensional array literal.
    static func sqlText(of values: [Self]) -> String
}

extension SQLEncodable {
    /// A one-dimensional array literal: `{1,2}`.
    public static func sqlText(of values: [Self]) -> String {
        ArrayLiteral.text(of: values.map(\.sqlText))
    }
}

extension SQLEncodable where Self: RawRepresentable, RawValue: SQLEncodable {
    /// The raw value in text format.
    public var sqlText: String { rawValue.sqlText }
}

extension String: SQLEncodable {
    /// The text itself.
    public var sqlText: String { self }
}

extension Bool: SQLEncodable {
    /// `t` or `f`.
    public var sqlText: String { self ? "t" : "f" }
}

extension Int: SQLEncodable {
    /// Decimal digits.
    public var sqlText: String { description }
}

extension Int64: SQLEncodable {
    /// Decimal digits.
    public var sqlText: String { description }
}

extension Int32: SQLEncodable {
    /// Decimal digits.
    public var sqlText: String { description }
}

extension Int16: SQLEncodable {
    /// Decimal digits.
    public var sqlText: String { description }
}

extension Double: SQLEncodable {
    /// The shortest digits that read back as the same number.
    public var sqlText: String { description }
}

extension UInt8: SQLEncodable {
    /// Decimal digits; PostgreSQL has no type this small, so it serves in `[UInt8]`, which is `bytea`.
    public var sqlText: String { description }

    /// Bytes as `bytea` in hexadecimal: `\x00ff`.
    public static func sqlText(of values: [UInt8]) -> String {
        Hexadecimal.text(of: values)
    }
}

extension Array: SQLEncodable where Element: SQLEncodable {
    /// A one-dimensional array literal, or `bytea` for bytes.
    public var sqlText: String { Element.sqlText(of: self) }
}
