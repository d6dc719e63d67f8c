import KodanDomain

@testable import KodanMatching

/// Whether `presenter` may take the slot at `index` of `request` once the facts behind `rules` are changed.
///
/// Knows the rules only through `verdict`: each is lifted by changing what it asks about.
func isEligible(
    _ presenter: PresenterFacts,
    _ request: RequestFacts,
    slot index: Int,
    lifting rules: RuleSet = RuleSet()
) -> Bool {
    var presenter = presenter
    var request = request
    let slot = request.slots[index]
    request.slots = [slot]
    let isNear = request.venue.map {
        RoadTime.minutes(from: presenter.base.point, to: $0.point) <= presenter.reachMinutes
    }
    for rule in rules.rules {
        switch rule {
        case .pinnedToAnother: request.pinnedPresenter = nil
        case .inactive: presenter.isActive = true
        case .notQualified: presenter.qualifiedProgrammes.insert(request.programme)
        case .topicMissing: presenter.topics[request.topic, default: 0] += 0
        case .belongsToHost: presenter.organizations = []
        case .excluded:
            request.excludedPresenters = []
            presenter.excludedOrganizations = []
        case .refusedBefore: request.refusedBy = []
        case .outOfReach: presenter.reachMinutes = 5_000
        case .onlineRefused: if request.venue == nil { presenter.acceptsOnline = true }
        case .notAvailableThatDay:
            for weekday in Weekday.allCases { presenter.availability[weekday] = [.wholeDay] }
        case .blackout: presenter.blackouts = []
        case .alreadyBooked: presenter.commitments.removeAll { $0.time.date == slot.date }
        case .travelDoesNotFit:
            // Nobody has to go anywhere, which must not help those for whom the venue is too far.
            if isNear == true || (isNear == false && rules.contains(.outOfReach)) {
                request.allowsOnline = true
                presenter.acceptsOnline = true
            }
        case .monthlyCapReached: presenter.monthlyCap = .max
        case .yearlyCapReached: presenter.yearlyCap = .max
        }
    }
    let verdict = Eligibility().verdict(on: presenter, for: request, slotOrdinal: 1)
    guard case .eligible? = verdict else { return false }
    return true
}

/// Who of `presenters` may take any slot of `request`, `rules` lifted.
func eligible(
    _ presenters: [PresenterFacts],
    _ request: RequestFacts,
    lifting rules: RuleSet = RuleSet()
) -> [PresenterKey] {
    presenters.filter { presenter in
        request.slots.indices.contains { isEligible(presenter, request, slot: $0, lifting: rules) }
    }.map(\.id)
}

extension RuleSet {
    /// All but one of these rules, in every way.
    var withoutOne: [RuleSet] { rules.map { left in RuleSet(rules.filter { $0 != left }) } }

    /// Each rule with one chance in two.
    static func random(using dice: inout Dice) -> RuleSet {
        RuleSet(EligibilityRule.allCases.filter { _ in dice.roll(2) == 0 })
    }
}
