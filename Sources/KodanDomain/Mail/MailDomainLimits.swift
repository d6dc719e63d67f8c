/// How many mails a minute may go to the addresses of one domain: a provider that gets too many at once refuses more.
public struct MailDomainLimits: Sendable, Equatable {
    /// How many a minute a limit may state.
    public static let bounds = 1...100_000
    /// How many a minute where nobody says.
    public static let usual = 60

    private let others: Int
    private let stated: [String: Int]

    /// Limits by domain in lower case, and `others` for all that are not stated.
    public init(others: Int, _ stated: [String: Int] = [:]) {
        self.others = others
        self.stated = stated
    }

    /// The limit of a domain.
    public func perMinute(_ domain: String) -> Int { stated[domain.lowercased()] ?? others }
}

extension EmailAddress {
    /// What stands behind the `@`, in lower case.
    public var domain: String {
        text.split(separator: "@").last.map { $0.lowercased() } ?? ""
    }
}
