import KodanDomain
import KodanImport
import KodanMatching
import KodanService

/// The demo's year as a stream of requests, without a database: the same people, places and requests.
///
/// Dispatched requests that a coordinator approves are in it, those that are called off later too; the days of their
/// screening are drawn anew, from the same spans. Self-hosted lectures bind their presenters from the beginning.
struct DemoStream {
    private let world: World
    private let plans: [RequestPlan]
    private let topics: [TopicCode: TopicKey]
    private var dice: Dice

    /// The year of `seed` with `factor` times the requests, from the tables in `folder`, `Config`.
    init(folder: String, seed: UInt64, factor: Int) throws {
        world = try World(folder: folder, seed: seed)
        let days = try table(folder + "/calendar/holidays.csv", of: HolidayRecord.self).map(\.holiday)
        let holidays = try Holidays(days, years: Set(days.map(\.date.year)))
        var planner = YearPlan(
            seed: seed,
            hosts: world.hosts,
            presenters: world.presenters,
            topics: world.topics,
            calendar: .bank(holidays),
            factor: factor
        )
        plans = try planner.all()
        topics = Dictionary(uniqueKeysWithValues: zip(world.topics, 1...))
        dice = Dice(seed: seed, for: "approvals")
    }

    /// The stream, matched each Monday and Thursday as in the demo.
    mutating func stream() throws -> RequestStream {
        var requests: [ApprovedRequest] = []
        for (index, plan) in plans.enumerated() {
            guard plan.fate != .rejected, plan.programme != .regionalSelfHosted, let host = plan.host else {
                continue
            }
            requests.append(
                ApprovedRequest(
                    try facts(plan, key: Int64(index + 1), host: host),
                    approvedOn: approvalDay(plan)
                )
            )
        }
        let graph = try TravelGraph(shippedIn: world.folder + "/geo")
        let weights = try OfficeSettings(folder: world.folder).weights
        let days = 0...DemoDays.first.days(until: DemoDays.last)
        return try RequestStream(
            presenters: try presenters(),
            requests: requests,
            matchDays: days.map { DemoDays.first.adding(days: $0) }
                .filter { $0.weekday == .monday || $0.weekday == .thursday },
            eligibility: Eligibility(travel: .graph(graph), weights: weights)
        )
    }

    /// The last day of the screening, after a correction if it went back once.
    private mutating func approvalDay(_ plan: RequestPlan) -> LocalDate {
        var days = dice.within(1...4)
        if plan.fate == .returned { days += dice.within(1...6) + dice.within(1...3) }
        return plan.filedOn.adding(days: days)
    }

    private func facts(_ plan: RequestPlan, key: RequestKey, host: Int) throws -> RequestFacts {
        let seat = try plan.venue.map { try world.places.municipality($0) }
        var request = RequestFacts(
            id: key,
            programme: DemoStream.key(of: plan.programme),
            topic: topics[plan.topic] ?? 0,
            organization: Int64(host + 1),
            venue: seat.map { Place($0.point, in: $0.code) },
            allowsOnline: plan.allowsOnline,
            slots: plan.slots
        )
        request.requiredLevel = plan.level
        return request
    }

    /// The presenters, in the order of their registration.
    private func presenters() throws -> [PresenterFacts] {
        let programmes = try table(world.folder + "/programmes/programmes.csv", of: ProgrammeRecord.self)
        let hosts = Dictionary(
            zip(world.hosts.map(\.draft.name), world.hosts.indices),
            uniquingKeysWith: { first, _ in first }
        )
        var presenters = try world.presenters.enumerated().map { index, draft in
            let home = try world.places.municipality(draft.municipality)
            var presenter = PresenterFacts(
                id: Int64(index + 1),
                base: Place(home.point, in: home.code),
                reachMinutes: draft.reachMinutes,
                monthlyCap: draft.monthlyCap,
                yearlyCap: draft.yearlyCap
            )
            let held = draft.qualifications.filter { $0.expires.map { $0 >= FiscalYear.demo.last } ?? true }
            presenter.qualifiedProgrammes = DemoStream.programmes(open: held.map(\.code), among: programmes)
            presenter.topics = Dictionary(
                uniqueKeysWithValues: draft.topics.map { (topics[$0.topic] ?? 0, $0.level) }
            )
            presenter.acceptsOnline = draft.acceptsOnline
            for hours in draft.weeklyHours {
                let window = DayWindow(start: hours.from.minutes, end: hours.to.minutes)
                if let window { presenter.availability[hours.weekday, default: []].append(window) }
            }
            let membership = draft.organization.flatMap { hosts[$0] }
            presenter.organizations = Set([membership].compactMap { $0.map { Int64($0 + 1) } })
            return presenter
        }
        try addSelfHosted(to: &presenters)
        return presenters
    }

    private func addSelfHosted(to presenters: inout [PresenterFacts]) throws {
        for plan in plans where plan.programme == .regionalSelfHosted && plan.fate != .rejected {
            guard let index = plan.presenter else { continue }
            let time = plan.slots[0]
            let seat = try plan.venue.map { try world.places.municipality($0) }
            let place = seat.map { Place($0.point, in: $0.code) }
            presenters[index].commitments.append(Commitment(time: time, place: place))
            presenters[index].lecturesByMonth[time.date.yearMonth, default: 0] += 1
            presenters[index].lecturesByYear[FiscalYear(containing: time.date), default: 0] += 1
        }
    }

    private static func key(of programme: DemoProgramme) -> ProgrammeKey {
        Int64(DemoProgramme.allCases.firstIndex(of: programme) ?? 0)
    }

    /// The demo's programmes under which somebody with these qualifications may lecture.
    private static func programmes(
        open held: [QualificationCode],
        among programmes: [ProgrammeRecord]
    ) -> Set<ProgrammeKey> {
        let open = programmes.filter { programme in
            let wanted = programme.draft.admission.qualifications
            return wanted.isEmpty || !Set(wanted).isDisjoint(with: held)
        }
        return Set(open.compactMap { DemoProgramme(rawValue: $0.code.text).map(key) })
    }
}
