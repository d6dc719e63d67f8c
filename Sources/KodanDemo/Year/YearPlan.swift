import KodanDomain
import KodanImport

/// Draws the requests of fiscal year 2026: how many of each programme and month, and what becomes of them.
struct YearPlan {
    /// How often each thing happens under a programme; together they are its requests.
    ///
    /// Chosen so that the targets (100 regional lectures, 50 trainings, 15 seminars) are met with a few to spare.
    static let fates: [(programme: DemoProgramme, fates: [(Fate, Int)])] = [
        (
            .regionalSelfHosted,
            [(.held, 32), (.returned, 3), (.rejected, 2), (.cancelledEarly, 1), (.replaced, 1)]
        ),
        (
            .regionalDispatched,
            [
                (.held, 57), (.returned, 5), (.rejected, 3), (.remote, 2), (.cancelledEarly, 3),
                (.cancelledLate, 2), (.replaced, 4), (.noShow, 1),
            ]
        ),
        (
            .memberTraining,
            [
                (.held, 45), (.returned, 4), (.rejected, 2), (.remote, 1), (.cancelledEarly, 2),
                (.cancelledLate, 1), (.replaced, 3),
            ]
        ),
        (
            .awarenessSeminar,
            [(.held, 14), (.returned, 1), (.rejected, 1), (.cancelledEarly, 1), (.replaced, 1)]
        ),
    ]

    /// The share of the year's lectures from April to March, in thousandths.
    private static let months = [40, 70, 95, 95, 50, 95, 115, 120, 80, 75, 95, 70]
    /// Islands that no presenter reaches and leaves within a day.
    private static let islands = ["13421", "47357", "47358"]

    private let hosts: [DemoHost]
    private let presenters: [PresenterDraft]
    private let calendar: BusinessCalendar
    private let topics: [TopicCode]
    private let factor: Int
    private var dice: Dice
    private var freeHosts: [DemoProgramme: [Int]] = [:]
    private var freePresenters: [Int] = []

    /// The plan's maker for `seed`.
    ///
    /// A year of `factor` times the requests is for comparisons; hosts ask more than once in it.
    init(
        seed: UInt64,
        hosts: [DemoHost],
        presenters: [PresenterDraft],
        topics: [TopicCode],
        calendar: BusinessCalendar,
        factor: Int = 1
    ) {
        self.hosts = hosts
        self.presenters = presenters
        self.topics = topics
        self.calendar = calendar
        self.factor = factor
        dice = Dice(seed: seed, for: "requests")
        for programme in DemoProgramme.allCases { freeHosts[programme] = dice.shuffle(askers(of: programme)) }
        freePresenters = dice.shuffle(Array(presenters.indices))
    }

    private func askers(of programme: DemoProgramme) -> [Int] {
        hosts.indices.filter { programme.mayBeAsked(by: hosts[$0].draft.kind) }
    }

