import KodanDomain

/// A span of time as JSON.
struct SpanBody: Encodable {
    let start: String
    let end: String

    init(_ span: TimeRange) {
        start = span.start.description
        end = span.end.description
    }
}

/// The key of what was made, as JSON.
struct MadeBody: Encodable {
    let id: String

    init(_ key: some CustomStringConvertible) {
        id = key.description
    }
}

/// The keys of what was made, as JSON.
struct MadeBodies: Encodable {
    let items: [String]

    init(_ keys: [some CustomStringConvertible]) {
        items = keys.map(\.description)
    }
}
