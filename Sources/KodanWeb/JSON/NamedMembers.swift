/// An object whose names are data: a dictionary.
///
/// It is written in the order of the names. Its own order differs from one dictionary to the next, and one state has to
/// be one text, for `ETag` is made of it.
protocol NamedMembers {
    /// Writes the members.
    func encodeSorted(to stream: JSONStream) throws
}

extension Dictionary: NamedMembers where Key == String, Value: Encodable {
    func encodeSorted(to stream: JSONStream) throws {
        var members = stream.container(keyedBy: MemberName.self)
        for (name, value) in sorted(by: { $0.key < $1.key }) {
            try members.encode(value, forKey: MemberName(stringValue: name))
        }
    }
}

/// A name that is data.
private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) { nil }
}
