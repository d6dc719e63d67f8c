import KodanDomain
import KodanStore

extension Desk {
    /// Puts the lectures ahead at an organization, which stands for itself, on the desk whose presenters are kept apart
    /// from it or belong to it by now: all, or those of one `presenter`, or of the one who is this `user`.
    ///
    /// It needs the service's own sight: both sides may lie outside of the actor's.
    func bringUpBarred(
        at organization: Organization.ID,
        presenter: Presenter.ID? = nil,
        user: User.ID? = nil
    ) throws {
        let barred = try asSystem {
            try DeskStore(session).bringUpBarred(at: organization, presenter: presenter, user: user, at: now)
        }
        try record("desk.opened", each: barred)
    }
}
