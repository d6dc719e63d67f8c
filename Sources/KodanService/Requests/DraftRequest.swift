public import KodanDomain
import KodanStore
import Postgres

/// A request is written bit by bit before it is handed in (下書き).
public struct DraftRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Keeps `draft`, which may lack its wished times, without telling anybody.
    ///
    /// For those who may hand it in, see ``SubmitRequest``. Refuses an unknown programme, topic, municipality or
    /// presenter; the programme's own rules wait until it is handed in.
    public func callAsFunction(
        _ draft: RequestDraft,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> LectureRequest.ID {
        try await office.transaction(as: credential) { desk in
            let admission = RequestAdmission(desk: desk)
            let programme = try admission.checkNames(draft)
            let request = try admission.refusing(draft) {
                try RequestStore(desk.session).insert(draft, under: programme.id, as: .draft, at: desk.now)
            }
            try desk.record("request.drafted", request.id, onBehalfOf: onBehalfOf)
            return request.id
        }
    }
}
