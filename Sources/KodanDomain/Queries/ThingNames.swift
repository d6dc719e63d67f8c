/// What people call things that a list knows by key alone: a lecture by its title, somebody by their name.
public struct ThingNames: Sendable, Equatable {
    private let names: [String: String]

    /// Names by key, `pye-3`.
    public init(_ names: [String: String] = [:]) {
        self.names = names
    }

    /// The name of the thing with this key; the key itself where nobody told a name.
    public subscript<Of: Keyed>(key: ID<Of>) -> String { names[key.description] ?? key.description }
}
