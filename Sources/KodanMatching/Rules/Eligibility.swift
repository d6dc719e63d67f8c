public import KodanDomain

/// The rules of who may lecture where, and what speaks against it.
///
/// A request with a venue that also allows online is held at the venue by everyone who can go there, and online by
/// those for whom it is out of reach or the way does not fit, if they lecture online.
public struct Eligibility: Sendable {
    /// How long journeys take.
    public let travel: TravelModel
    /// How much each thing weighs.
    public let weights: CostWeights
    /// Nobody leaves for a venue at this moment or before it; nil where it does not matter.
    public let leavingAfter: Instant?

    /// The rules with this model of travel and these weights.
    public init(
        travel: TravelModel = .greatCircle,
        weights: CostWeights = .standard,
        leavingAfter: Instant? = nil
    ) {
        self.travel = travel
        self.weights = weights
        self.leavingAfter = leavingAfter
    }

    /// The same rules with the searches from `venues` done; see ``TravelModel/searching(from:)``.
    public func searching(from venues: some Sequence<Place>) -> Eligibility {
        Eligibility(travel: travel.searching(from: venues), weights: weights, leavingAfter: leavingAfter)
    }

    /// What the rules say of `presenter` and the wished slot `slotOrdinal`, from 1; nil if there is no such slot.
    ///
    /// It searches the ways from the venue, unless ``searching(from:)`` has done so.
    public func verdict(
        on presenter: PresenterFacts,
        for request: RequestFacts,
        slotOrdinal: Int
    ) -> Verdict? {
        guard request.slots.indices.contains(slotOrdinal - 1) else { return nil }
        let journeys = journeys(of: request)
        switch attendance(of: presenter, at: request, journeys) {
        case .failure(let rule): return .refused(rule)
        case .success(let attendance):
            let slot = SlotDay(request.slots[slotOrdinal - 1])
            return verdict(on: presenter, attendance, for: request, journeys, slot, ordinal: slotOrdinal)
        }
    }

    /// Whether the rules that hold whatever the slot let `presenter` come to `request`, or lecture online.
    public func mayCome(_ presenter: PresenterFacts, to request: RequestFacts) -> Bool {
        guard case .success = attendance(of: presenter, at: request, journeys(of: request)) else {
            return false
        }
        return true
    }

    /// The rules that hold whatever the slot; `journeys` are those of the request.
    func attendance(
        of presenter: PresenterFacts,
        at request: RequestFacts,
        _ journeys: Journeys?
    ) -> Result<Attendance, EligibilityRule> {
        if let pinned = request.pinnedPresenter, pinned != presenter.id { return .failure(.pinnedToAnother) }
        guard presenter.isActive else { return .failure(.inactive) }
        guard presenter.qualifiedProgrammes.contains(request.programme) else {
            return .failure(.notQualified)
        }
        guard presenter.topics[request.topic] != nil else { return .failure(.topicMissing) }
        guard !presenter.organizations.contains(request.organization) else { return .failure(.belongsToHost) }
        guard !request.excludedPresenters.contains(presenter.id),
            !presenter.excludedOrganizations.contains(request.organization)
        else { return .failure(.excluded) }
        guard !request.refusedBy.contains(presenter.id) else { return .failure(.refusedBefore) }
        let online = request.canBeOnline && presenter.acceptsOnline
        guard let journeys else {
            return online ? .success(Attendance(venueMinutes: nil, online: true)) : .failure(.onlineRefused)
        }
        let time = timeWithinReach(presenter, journeys)
        guard online || time != nil else { return .failure(.outOfReach) }
        return .success(
            Attendance(venueMinutes: time?.minutes, isDayTrip: time?.isDayTrip ?? true, online: online)
        )
    }

    /// The rules that hold for one slot, and the terms if none refuses.
    func verdict(
        on presenter: PresenterFacts,
        _ attendance: Attendance,
        for request: RequestFacts,
        _ journeys: Journeys?,
        _ slot: SlotDay,
        ordinal: Int
    ) -> Verdict {
        guard
            let windows = presenter.availability[slot.weekday],
            windows.cover(from: slot.startMinute, until: slot.endMinute)
        else { return .refused(.notAvailableThatDay) }
        guard !presenter.blackouts.contains(where: { $0.contains(slot.date) }) else {
            return .refused(.blackout)
        }
        guard !presenter.commitments.contains(where: { slot.sharesDay(with: $0.time) })
        else { return .refused(.alreadyBooked) }
        var journey: Int?
        if let journeys, let minutes = attendance.venueMinutes, attendance.isDayTrip,
            fits(presenter, journeys, minutes: minutes, slot)
        {
            journey = minutes
        }
        guard journey != nil || attendance.online else { return .refused(.travelDoesNotFit) }
        guard presenter.lecturesByMonth[slot.month, default: 0] < presenter.monthlyCap
        else { return .refused(.monthlyCapReached) }
        guard presenter.lecturesByYear[slot.year, default: 0] < presenter.yearlyCap
        else { return .refused(.yearlyCapReached) }
        let terms = terms(presenter, request, ordinal: ordinal, journey: journey)
        return .eligible(terms, isOnline: journey == nil)
    }

    private func terms(
        _ presenter: PresenterFacts,
        _ request: RequestFacts,
        ordinal: Int,
        journey: Int?
    ) -> CostTerms {
        let missing = max(0, request.requiredLevel - presenter.topics[request.topic, default: 0])
        let other = request.preferredPresenter.map { $0 != presenter.id } ?? false
        return CostTerms(
            travel: journey ?? 0,
            slotOrder: weights.slotStep * (ordinal - 1),
            missingLevel: weights.levelStep * missing,
            notPreferred: other ? weights.notPreferred : 0,
            onlineInstead: journey == nil && request.venue != nil ? weights.onlineInstead : 0,
            sameHostAgain: presenter.lecturedAt.contains(request.organization) ? weights.sameHostAgain : 0
        )
    }
}
