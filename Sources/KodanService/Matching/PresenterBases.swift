import KodanDomain
import KodanMatching
import KodanStore

/// Presenters as the matcher knows them on a day, before their lectures and offers.
struct PresenterBases: Sendable {
    /// Which programmes there are.
    let rules: [ProgrammeRule]
    /// How topics are counted.
    let topics: TopicNumbers
    /// By ascending key.
    private(set) var facts: [PresenterFacts] = []
    /// What they are called.
    private(set) var names: [Presenter.ID: String] = [:]
    /// The first day for which the facts hold.
    private var since: LocalDate
    /// The last day for which each of them holds; nil without end.
    private var until: [LocalDate?] = []

    /// Those of `cards` who may ever be asked, as they are on `day`.
    init(
        of cards: [Presenter.ID: MatchingPresenter],
        on day: LocalDate,
        _ rules: [ProgrammeRule],
        _ topics: TopicNumbers
    ) {
        self.rules = rules
        self.topics = topics
        since = day
        for card in cards.values.sorted(by: { $0.id < $1.id }) {
            guard let found = made(of: card, on: day) else { continue }
            facts.append(found.facts)
            names[card.id] = card.name
            until.append(found.until)
        }
    }

    /// The same presenters on `day`; nil where they must be made anew, since the day lies before those known.
    func moved(to day: LocalDate, _ cards: [Presenter.ID: MatchingPresenter]) -> PresenterBases? {
        guard since <= day else { return nil }
        let outdated = until.indices.filter { index in until[index].map { $0 < day } ?? false }
        guard !outdated.isEmpty else { return self }
        var bases = self
        bases.since = day
        for index in outdated {
            guard let card = cards[Presenter.ID(facts[index].id)], let found = made(of: card, on: day) else {
                return nil
            }
            bases.facts[index] = found.facts
            bases.until[index] = found.until
        }
        return bases
    }

    /// What the matcher knows of a presenter on `day`, and the last day for which that holds; nil for who has left, or
    /// lives nowhere.
    private func made(
        of card: MatchingPresenter,
        on day: LocalDate
    ) -> (facts: PresenterFacts, until: LocalDate?)? {
        guard card.status != .retired, card.status != .deceased, let base = card.base else { return nil }
        var facts = PresenterFacts(
            id: card.id.rawValue,
            base: Place(base),
            reachMinutes: card.reachMinutes,
            monthlyCap: card.monthlyCap,
            yearlyCap: card.yearlyCap
        )
        facts.isActive = card.status == .active
        facts.acceptsOnline = card.acceptsOnline
        for skill in card.skills { facts.topics[topics[skill.topic]] = skill.level }
        for entry in card.hours {
            if let window = DayWindow(start: entry.from, end: entry.to) {
                facts.availability[entry.weekday, default: []].append(window)
            }
        }
        facts.blackouts = card.blackouts.filter { days in days.last.map { $0 >= day } ?? true }
        let held = card.qualifications.filter { qualification in
            qualification.lastDay.map { $0 >= day } ?? true
        }
        for rule in rules
        where rule.qualifications.isEmpty || held.contains(where: { rule.qualifications.contains($0.code) }) {
            facts.qualifiedProgrammes.insert(rule.programme.id.rawValue)
        }
        for membership in card.memberships where membership.days.contains(day) {
            facts.organizations.insert(membership.organization.rawValue)
        }
        facts.excludedOrganizations = Set(card.exclusions.map(\.rawValue))
        let ends =
            held.compactMap(\.lastDay) + facts.blackouts.compactMap(\.last)
            + card.memberships.compactMap { membership in
                membership.days.first > day ? membership.days.first.adding(days: -1) : membership.days.last
            }
        return (facts, ends.filter { $0 >= day }.min())
    }
}
