/// Somebody who may sign in.
public struct NewUser: Sendable, Equatable {
    /// Where mail goes; unique, upper and lower case being the same.
    public let email: EmailAddress
    /// The name as pages show it, at most 100 characters.
    public let name: String

    /// A user.
    public init(email: EmailAddress, name: String) {
        self.email = email
        self.name = name
    }
}

/// What becomes different about a user; what is nil stays.
public struct UserChange: Sendable, Equatable {
    /// By which address they sign in, and where mail goes.
    public var email: EmailAddress?
    /// The name as pages show it, at most 100 characters.
    public var name: String?

    /// A change of nothing, to be filled.
    public init(email: EmailAddress? = nil, name: String? = nil) {
        self.email = email
        self.name = name
    }
}
