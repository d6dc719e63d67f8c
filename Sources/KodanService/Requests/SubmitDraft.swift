public import KodanDomain
import KodanStore
import Postgres

/// A draft is handed in (提出).
public struct SubmitDraft: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Hands the draft in as it stands and acknowledges it by mail.
    ///
    /// Refuses as ``SubmitRequest`` does, a draft that lacks its wished times, and any other state than draft.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            var (request, admission) = try desk.lockDraft(id)
            let store = RequestStore(desk.session)
            let draft = try store.draft(of: request)
            try refusingField { () throws(FieldRefused) in try draft.requireComplete() }
            try admission.check(draft)
            // The schema wants the moment together with the state.
            try store.setSubmitted(id, at: desk.now)
            let chain = Chain(desk: desk)
            try chain.move(&request, .submit, onBehalfOf: onBehalfOf)
            try chain.tellHost("request_received", request)
        }
    }
}
