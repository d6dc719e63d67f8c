import KodanDomain

@testable import KodanMatching

/// What a plan does that no rule allows, read off the facts without the matcher's own rules.
func brokenRules(
    of plan: MatchingPlan,
    presenters: [PresenterFacts],
    requests: [RequestFacts],
    travel: TravelModel = .greatCircle
) -> [String] {
    var broken: [String] = []
    var seen: [PresenterKey: [MatchingOption]] = [:]
    for option in plan.assignments.map(\.option) {
        guard let presenter = presenters.first(where: { $0.id == option.presenter }),
            let request = requests.first(where: { $0.id == option.request }),
            request.slots.indices.contains(option.slotOrdinal - 1)
        else { return ["\(option) is of nobody or nothing"] }
        func require(_ holds: Bool, _ rule: String) {
            if !holds { broken.append("request \(request.id) by \(presenter.id): \(rule)") }
        }
        let time = option.time
        require(time == request.slots[option.slotOrdinal - 1], "time")
        require(request.pinnedPresenter ?? presenter.id == presenter.id, "pinned")
        require(presenter.isActive, "active")
        require(presenter.qualifiedProgrammes.contains(request.programme), "programme")
        require(presenter.topics.keys.contains(request.topic), "topic")
        require(presenter.organizations.isDisjoint(with: [request.organization]), "host")
        require(presenter.excludedOrganizations.isDisjoint(with: [request.organization]), "excludes")
        require(
            request.excludedPresenters.union(request.refusedBy).isDisjoint(with: [presenter.id]),
            "refused"
        )
        if option.isOnline {
            require((request.allowsOnline || request.venue == nil) && presenter.acceptsOnline, "online")
        } else if let venue = request.venue {
            let minutes = travel.journeys(from: presenter.base).minutes(to: venue) ?? .max
            require(minutes <= presenter.reachMinutes && minutes == option.terms.travel, "reach")
            let away = (time.start.adding(minutes: -minutes), time.end.adding(minutes: minutes))
            require(away.0.date == option.day && away.1.adding(minutes: -1).date == option.day, "day trip")
        } else {
            require(false, "no venue")
        }
        for minute in stride(from: 0, to: time.minutes, by: 10) {
            let moment = time.start.adding(minutes: minute)
            let free = presenter.availability[moment.date.weekday] ?? []
            require(free.contains { $0.start <= moment.time.minutes && moment.time.minutes < $0.end }, "free")
            require(!presenter.blackouts.contains { $0.contains(moment.date) }, "blackout")
        }
        require(!presenter.commitments.contains { $0.time.date == option.day }, "booked")
        require(!seen[presenter.id, default: []].contains { $0.day == option.day }, "two a day")
        seen[presenter.id, default: []].append(option)
        let inMonth = seen[presenter.id, default: []].filter { $0.day.yearMonth == option.day.yearMonth }
            .count
        let month = presenter.lecturesByMonth[option.day.yearMonth] ?? 0
        require(month + inMonth <= presenter.monthlyCap, "month")
        let year = FiscalYear(containing: option.day)
        let inYear = seen[presenter.id, default: []].filter { FiscalYear(containing: $0.day) == year }.count
        require((presenter.lecturesByYear[year] ?? 0) + inYear <= presenter.yearlyCap, "year")
    }
    return broken
}
