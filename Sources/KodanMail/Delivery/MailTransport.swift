/// Takes mails away: to a folder, to a server.
///
/// The same mail, told by its Message-ID, may come more than once.
public struct MailTransport: Sendable {
    /// Takes one mail, or throws, after which it is tried again later.
    public let deliver: @Sendable (Mail) throws -> Void

    /// A transport.
    public init(deliver: @escaping @Sendable (Mail) throws -> Void) {
        self.deliver = deliver
    }
}
