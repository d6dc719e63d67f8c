public import KodanDomain
import KodanStore
import Postgres

/// Travel that was already bought for a lecture that was called off, or that the host did not come to, is claimed
/// (中止された講演の旅費).
///
/// Travel to a lecture that was given is claimed with its report.
public struct ClaimTravel: Sendable {
    /// How many legs a lecture may have, over all claims.
    public static let limit = 40

    /// How many days before and behind the lecture a leg may lie.
    public static let days = 60

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Claims legs of an assignment that ended without a lecture, and not by the presenter
    /// (``KodanDomain/AssignmentState/owesTravel(endedBy:)``); they add to those claimed before.
    ///
    /// For the presenter who was bound, or a coordinator for one who phones. Refusals: `notFound`, also for evidence of
    /// another lecture, `assignmentState`, `calculatedAlready`, `tooManyLegs`, `noTravelRate`, `field`, also for a day
    /// that has nothing to do with the lecture.
    public func callAsFunction(
        _ claims: [TravelClaim],
        for id: Assignment.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.presenter, .coordinator)
            let (assignment, _) = try Chain(desk: desk).lock(id)
            guard try desk.actor.role != .presenter || assignment.presenter == desk.actor.presenter else {
                throw Refusal.notFound("\(id)")
            }
            guard assignment.state.owesTravel(endedBy: assignment.endedBy) else {
                throw Refusal.assignmentState(id, assignment.state)
            }
            let isSettled = try desk.asSystem { try HonorariumStore(desk.session).isCalculated(id) }
            guard !isSettled else { throw Refusal.calculatedAlready(id) }
            guard try LegStore(desk.session).count(of: id) + claims.count <= ClaimTravel.limit else {
                throw Refusal.tooManyLegs(id, limit: ClaimTravel.limit)
            }
            try desk.claim(claims, for: assignment)
            try desk.record(
                "travel.claimed",
                id,
                onBehalfOf: onBehalfOf,
                detail: ["legs": "\(claims.count)"]
            )
        }
    }
}

extension Desk {
    /// Prices and writes legs; evidence that they name must have been filed for the same lecture, and their days must
    /// lie around it.
    func claim(_ claims: [TravelClaim], for assignment: StoredAssignment) throws {
        guard !claims.isEmpty else { return }
        let (id, lecture) = (assignment.id, assignment.during.date)
        let around = DateRange(
            lecture.adding(days: -ClaimTravel.days)...lecture.adding(days: ClaimTravel.days)
        )
        for claim in claims { try around.require(claim.day, as: .day) }
        let store = LegStore(session)
        let named = claims.compactMap(\.evidence)
        if !named.isEmpty {
            let filed = try store.evidence(of: id)
            if let stray = named.first(where: { filed[$0] == nil }) { throw Refusal.notFound("\(stray)") }
        }
        let rates = try RateStore(session).travelRates()
        var priced: [PricedClaim] = []
        for claim in claims { priced.append(try rates.priced(claim)) }
        try store.insert(priced, of: id, at: now)
    }
}
