import KodanDomain

/// The key of what was made, as JSON.
struct MadeBody: Encodable {
    static func schema<Of: Keyed>(_ kind: Of.Type) -> Schema { .body([.required("id", .key(kind))]) }

    let id: String

    init(_ key: some CustomStringConvertible) {
        id = key.description
    }
}

/// The keys of what was made, as JSON.
struct MadeBodies: Encodable {
    static func schema<Of: Keyed>(_ kind: Of.Type) -> Schema { .items(.key(kind)) }

    let items: [String]

    init(_ keys: [some CustomStringConvertible]) {
        items = keys.map(\.description)
    }
}
