public import KodanDomain
import KodanStore
import Postgres

/// What a draft says is replaced by something else.
public struct ChangeDraft: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes `draft` in place of what stood there; who asks stays, the programme may change.
    ///
    /// Refuses as ``DraftRequest`` does, and in any other state than draft.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        _ draft: RequestDraft,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            let (request, admission) = try desk.lockDraft(id)
            guard request.asker == draft.asker else { throw Refusal.notFound("\(id)") }
            let programme = try admission.checkNames(draft)
            let store = RequestStore(desk.session)
            try admission.refusing(draft) {
                try store.correct(id, to: draft)
                try store.setProgramme(programme.id, of: id)
                try store.replaceSlots(of: request, by: draft.slots)
            }
            try desk.record("request.redrafted", id, onBehalfOf: onBehalfOf)
        }
    }
}

extension Desk {
    /// The draft, locked, and the rules by which it comes in; refuses who may not hand it in, and what is none.
    func lockDraft(_ id: LectureRequest.ID) throws -> (StoredRequest, RequestAdmission) {
        try actor.require(.host, .presenter, .coordinator)
        let request = try Chain(desk: self).lock(id)
        let admission = RequestAdmission(desk: self)
        guard let asker = request.asker else { throw Refusal.notFound("\(id)") }
        try admission.checkActor(asker)
        guard request.state == .draft else { throw Refusal.requestState(id, request.state) }
        return (request, admission)
    }
}
