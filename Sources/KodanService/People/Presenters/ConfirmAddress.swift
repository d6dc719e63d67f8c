public import KodanDomain
import KodanStore
import Postgres

/// A presenter shows that mail to the address that they would like to be reached at reaches them (アドレスの確認).
///
/// For everybody who holds the link that was mailed there.
public struct ConfirmAddress: Sendable {
    /// The link serves for so many minutes: a day.
    public static let linkMinutes = 24 * 60

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// From now on the presenter is reached there, which is told at both addresses; the link has served then.
    ///
    /// Throws ``Refusal``: `signIn` with `linkSpent` or `tooMany`, `emailTaken` where another presenter came to be
    /// reached there.
    public func callAsFunction(_ link: String, from address: ClientAddress) async throws {
        let digest = SecretText.digest(of: link)
        let keys = AttemptKeys("", address, office.vault)
        try await office.transaction(as: .system) { desk in try desk.take(.address, keys.address) }
        try await office.transaction(as: .system) { desk in
            let waiting = NewEmailStore(desk.session)
            guard let presenter = try waiting.presenter(of: digest, at: desk.now),
                try PresenterStore(desk.session).lockStatus(presenter) != nil,
                let found = try waiting.take(digest, at: desk.now)
            else { throw Refusal.signIn(.linkSpent) }
            try ThrottleStore(desk.session).giveBack(.address, keys.address)
            try desk.replaceEmail(of: found.presenter, by: PresenterChange(email: found.email))
            var actor = Actor.system
            if let user = try PersonStore(desk.session).user(of: found.presenter) {
                actor = Actor(user: user, role: .presenter)
            }
            try desk.acting(as: actor).record(
                "presenter.changed",
                found.presenter,
                detail: ["fields": "email", "contact": "email", "by": "link"]
            )
            try desk.tellContactChanged(found.presenter)
        }
    }
}
