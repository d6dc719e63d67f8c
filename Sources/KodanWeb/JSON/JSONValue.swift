import KodanText

/// A value of JSON (RFC 8259), its members in the order in which they came.
indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A whole number of 64 bits, however it was written: `10`, `10.0`, `1e1`.
    case integer(Int)
    /// Any other number, as it was written: no field takes one.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
}

/// A name and its value.
struct JSONMember: Sendable, Equatable {
    let name: String
    let value: JSONValue
}

/// Why a text is no JSON that is taken here.
struct JSONFault: Error, Equatable {
    let trouble: JSONTrouble
    /// The byte at which it was noticed, from 0.
    let offset: Int
}
