public import KodanDomain
import KodanStore

/// Suspends, resumes or retires a presenter, or notes their death.
///
/// For coordinators.
public struct ChangePresenterStatus: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Gives the presenter another status, for a reason that the record keeps.
    ///
    /// Throws ``Refusal``: `notFound`, `presenterStatus` for a step that the status does not allow.
    public func callAsFunction(
        of id: Presenter.ID,
        to status: PresenterStatus,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let presenters = PresenterStore(desk.session)
            guard let before = try presenters.lockStatus(id) else { throw Refusal.notFound(id.description) }
            guard before != status else { throw Refusal.presenterStatus(id, before) }
            try refusing(["presenter_transition": .presenterStatus(id, before)]) {
                try presenters.setStatus(id, to: status, because: reason)
            }
            try desk.record(
                "presenter.change_status",
                id,
                reason: reason,
                detail: ["from": before.rawValue, "to": status.rawValue]
            )
        }
    }
}
