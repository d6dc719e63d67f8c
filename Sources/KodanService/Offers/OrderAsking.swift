public import KodanDomain
import KodanStore
import Postgres

/// A coordinator says whom to ask next, or that nobody is to be asked for now (打診順).
public struct OrderAsking: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes the order of a request in place of the one that stood there; both match and worker heed it.
    ///
    /// For coordinators. A named presenter whom the rules keep from the request, or who refused it, is passed over.
    /// Refuses without a reason, presenters who are not there, a self-hosted request, and one that is past looking for
    /// a presenter.
    public func callAsFunction(
        _ order: AskingOrder,
        for id: LectureRequest.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let reason = try reason.checkedReason(atMost: 500)
            let request = try Chain(desk: desk).lock(id)
            guard request.delivery == .dispatched else { throw Refusal.chain(.selfHosted(id)) }
            guard OrderAsking.states.contains(request.state) else {
                throw Refusal.requestState(id, request.state)
            }
            if let unknown = try RequestStore(desk.session).firstUnknown(of: order.presenters) {
                throw Refusal.notFound("\(unknown)")
            }
            let store = AskingStore(desk.session)
            try store.replace(order, of: id, because: reason, by: desk.actor, at: desk.now)
            try store.askAgain(id)
            try desk.record(
                "request.asking_ordered",
                id,
                reason: reason,
                detail: [
                    "mode": order.mode.rawValue,
                    "presenters": order.presenters.map(\.description).joined(separator: " "),
                ]
            )
        }
    }

    /// In which a request may still come to look for a presenter.
    private static let states: Set<RequestState> = [
        .submitted, .screening, .returned, .approved, .matched, .unmatched, .offered, .assigned, .notHeld,
    ]

    /// The order of a request; a free one where there is none.
    ///
    /// For the body's people.
    public func callAsFunction(of id: LectureRequest.ID, as credential: Credential) async throws
        -> AskingOrder
    {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            guard try RequestStore(desk.session).request(id) != nil else { throw Refusal.notFound("\(id)") }
            let found = try AskingStore(desk.session).orders(of: [id])[id]
            return try found ?? refusingField { () throws(FieldRefused) in try AskingOrder(.free) }
        }
    }
}
