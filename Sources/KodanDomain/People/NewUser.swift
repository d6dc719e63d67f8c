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
