/// Writes values as JSON in one pass, without a tree between: names in snake case, in the order of declaration,
/// those of a dictionary in their own.
///
/// Made for bodies that encode themselves as the compiler writes it: one container at a time, innermost first to end.
struct JSONWriter {
    /// `body` as JSON.
    static func bytes(of body: some Encodable) throws -> [UInt8] {
        let sink = JSONSink()
        try sink.write(body)
        return sink.output.bytes
    }
}

/// Where all containers of a body write.
final class JSONSink {
    /// What was written.
    ///
    /// A value of its own, so that each container's call asks for it once and not for every byte.
    var output = JSONOutput()

    /// Writes any value.
    func write<Value: Encodable>(_ value: Value) throws {
        // Comparing types is cheap where casting to each is not.
        if Value.self == String.self, let value = value as? String { return output.write(value) }
        if Value.self == Int.self, let value = value as? Int { return output.write(number: value) }
        if Value.self == Int64.self, let value = value as? Int64 { return output.write(number: value) }
        if Value.self == Bool.self, let value = value as? Bool { return output.write(value) }
        let depth = output.depth
        let start = output.bytes.count
        let stream = JSONStream(sink: self, depth: depth)
        if Value.self is any NamedMembers.Type, let value = value as? any NamedMembers {
            try value.encodeSorted(to: stream)
        } else {
            try value.encode(to: stream)
        }
        output.finish(since: start, at: depth)
    }
}

/// What a value encodes itself to.
struct JSONStream: Encoder {
    let sink: JSONSink
    let depth: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        sink.output.open(at: depth, "{", "}")
        return KeyedEncodingContainer(JSONMembers<Key>(sink: sink, depth: depth))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        sink.output.open(at: depth, "[", "]")
        return JSONElements(sink: sink, depth: depth)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        JSONSingle(sink: sink, depth: depth)
    }
}
