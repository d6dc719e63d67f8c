/// Somebody whose name is kept until nothing needs it any more.
public enum Person: Sendable, Hashable, CustomStringConvertible {
    /// A registered lecturer.
    case presenter(Presenter.ID)
    /// Who signs in.
    case user(User.ID)
    /// The contact of a request, and their deputy.
    case contact(LectureRequest.ID)

    /// Reads `pre-12`, `usr-5`, or `req-7` for the contact of that request; nil for anything else.
    public init?(_ key: String) {
        if let presenter = Presenter.ID(key) {
            self = .presenter(presenter)
        } else if let user = User.ID(key) {
            self = .user(user)
        } else if let request = LectureRequest.ID(key) {
            self = .contact(request)
        } else {
            return nil
        }
    }

    /// The key, `pre-12`.
    public var description: String {
        switch self {
        case .presenter(let id): "\(id)"
        case .user(let id): "\(id)"
        case .contact(let id): "\(id)"
        }
    }
}

/// What a person's name is still needed for.
public enum NameNeed: String, Sendable, CaseIterable {
    /// The presenter is registered, or has applied.
    case registered
    /// A request of theirs, or for their lecture, has not ended.
    case request
    /// Something is owed to them, or by them.
    case owed
    /// They act for the body, or did: what they did they did in its name.
    case staff
    /// They are a presenter, who is anonymized first.
    case presenter
    /// They act for an organization.
    case member
}

extension EmailAddress {
    /// Whether it stands in place of an address that was taken away: no mail goes there (RFC 2606).
    public var isAnonymized: Bool { text.hasSuffix("@anonymized.invalid") }
}
