import KodanDomain

/// What holds for a presenter and a request whatever the slot, each rule judged as if the others did not matter.
struct Standing {
    /// The rules that refuse every slot.
    var refusals = RuleSet()
    /// The journeys of the request; nil if it is only online.
    var journeys: Journeys?
    /// The journey to the venue, however far it is; nil if there is no venue or no way to it.
    var time: JourneyTime?
    /// Whether both sides are open to online.
    var online = false
}

extension Eligibility {
    /// Further than anybody goes, about two years; small enough for any model of travel to calculate with.
    private static let boundlessReach = 1_000_000

    /// All rules that refuse `presenter` the wished slot `slotOrdinal`, from 1; nil if there is no such slot.
    ///
    /// The first of them is the one that `verdict` names, and there is none exactly if the verdict is eligible. Each
    /// rule is judged by itself: whether the way fits, for example, is asked even where the venue is out of reach,
    /// and without the lectures of the same day, which are a rule of their own. So the presenter becomes eligible
    /// exactly when all of these are lifted.
    public func refusals(
        of presenter: PresenterFacts,
        for request: RequestFacts,
        slotOrdinal: Int
    ) -> RuleSet? {
        guard request.slots.indices.contains(slotOrdinal - 1) else { return nil }
        let slot = SlotDay(request.slots[slotOrdinal - 1])
        let standing = standing(of: presenter, for: request, journeys(of: request))
        return standing.refusals.union(refusals(of: presenter, standing, slot))
    }

    /// The rules that refuse whatever the slot, and what the others need to know; `journeys` are those of the request.
    func standing(
        of presenter: PresenterFacts,
        for request: RequestFacts,
        _ journeys: Journeys?
    ) -> Standing {
        var standing = Standing()
        standing.journeys = journeys
        func refuse(_ rule: EligibilityRule, if isBroken: Bool) {
            if isBroken { standing.refusals.insert(rule) }
        }
        refuse(.pinnedToAnother, if: request.pinnedPresenter.map { $0 != presenter.id } ?? false)
        refuse(.inactive, if: !presenter.isActive)
        refuse(.notQualified, if: !presenter.qualifiedProgrammes.contains(request.programme))
        refuse(.topicMissing, if: presenter.topics[request.topic] == nil)
        refuse(.belongsToHost, if: presenter.organizations.contains(request.organization))
        refuse(
            .excluded,
            if: request.excludedPresenters.contains(presenter.id)
                || presenter.excludedOrganizations.contains(request.organization)
        )
        refuse(.refusedBefore, if: request.refusedBy.contains(presenter.id))
        standing.online = request.canBeOnline && presenter.acceptsOnline
        guard let journeys else {
            refuse(.onlineRefused, if: !standing.online)
            return standing
        }
        standing.time = timeWithinReach(presenter, journeys)
        guard standing.time == nil, !standing.online else { return standing }
        refuse(.outOfReach, if: true)
        var tireless = presenter
        tireless.reachMinutes = Eligibility.boundlessReach
        standing.time = timeWithinReach(tireless, journeys)
        return standing
    }

    /// The rules that refuse one slot.
    func refusals(
        of presenter: PresenterFacts,
        _ standing: Standing,
        _ slot: SlotDay
    ) -> RuleSet {
        var refusals = RuleSet()
        let windows = presenter.availability[slot.weekday] ?? []
        if !windows.cover(from: slot.startMinute, until: slot.endMinute) {
            refusals.insert(.notAvailableThatDay)
        }
        if presenter.blackouts.contains(where: { $0.contains(slot.date) }) { refusals.insert(.blackout) }
        let isBooked = presenter.commitments.contains { slot.sharesDay(with: $0.time) }
        if isBooked { refusals.insert(.alreadyBooked) }
        if let journeys = standing.journeys, !standing.online {
            var otherDays = presenter
            if isBooked { otherDays.commitments.removeAll { slot.sharesDay(with: $0.time) } }
            let fits =
                standing.time.map {
                    $0.isDayTrip && self.fits(otherDays, journeys, minutes: $0.minutes, slot)
                } ?? false
            if !fits { refusals.insert(.travelDoesNotFit) }
        }
        if presenter.lecturesByMonth[slot.month, default: 0] >= presenter.monthlyCap {
            refusals.insert(.monthlyCapReached)
        }
        if presenter.lecturesByYear[slot.year, default: 0] >= presenter.yearlyCap {
            refusals.insert(.yearlyCapReached)
        }
        return refusals
    }
}
