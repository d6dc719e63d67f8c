public import KodanDomain
import KodanStore
import Postgres

/// Whoever proposed a change takes it back (変更の取下げ).
public struct WithdrawChange: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the change: the lecture stays as it was, and whoever was asked is told.
    ///
    /// For the side that proposed it, or a coordinator. Refuses without a reason, and with `changeState` one that has
    /// ended.
    public func callAsFunction(
        _ id: LectureChange.ID,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .partOfRequest) { desk in
            try desk.actor.require(.host, .presenter, .coordinator)
            let reason = try reason.checkedReason(atMost: 500)
            let chain = Chain(desk: desk)
            let (change, assignment, request) = try chain.lock(id)
            if try desk.actor.role != .coordinator {
                try chain.require(change.proposedBy, of: assignment, request, takesBody: true)
            }
            try chain.keep(
                change,
                .withdraw,
                assignment,
                request,
                because: reason,
                onBehalfOf: onBehalfOf
            )
        }
    }
}
