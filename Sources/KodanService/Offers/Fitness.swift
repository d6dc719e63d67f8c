import KodanDomain
import KodanMatching
import KodanStore

/// How well a presenter whom somebody chose by hand fits a request, by the same rules as a match.
struct Fitness {
    /// The wished time: the named one, else the first ahead to which no rule objects, else the first ahead.
    let slot: StoredSlot
    /// The rules that object.
    let objections: RuleSet
    /// Whether the lecture would be online.
    let isOnline: Bool
    /// The way there, in minutes; 0 online.
    let travelMinutes: Int

    /// Rules that no reason sets aside: what the presenter is, and what either side asked for.
    static let hard = RuleSet([.inactive, .notQualified, .topicMissing, .belongsToHost, .excluded])

    /// Throws ``Refusal`` for a presenter or slot that is not there, for days that have passed, and where no way goes.
    init(of choice: ChosenPresenter, for request: StoredRequest, _ desk: Desk) throws {
        let facts = try MatchingFacts(desk: desk, only: request.id, concerned: [choice.presenter])
        let slots = facts.slots[request.id] ?? []
        guard let presenter = facts.presenters.first(where: { $0.id == choice.presenter.rawValue }) else {
            throw Refusal.notFound("\(choice.presenter)")
        }
        guard let wishes = facts.requests.first else { throw try Fitness.passed(choice, request, desk) }
        let eligibility = Eligibility(travel: facts.travel).searching(from: wishes.venue.map { [$0] } ?? [])
        let judged = slots.enumerated().map { index, slot in
            (
                slot: slot, ordinal: index + 1,
                objections: eligibility.refusals(of: presenter, for: wishes, slotOrdinal: index + 1)
                    ?? RuleSet()
            )
        }
        let named = choice.slot.map { wanted in judged.filter { $0.slot.id == wanted } } ?? judged
        guard let best = named.first(where: { $0.objections.isEmpty }) ?? named.first else {
            throw try Fitness.passed(choice, request, desk)
        }
        slot = best.slot
        objections = best.objections
        let verdict = eligibility.verdict(on: presenter, for: wishes, slotOrdinal: best.ordinal)
        if case .eligible(let terms, let online) = verdict {
            isOnline = online
            travelMinutes = terms.travel
        } else if let venue = wishes.venue, request.place != "online" {
            guard let minutes = eligibility.travel.journeys(from: venue).minutes(to: presenter.base) else {
                throw Refusal.travelDoesNotFit(choice.presenter)
            }
            isOnline = false
            travelMinutes = minutes
        } else {
            isOnline = true
            travelMinutes = 0
        }
    }

    /// The short names of the rules that `choice` sets aside; refuses what it may not, or does not, set aside.
    func overridden(by choice: ChosenPresenter) throws(Refusal) -> [String] {
        let hard = objections.rules.filter(Fitness.hard.contains)
        guard hard.isEmpty else { throw .chain(.hardRules(choice.presenter, hard.map(\.code))) }
        let codes = objections.rules.map(\.code)
        guard codes.isEmpty || choice.isOverriding else { throw .chain(.softRules(choice.presenter, codes)) }
        return codes
    }

    /// Why there is no such wished time ahead: it is not of this request, or it has passed.
    private static func passed(
        _ choice: ChosenPresenter,
        _ request: StoredRequest,
        _ desk: Desk
    ) throws -> Refusal {
        let slots = try RequestStore(desk.session).slots(of: request)
        let asked = choice.slot.map { wanted in slots.filter { $0.id == wanted } } ?? slots
        if let last = asked.last { return .dayPassed(last.during.date) }
        return .notFound(choice.slot?.description ?? request.id.description)
    }
}
