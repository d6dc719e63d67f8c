import KodanDomain
import KodanImport
import KodanMail
import KodanMatching
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanDemo
@testable import KodanService

/// A year of the office on the demo's people: hosts ask, presenters answer by chance, both sides want other dates and
/// venues, and two workers do all the rest, one of which dies every week.
final class SimulatedYear {
    /// So many requests.
    static let requests = 165
    /// The hours at which workers make a round.
    private static let hours = [9, 18]

    struct Asked {
        let plan: RequestPlan
        var id: LectureRequest.ID?
        var approvedAt: Instant?
    }

    let database = TestDatabase.current
    let answers: SeededAnswers
    let mails: HandedMails
    var asked: [Asked]
    var deaths = 0
    private(set) var crew: Crew
    var agenda = Agenda()
    var offersSeen: Set<Offer.ID> = []
    var changesMade = ChangesMade()
    private let world: World
    private let rules: OfficeRules
    private var workers: [SimulatedWorker]
    private let templates: MailTemplates
    private var dice: Dice
    private var failures: [String] = []

    init(seed: UInt64) async throws {
        answers = SeededAnswers(seed: seed)
        dice = Dice(seed: seed, for: "workers")
        var rules = OfficeRules()
        rules.offersGoOut = .atOnce
        self.rules = rules
        world = try World(folder: Checkout.config, seed: seed)
        database.clock.set(Instant(DemoDays.opening, .midnight))
        let office = database.office
        crew = try await Crew.assemble(
            in: Office(pool: office.pool, clock: office.clock, vault: office.vault, rules: rules),
            texts: world.texts,
            hosts: world.hosts,
            presenters: world.presenters
        )
        try await database.owner.autocommit { session in try session.script("ANALYZE") }
        mails = HandedMails(clock: database.clock)
        templates = try MailTemplates(folder: Checkout.config + "/mail")
        let days = try table(Checkout.config + "/calendar/holidays.csv", of: HolidayRecord.self).map(
            \.holiday
        )
        var planner = YearPlan(
            seed: seed,
            hosts: world.hosts,
            presenters: world.presenters,
            topics: world.topics,
            calendar: .bank(try Holidays(days, years: Set(days.map(\.date.year)))),
            factor: 2
        )
        var draw = Dice(seed: seed, for: "which requests")
        let dispatched = try planner.all().filter { $0.programme != .regionalSelfHosted }
        asked = draw.shuffle(dispatched).prefix(SimulatedYear.requests)
            .sorted { $0.filedOn < $1.filedOn }
            .map { Asked(plan: $0) }
        workers = []
        for number in 1...2 {
            workers.append(try SimulatedWorker("year-\(number)", database, rules, mails, templates))
        }
    }

    /// The year, from the first request to some days after the last lecture.
    func run() async throws {
        guard let first = asked.first?.plan.filedOn,
            let last = asked.flatMap({ $0.plan.slots.map(\.date) }).max()
        else { return }
        let end = last.adding(days: 14)
        var day = first
        var week = first
        var killing = step(of: week)
        while day <= end {
            for hour in SimulatedYear.hours {
                let now = Instant(day, .midnight).adding(minutes: hour * 60)
                try await act(until: now)
                database.clock.set(now)
                if hour == SimulatedYear.hours[0] { try await file(on: day) }
                let isKilling = now == killing
                try await rounds(killing: isKilling)
                if isKilling {
                    week = week.adding(days: 7)
                    killing = step(of: week)
                }
                try await expectAnswers()
            }
            day = day.adding(days: 1)
        }
        // What a death left behind is done by who lives.
        try await rounds(killing: false)
        for worker in workers { await worker.office.pool.close() }
        #expect(failures == [])
    }

    /// A step of the week of `day`, by chance.
    private func step(of day: LocalDate) -> Instant {
        let hour = dice.pick(SimulatedYear.hours)
        return Instant(day.adding(days: dice.below(7)), .midnight).adding(minutes: hour * 60)
    }

    /// Both workers make a round at the same time; one of them may die somewhere in it and is started anew.
    private func rounds(killing: Bool) async throws {
        let victim = killing ? dice.below(2) : nil
        let delay = dice.below(60)
        let (one, two) = (workers[0], workers[1])
        async let first = one.round()
        async let second = two.round()
        if let victim {
            try await Task.sleep(for: .milliseconds(delay))
            try await workers[victim].die(database)
        }
        let outcomes = await [first, second]
        for (index, errors) in outcomes.enumerated() where index != victim { failures += errors }
        guard let victim else { return }
        deaths += 1
        await workers[victim].office.pool.close()
        workers[victim] = try SimulatedWorker("year-\(victim + 1)", database, rules, mails, templates)
        failures += await workers[victim].round()
    }

    private func file(on day: LocalDate) async throws {
        for index in asked.indices where asked[index].plan.filedOn == day {
            let draft = try draft(asked[index].plan)
            let id = try await SubmitRequest(office: crew.office)(draft, as: crew.coordinator)
            _ = try await ScreenRequest(office: crew.office)(id, .approve, as: crew.coordinator)
            asked[index].id = id
            asked[index].approvedAt = database.clock.now
        }
    }

    private func draft(_ plan: RequestPlan) throws -> RequestDraft {
        let host = plan.host ?? 0
        var place = LecturePlace.online
        if let venue = plan.venue {
            let hall = try Venue(name: "会館", municipality: venue, address: "一丁目1番1号")
            place = plan.allowsOnline ? .both(hall) : .venue(hall)
        }
        return try RequestDraft(
            programme: ProgrammeCode(plan.programme.rawValue),
            asker: .organization(crew.organizations[host]),
            contact: Contact(
                name: crew.hosts[host].contact.name.description,
                email: crew.hosts[host].contactEmail,
                phone: crew.hosts[host].draft.phone
            ),
            title: "情報セキュリティ講習会",
            purpose: "",
            audience: "",
            expectedAttendance: plan.attendance,
            isOpenToPublic: true,
            place: place,
            topic: plan.topic,
            requiredLevel: plan.level,
            slots: plan.slots
        )
    }
}
