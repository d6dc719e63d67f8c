public import KodanDomain
import KodanStore
import Postgres

/// What an application asks for: the request, and the organization that it is for.
public struct Applied: Sendable {
    /// The organization.
    public let organization: OrganizationDraft
    /// The request; who asks in it does not count.
    public let request: RequestDraft

    /// An application.
    public init(organization: OrganizationDraft, request: RequestDraft) {
        self.organization = organization
        self.request = request
    }
}

/// Somebody who is not registered asks for a presenter (未登録の団体の申込).
///
/// For everybody. What is answered says nothing about addresses or organizations that are known.
public struct ApplyForLecture: Sendable {
    /// How long one may take to confirm the address.
    public static let hours = 48

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Tries `applied` by all rules of a request, keeps what was `typed`, and mails a link by which it is confirmed.
    ///
    /// Nobody is registered before. Refuses as ``SubmitRequest`` does, and with `signIn` of `tooMany` whoever applies
    /// too often from one address or for one address.
    public func callAsFunction(
        _ applied: Applied,
        typed: [String: String],
        from address: ClientAddress
    ) async throws {
        let contact = applied.request.contact
        let secret = SecretText.link.make(from: office.chance.bytes(32))
        let sealed = try office.vault.sealLink(secret)
        let keys = AttemptKeys(contact.email.key, address, office.vault)
        // A try that fails counts too: rehearsing costs as much as handing in.
        try await office.transaction(as: .system) { desk in try desk.take(.mailAddress, keys.address) }
        try await rehearse(applied)
        try await office.transaction(as: .system) { desk in
            try desk.take(.contact, keys.account)
            let expiry = desk.now.adding(minutes: ApplyForLecture.hours * 60)
            let id = try ApplicationStore(desk.session).insert(
                typed,
                under: SecretText.digest(of: secret),
                from: desk.now,
                until: expiry
            )
            try desk.mail(
                OutboxEntry(
                    "application_link",
                    to: contact.email,
                    name: contact.name,
                    about: id.description,
                    values: ["sealed_link": sealed, "deadline": "\(expiry)"]
                )
            )
            try desk.record("application.received", id)
        }
    }

    /// Does what a confirmation does, and leaves nothing of it.
    private func rehearse(_ applied: Applied) async throws {
        struct Rehearsed: Error {}
        do {
            _ = try await office.errand(as: .system, repeated: nil) { office in
                _ = try await Application.admit(applied, in: office, isRehearsal: true)
                throw Rehearsed()
            }
        } catch is Rehearsed {}
    }
}

extension Application {
    /// Registers the organization of `applied` and its contact, and hands the request in for them.
    ///
    /// The organization is always a new one: whoever knows the name and the telephone number of another does not get to
    /// see what that has asked for. Coordinators are told of organizations that are alike, and merge them.
    ///
    /// Throws ``Refusal/emailTaken(_:)`` where the contact's address is that of a disabled user: who opens the mailed
    /// link is told, and nobody in a rehearsal, of which nothing is left.
    static func admit(
        _ applied: Applied,
        in office: Office,
        isRehearsal: Bool = false
    ) async throws -> LectureRequest.ID {
        let contact = applied.request.contact
        let (user, organization) = try await office.transaction(as: .system) { desk in
            let registration = OrganizationRegistration(desk: desk, allowsDuplicates: true)
            let outcomes = try registration.register([applied.organization])
            let organization = try outcomes[0].key { _ in applied.organization.name }
            let user = NewUser(email: contact.email, name: contact.name)
            let member = try desk.makeMember(user, of: organization)
            let users = UserStore(desk.session)
            if try users.addressee(member)?.isActive == false {
                guard isRehearsal else { throw Refusal.emailTaken(contact.email) }
                _ = try users.setActive(true, member)
            }
            return (member, organization)
        }
        return try await SubmitRequest(office: office)(
            applied.request.asked(by: organization),
            as: .user(user, as: .host)
        )
    }
}
