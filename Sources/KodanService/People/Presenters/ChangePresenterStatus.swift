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
    /// Who retires or has died is let go from offers and from lectures that lie ahead, whose hosts are told; debts and
    /// history stay; what is still to be sent to who has died is held back, and stands out. Who is suspended cannot say
    /// yes: offers that run are taken back, and the presenter is told; what waits to be sent waits on, and they are
    /// asked again once they are back. Lectures stand until somebody withdraws.
    ///
    /// Throws ``Refusal``: `notFound`, `notPermitted` outside of the coordinator's prefectures, `presenterStatus` for a
    /// step that the status does not allow, `field` for a reason that is empty or over 500 characters.
    public func callAsFunction(
        of id: Presenter.ID,
        to status: PresenterStatus,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            // No month is closed meanwhile with what is owed to who has died.
            if status == .deceased { try PaymentMonthStore(desk.session).exclusively() }
            let presenters = PresenterStore(desk.session)
            try desk.requireKept(id)
            guard let before = try presenters.lockStatus(id) else { throw Refusal.notFound(id.description) }
            let reason = try reason.checkedReasonLine()
            guard before != status else { throw Refusal.presenterStatus(id, before) }
            try refusing(["presenter_transition": .presenterStatus(id, before)]) {
                try presenters.setStatus(id, to: status, because: reason)
            }
            switch status {
            case .retired, .deceased: try release(id, because: reason, desk)
            case .suspended:
                let running = try desk.asSystem { try OfferStore(desk.session).running(for: id) }
                try Chain(desk: desk).withdraw(running, whileAway: true)
            case .applied, .active: break
            }
            if status == .deceased { try desk.holdBackFromDeceased() }
            try desk.record(
                "presenter.status_changed",
                id,
                reason: reason,
                detail: ["from": before.rawValue, "to": status.rawValue]
            )
        }
    }

    private func release(_ id: Presenter.ID, because reason: String, _ desk: Desk) throws {
        let chain = Chain(desk: desk)
        try desk.asSystem {
            try NewEmailStore(desk.session).end(of: id)
            // Who has left or died gets no mail about it.
            try chain.withdraw(try OfferStore(desk.session).open(for: id), silently: true)
            for assignment in try AssignmentStore(desk.session).upcoming(of: id, after: desk.now) {
                var (assignment, request) = try chain.lock(assignment)
                try chain.release(assignment, &request, because: reason)
            }
        }
    }
}
