public import KodanDomain
import KodanStore
import Postgres

/// Somebody wants no more courtesy mails, or wants them again; mails that are the body's duty go on.
public struct Unsubscribe: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Whether a token of a mail's own link is one that this office made.
    public func serves(_ token: String) -> Bool { office.vault.mail(ofLeaveToken: token) != nil }

    /// Ends courtesy mails to the recipient of the mail that held `token`; for everybody who has it, once or more.
    ///
    /// Throws ``Refusal/addressUnknown`` for a token that this office did not make.
    public func callAsFunction(_ token: String) async throws {
        guard let mail = office.vault.mail(ofLeaveToken: token) else {
            throw Refusal.addressUnknown
        }
        try await office.transaction(as: .system) { desk in
            if try BounceStore(desk.session).unsubscribe(mail, at: desk.now) {
                try desk.record("mail.unsubscribed", mail)
            }
        }
    }

    /// Takes courtesy mails to an address up again; for coordinators and administrators, when somebody asks for it.
    ///
    /// False if the address gets them already.
    public func end(_ address: EmailAddress, as credential: Credential) async throws -> Bool {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            return try BounceStore(desk.session).subscribe(address, at: desk.now)
        }
    }
}
