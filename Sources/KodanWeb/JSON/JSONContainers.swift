/// The members of an object as they are written.
struct JSONMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: JSONSink
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil(forKey key: Key) {
        begin(key)
        sink.output.writeNull()
    }

    mutating func encode(_ value: String, forKey key: Key) {
        begin(key)
        sink.output.write(value)
    }

    mutating func encode(_ value: Int, forKey key: Key) {
        begin(key)
        sink.output.write(number: value)
    }

    mutating func encode(_ value: Int64, forKey key: Key) {
        begin(key)
        sink.output.write(number: value)
    }

    mutating func encode(_ value: Bool, forKey key: Key) {
        begin(key)
        sink.output.write(value)
    }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        begin(key)
        try sink.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return JSONStream(sink: sink, depth: depth + 1).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return JSONStream(sink: sink, depth: depth + 1).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { JSONStream(sink: sink, depth: depth) }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        begin(key)
        return JSONStream(sink: sink, depth: depth + 1)
    }

    private func begin(_ key: Key) {
        sink.output.beginMember(key.stringValue, at: depth)
    }
}

/// The elements of a list as they are written.
struct JSONElements: UnkeyedEncodingContainer {
    let sink: JSONSink
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(sink: JSONSink, depth: Int) {
        self.sink = sink
        self.depth = depth
    }

    mutating func encodeNil() {
        begin()
        sink.output.writeNull()
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        begin()
        try sink.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        begin()
        return JSONStream(sink: sink, depth: depth + 1).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return JSONStream(sink: sink, depth: depth + 1).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        begin()
        return JSONStream(sink: sink, depth: depth + 1)
    }

    private mutating func begin() {
        sink.output.beginElement(at: depth)
        count += 1
    }
}

/// A value that is written as one thing.
struct JSONSingle: SingleValueEncodingContainer {
    let sink: JSONSink
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { sink.output.writeNull() }
    mutating func encode(_ value: Bool) { sink.output.write(value) }
    mutating func encode(_ value: String) { sink.output.write(value) }
    mutating func encode(_ value: Int) { sink.output.write(number: value) }
    mutating func encode(_ value: Int8) { sink.output.write(number: value) }
    mutating func encode(_ value: Int16) { sink.output.write(number: value) }
    mutating func encode(_ value: Int32) { sink.output.write(number: value) }
    mutating func encode(_ value: Int64) { sink.output.write(number: value) }
    mutating func encode(_ value: UInt) { sink.output.write(number: value) }
    mutating func encode(_ value: UInt8) { sink.output.write(number: value) }
    mutating func encode(_ value: UInt16) { sink.output.write(number: value) }
    mutating func encode(_ value: UInt32) { sink.output.write(number: value) }
    mutating func encode(_ value: UInt64) { sink.output.write(number: value) }

    mutating func encode(_ value: Double) throws { throw fractions(value) }
    mutating func encode(_ value: Float) throws { throw fractions(value) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        try sink.write(value)
    }

    /// No body holds fractions: amounts are whole yen, coordinates millionths of a degree.
    private func fractions(_ value: some Any) -> EncodingError {
        .invalidValue(value, .init(codingPath: [], debugDescription: "fractions are not written"))
    }
}
