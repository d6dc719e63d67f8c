public import KodanDomain
import KodanStore
import Postgres

/// A host asks for a presenter, or a presenter asks for support of a lecture of their own (申込).
public struct SubmitRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Hands `draft` in and acknowledges it by mail.
    ///
    /// A host acts for its own organizations, a presenter for themselves, a coordinator for anybody who phones
    /// (`onBehalfOf` says who). Refuses an unknown programme or topic, a programme that is not in force on a
    /// wished day, not for this kind of organization or delivered another way, a day nearer than the lead time,
    /// and too few expected.
    public func callAsFunction(
        _ draft: RequestDraft,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> LectureRequest.ID {
        try await office.transaction(as: credential) { desk in
            let admission = RequestAdmission(desk: desk)
            let programme = try admission.check(draft)
            let request = try admission.refusing(draft) {
                try RequestStore(desk.session).insert(draft, under: programme.id, at: desk.now)
            }
            try desk.record("request.submitted", request.id, onBehalfOf: onBehalfOf)
            try Chain(desk: desk).tellHost("request_received", request)
            return request.id
        }
    }
}
