public import KodanDomain
public import KodanExport
public import KodanMatching
public import KodanText

extension PlanMap {
    /// The map of `assignments`, some or all of those of `solved`, and of what its plan leaves unmatched.
    ///
    /// `municipalities` draw the country. `tooLate` more requests are unmatched of which `solved` knows nothing.
    /// Journeys are told in bands, in `language`.
    public init(
        of solved: SolvedMatch,
        assignments: [MatchingPlan.Assignment],
        tooLate: Int = 0,
        municipalities: [GeoPoint],
        names: ExplanationNames,
        in language: Language
    ) {
        let bases = Dictionary(solved.presenters.map { ($0.id, $0.base.point) }) { first, _ in first }
        let venues = Dictionary(solved.requests.map { ($0.id, $0.venue?.point) }) { first, _ in first }
        let journeys = assignments.compactMap { assignment -> Journey? in
            let option = assignment.option
            guard !option.isOnline, let from = bases[option.presenter], let to = venues[option.request] ?? nil
            else { return nil }
            return Journey(
                from: from,
                to: to,
                request: names.request(option.request),
                presenter: names.presenter(option.presenter),
                minutes: option.terms.travel,
                band: JourneyText.duration(minutes: option.terms.travel, in: language)
            )
        }
        let left = solved.plan.unmatched.map(\.request)
        let unmatched = left.compactMap { request in
            (venues[request] ?? nil).map { Unmatched(at: $0, label: names.request(request)) }
        }
        self.init(
            municipalities: municipalities,
            journeys: journeys,
            unmatched: unmatched,
            matchedWithoutWay: assignments.count - journeys.count,
            unmatchedWithoutVenue: left.count - unmatched.count + tooLate
        )
    }
}
