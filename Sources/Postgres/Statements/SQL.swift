/// A statement with its binds; interpolating a value always binds it (`$1`, `$2` …), never pastes it.
///
/// `"\(value)"` binds, `"\(other)"` splices another statement and renumbers its binds, and
/// `"\(unsafeSQL: text)"` pastes text: only for names that the program itself chose.
public struct SQL: ExpressibleByStringInterpolation, Sendable, Equatable {
    /// The text around the binds: one piece more than there are binds.
    private(set) var pieces: [String]

    /// The bound values in text format, in order; nil binds NULL.
    public private(set) var binds: [String?]

    /// The text that the server sees, binds written as `$1`, `$2` ….
    public var text: String {
        var text = pieces[0]
        for (index, piece) in pieces.dropFirst().enumerated() {
            text += "$\(index + 1)"
            text += piece
        }
        return text
    }

    /// A statement without binds.
    public init(stringLiteral text: String) {
        pieces = [text]
        binds = []
    }

    /// A statement made by string interpolation.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// Both statements in one, the binds of the second numbered on.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    fileprivate mutating func append(text: String) {
        pieces[pieces.count - 1] += text
    }

    fileprivate mutating func append(bind: String?) {
        binds.append(bind)
        pieces.append("")
    }

    fileprivate mutating func append(_ other: SQL) {
        append(text: other.pieces[0])
        pieces += other.pieces.dropFirst()
        binds += other.binds
    }
}

extension SQL {
    /// Gathers the text and the binds of one interpolated statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL = ""

        /// An empty statement; the expected sizes are not used.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds text as it is written in the program.
        public mutating func appendLiteral(_ literal: String) {
            sql.append(text: literal)
        }

        /// Binds `value`.
        public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value) {
            sql.append(bind: value.sqlText)
        }

        /// Binds `value`, or NULL if there is none.
        public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value?) {
            sql.append(bind: value?.sqlText)
        }

        /// Binds an array in which nil stands for a NULL element.
        public mutating func appendInterpolation<Value: SQLEncodable>(_ values: [Value?]) {
            sql.append(bind: ArrayLiteral.text(of: values.map { $0?.sqlText }))
        }

        /// Splices another statement, its binds renumbered.
        public mutating func appendInterpolation(_ other: SQL) {
            sql.append(other)
        }

        /// Pastes `text` unbound and unquoted; it must never hold what a user wrote.
        public mutating func appendInterpolation(unsafeSQL text: String) {
            sql.append(text: text)
        }
    }
}
