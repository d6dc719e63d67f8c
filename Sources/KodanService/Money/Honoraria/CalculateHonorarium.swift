public import KodanDomain
import KodanStore
import Postgres

/// What came of an attested lecture.
public enum CalculatedHonorarium: Sendable, Equatable {
    /// Something is owed.
    case owed(Honorarium.ID, gross: Yen)
    /// The programme pays nothing, or the fee was declined and no travel claimed; the request is closed, unless
    /// travel of somebody else who was to give the lecture is still unpaid.
    case withoutPay(LectureRequest.ID)
}

/// Fixes what is owed for one attested lecture.
///
/// The smaller of the two attested times counts; the rate is that of the presenter's rank, the programme and the
/// lecture date, unless the fee was declined or promised net; travel is what was claimed. It counts as fixed on the day
/// of the later attestation or of the calculation, as the office has it (``OfficeRules``), in the lecture's budget
/// year, with every row that it was computed from. Then what is unpaid until the lecture's day is checked
/// (``CheckHonoraria``), as it is after all lectures were calculated.
///
/// For an accountant, a coordinator, or the service. Refusals: `notFound`, and those of
/// ``KodanDomain/LectureFacts/honorarium(rates:on:fixed:)``.
public struct CalculateHonorarium: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Calculates the honorarium of `assignment`.
    public func callAsFunction(
        _ assignment: Assignment.ID,
        as credential: Credential
    ) async throws -> CalculatedHonorarium {
        try await office.transaction(as: credential) { [rules = office.rules] desk in
            try desk.actor.require(.accountant, .coordinator)
            let day = desk.now.date
            let facts = try desk.lockFacts(of: assignment)
            let rates = try RateStore(desk.session).honorariumRates()
            guard let draft = try facts.honorarium(rates: rates, on: day, fixed: rules.fixedDay) else {
                try desk.closeWithoutPay([facts.request])
                return .withoutPay(facts.request)
            }
            guard let id = try desk.fix([draft])[assignment] else {
                throw Refusal.calculatedAlready(assignment)
            }
            _ = try desk.checkHonoraria(upTo: facts.lectureOn, rules)
            return .owed(id, gross: draft.gross)
        }
    }
}

extension Desk {
    /// What an honorarium is calculated from today; until the transaction ends nobody else agrees on its fee.
    ///
    /// Throws ``KodanDomain/Refusal/notFound(_:as:)`` for what the actor does not see. The lock is the service's own,
    /// since an accountant changes no requests.
    func lockFacts(of assignment: Assignment.ID) throws -> LectureFacts {
        let store = HonorariumStore(session)
        guard let seen = try store.facts(of: assignment, on: now.date) else {
            throw Refusal.notFound(assignment.description)
        }
        try asSystem { _ = try RequestStore(session).lock(seen.request) }
        guard let facts = try store.facts(of: assignment, on: now.date) else {
            throw Refusal.notFound(assignment.description)
        }
        return facts
    }

    /// Adds and records honoraria; the service's own sight, since a coordinator keeps no money.
    func fix(_ drafts: [HonorariumDraft]) throws -> [Assignment.ID: Honorarium.ID] {
        let added = try asSystem {
            try HonorariumStore(session).add(drafts, by: actor.user, at: now)
        }
        // Travel to a lecture that was not given ends nothing: somebody else may be to give it.
        let given = drafts.filter {
            $0.facts.assignmentState == .delivered && added[$0.facts.assignment] != nil
        }
        try releaseBudget(spentOn: given.map(\.facts.assignment).sorted())
        try record("honorarium.calculated", each: added.values.sorted())
        // Nothing is sent for these: their requests wait for no payment.
        let free = given.filter { $0.gross == .zero }
        try closeWithoutPay(free.map(\.facts.request))
        return added
    }

    /// Closes requests whose lecture is not paid for, and frees what is reserved for them; an accountant keeps no
    /// requests, so with the service's own sight.
    @discardableResult
    func closeWithoutPay(_ requests: [LectureRequest.ID]) throws -> [LectureRequest.ID] {
        let closed = try asSystem { try RequestStore(session).closeWithoutPay(requests) }
        try releaseBudget(of: requests, for: .spent)
        try record("request.closed", each: closed)
        return closed
    }

    /// Closes requests for which nothing is owed any more and that nothing closed; says which.
    func closeForgotten(limit: Int) throws -> [LectureRequest.ID] {
        let requests = RequestStore(session)
        let closed = try asSystem { try requests.closeSettled(try requests.forgotten(limit: limit)) }
        try record("request.closed", each: closed)
        return closed
    }

    /// Closes the request of a lecture unless something is still owed for it, with the service's own sight.
    func closeSettled(_ assignment: Assignment.ID) throws {
        let closed = try asSystem {
            try RequestStore(session).closeSettled(try BudgetStore(session).requests(of: [assignment]))
        }
        try record("request.closed", each: closed)
    }
}
