public import KodanDomain
import KodanStore
import Postgres

/// The presenter attests that the lecture was given, and claims the journey (実施報告).
public struct ReportLecture: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Files the report once the lecture is over.
    ///
    /// For the bound presenter, or a coordinator for one who phones. Refuses a second report, a report of another
    /// day, a lecture that is not over or was called off, and legs that ``ClaimTravel`` would refuse.
    public func callAsFunction(
        _ id: Assignment.ID,
        _ report: LectureReportDraft,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> LectureReport.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.presenter, .coordinator)
            let chain = Chain(desk: desk)
            var (assignment, request) = try chain.lock(id)
            guard try desk.actor.role != .presenter || assignment.presenter == desk.actor.presenter else {
                throw Refusal.notFound("\(id)")
            }
            try chain.requireOver(assignment)
            guard report.held.end <= desk.now else { throw Refusal.notOverYet(id) }
            try DateRange(assignment.during.date).require(report.held.date, as: .held)
            let store = AttestationStore(desk.session)
            guard try !store.attestations(of: id).reported else { throw Refusal.attestedAlready(id) }
            let filed = try store.insert(
                report,
                of: assignment,
                by: desk.actor,
                onBehalf: desk.actor.role != .presenter,
                at: desk.now
            )
            try desk.claim(report.travel, for: assignment)
            try desk.record("report.filed", filed, onBehalfOf: onBehalfOf, detail: ["assignment": "\(id)"])
            try chain.attested(assignment, &request, onBehalfOf: onBehalfOf)
            return filed
        }
    }
}
