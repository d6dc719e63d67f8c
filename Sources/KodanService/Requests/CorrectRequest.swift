public import KodanDomain
import KodanStore
import Postgres

/// A request that was sent back is corrected and handed in again.
public struct CorrectRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Replaces what the returned request says by `draft`, with a new round of slots, and submits it.
    ///
    /// The asker and the programme stay. Refuses as ``SubmitRequest`` does, and in any other state; the programme's
    /// lead time does not count again for a request that had been approved before it was sent back.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        _ draft: RequestDraft,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .request(id)) { desk in
            try desk.actor.require(.host, .presenter, .coordinator)
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            let admission = RequestAdmission(desk: desk)
            try admission.checkActor(request.asker ?? draft.asker)
            guard request.state == .returned else { throw Refusal.requestState(id, request.state) }
            guard request.asker == draft.asker else { throw Refusal.notFound("\(id)") }
            guard try ProgrammeStore(desk.session).programme(draft.programme)?.id == request.programme else {
                throw Refusal.unknownCode(.programme, draft.programme.text)
            }
            let wasApproved = try desk.asSystem { try BudgetStore(desk.session).hasReserved(for: id) }
            try admission.check(draft, leadCounts: !wasApproved)
            try chain.move(&request, .submit, onBehalfOf: onBehalfOf)
            let store = RequestStore(desk.session)
            try admission.refusing(draft) { try store.correct(id, to: draft) }
            try chain.beginRound(draft.slots, of: request)
            try store.setSubmitted(id, at: desk.now)
            try chain.tellHost("request_received", request)
        }
    }
}