    /// All requests, in order of filing.
    mutating func all() throws -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for (programme, counts) in YearPlan.fates {
            let fates = dice.shuffle(counts.flatMap { Array(repeating: $0.0, count: $0.1 * factor) })
            for (index, fate) in fates.enumerated() {
                let month = YearPlan.month(of: index, among: fates.count, fate)
                plans.append(try one(programme, fate, in: month))
            }
        }
        return plans.enumerated().sorted { ($0.element.filedOn, $0.offset) < ($1.element.filedOn, $1.offset) }
            .map(\.element)
    }

    /// The month, 0 to 11 from April, that the `index`-th of `count` requests falls into by the shares of the months.
    static func month(of index: Int, among count: Int, _ fate: Fate) -> Int {
        let total = months.reduce(0, +)
        var rest = (2 * index + 1) * total / (2 * count)
        for (month, share) in months.enumerated() {
            // A lecture that is held a second time needs another month within the year.
            if rest < share { return fate == .noShow ? min(max(month, 2), 8) : month }
            rest -= share
        }
        return months.count - 1
    }

    private mutating func one(_ programme: DemoProgramme, _ fate: Fate, in month: Int) throws -> RequestPlan {
        let slots = try slots(in: month)
        let first = slots.map(\.date).min() ?? slots[0].date
        let isSelfHosted = programme == .regionalSelfHosted
        let ahead = isSelfHosted ? dice.within(28...45) : dice.within(fate == .returned ? 55...70 : 46...66)
        var host: Int?
        var presenter: Int?
        let island = fate == .remote ? try MunicipalityCode(dice.pick(YearPlan.islands)) : nil
        if isSelfHosted {
            if freePresenters.isEmpty { freePresenters = dice.shuffle(Array(presenters.indices)) }
            presenter = freePresenters.popLast()
            // Two in five have no co-host: a coordinator decides on evidence.
            if dice.chance(60), let presenter {
                host = nearHost(of: presenters[presenter].municipality.prefecture)
            }
        } else {
            host = takeHost(programme, in: island?.prefecture)
        }
        let place = venue(programme, fate, host: host, presenter: presenter)
        return RequestPlan(
            programme: programme,
            fate: fate,
            host: host,
            presenter: presenter,
            filedOn: first.adding(days: -ahead),
            slots: slots,
            declines: dice.pick([(0, 74), (1, 20), (2, 6)], by: \.1).0,
            silences: dice.chance(8) ? 1 : 0,
            byPhone: dice.chance(12),
            venue: island ?? place.municipality,
            allowsOnline: island == nil && place.allowsOnline,
            topic: dice.pick(topics),
            level: dice.pick([0, 1, 1, 2]),
            attendance: dice.within(isSelfHosted ? 12...40 : 20...90)
        )
    }

    /// One to three times on working days, in office hours; the first lies in the month.
    private mutating func slots(in month: Int) throws -> [TimeRange] {
        let first = FiscalYear.demo.months[month].first
        // The year's last lectures leave time to be reported and paid in April.
        let last = month == 11 ? 18 : 24
        let begin = dice.within((month == 0 ? 6 : 1)...last)
        let minutes = dice.pick([60, 90, 90, 90, 120, 120])
        var days: [LocalDate] = []
        for step in [0, dice.within(1...4), dice.within(5...8)].prefix(dice.within(2...3)) {
            let day = try calendar.shift(first.adding(days: begin - 1 + step), .next)
            if !days.contains(day) { days.append(day) }
        }
        let start = dice.pick([600, 810, 840, 840, 900])
        return days.compactMap { day in
            TimeRange(start: Instant(day, .midnight).adding(minutes: start), minutes: minutes)
        }
    }

    /// A host that has not asked yet under the programme, of `prefecture` if one is given.
    ///
    /// When all have, all may ask again.
    private mutating func takeHost(_ programme: DemoProgramme, in prefecture: PrefectureCode?) -> Int? {
        func isNear(_ host: Int) -> Bool { prefecture == nil || hosts[host].draft.prefecture == prefecture }
        var free = freeHosts[programme] ?? []
        if !free.contains(where: isNear) { free += dice.shuffle(askers(of: programme).filter(isNear)) }
        let found = free.lastIndex(where: isNear)
        defer { freeHosts[programme] = free }
        return found.map { free.remove(at: $0) }
    }

    private mutating func nearHost(of prefecture: PrefectureCode) -> Int? {
        let near = hosts.indices.filter {
            hosts[$0].draft.prefecture == prefecture && hosts[$0].draft.kind == .chamberOfCommerce
        }
        return near.isEmpty ? nil : dice.pick(near)
    }

    private mutating func venue(
        _ programme: DemoProgramme,
        _ fate: Fate,
        host: Int?,
        presenter: Int?
    ) -> (municipality: MunicipalityCode?, allowsOnline: Bool) {
        let roll = dice.below(100)
        if roll < 9, fate != .noShow { return (nil, true) }
        let home = presenter.map { presenters[$0].municipality } ?? host.map { hosts[$0].place.code }
        return (home, roll < 22 && programme != .regionalSelfHosted)
    }
}

extension DemoProgramme {
    /// Whether the demo lets organizations of this kind ask: those for whom the programme is meant most.
    func mayBeAsked(by kind: OrganizationKind) -> Bool {
        switch self {
        case .regionalSelfHosted: false
        case .regionalDispatched: kind == .chamberOfCommerce || kind == .commerceFederation || kind == .other
        case .memberTraining:
            switch kind {
            case .commerceFederation, .smallBusinessAssociation, .taxAccountants, .labourConsultants,
                .managementConsultants:
                true
            case .police, .chamberOfCommerce, .itAssociation, .other: false
            }
        case .awarenessSeminar: kind == .police || kind == .itAssociation
        }
    }
}
