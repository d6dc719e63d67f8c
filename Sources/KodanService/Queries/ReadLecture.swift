public import KodanDomain
import KodanStore
import Postgres

/// A lecture with all that its page shows.
public struct LectureBrief: Sendable, Equatable {
    /// The assignment with both attestations and its materials.
    public let assignment: AssignmentDetail
    /// The request, as far as the reader may know it, without its timeline.
    public let request: RequestDetail
    /// The newest change that is open, or was declined and leaves something to decide.
    public let change: ChangeEntry?
    /// The files behind its claims; nil for who came by the link of a request, to whom they are not shown.
    public let evidence: [EvidenceEntry]?
    /// What was claimed of the journey; nil for hosts, who are not told what it costs.
    public let travel: [TravelLegEntry]?
    /// What was agreed about the fee; nil for whom it does not concern.
    public let terms: FeeAgreementEntry?
}

/// A lecture's brief: for both its sides and the body's people.
public struct ReadLecture: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The brief of an assignment; at most as many changes and files as a page of a list has.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: Assignment.ID, as credential: Credential) async throws -> LectureBrief {
        let reading = TransactionOptions(readOnly: true)
        return try await office.transaction(as: credential, reading, serving: .partOfRequest) { desk in
            let session = desk.session
            guard let assignment = try AssignmentQueries(session).detail(id) else {
                throw Refusal.notFound("\(id)")
            }
            let queries = RequestQueries(session)
            let asked = try queries.ask(assignment.summary.request)
            let actor = try desk.actor
            guard let request = try queries.detail(asked, for: actor) else {
                throw Refusal.notFound("\(id)")
            }
            let limit = PageLimit.most.count
            let changes = try ChangeStore(session).list(of: id, after: nil, limit: limit)
            var evidence: [EvidenceEntry]?
            var travel: [TravelLegEntry]?
            if actor.limit == nil {
                evidence = try EvidenceQueries(session).list(of: id, after: nil, limit: limit)
                if actor.role != .host { travel = try LegQueries(session).list(of: id) }
            }
            return LectureBrief(
                assignment: assignment,
                request: request,
                change: changes.last { [.open, .declined].contains($0.state) },
                evidence: evidence,
                travel: travel,
                terms: ReadFeeAgreement.readers.contains(actor.role)
                    ? try AgreementStore(session).terms(of: id) : nil
            )
        }
    }
}
