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

/// A year of the office on the demo's people: hosts ask, presenters answer by chance, and two workers do all the rest,
/// one of which dies every week.
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

    private enum Deed {
        case accept(Offer.ID, Presenter.ID, Int)
        case decline(Offer.ID, Presenter.ID, DeclineGround)
        case withdraw(Assignment.ID, Presenter.ID)
        case reconfirm(Assignment.ID)
        case attest(Assignment.ID, Presenter.ID, TimeRange)
    }

    let database = TestDatabase.current
    let answers: SeededAnswers
    let mails: HandedMails
    var asked: [Asked]
    var deaths = 0
    private(set) var crew: Crew
    private let world: World
    private let rules: OfficeRules
    private var workers: [SimulatedWorker]
    private let templates: MailTemplates
    private var deeds: [(at: Instant, order: Int, deed: Deed)] = []
    private var known: Set<Offer.ID> = []
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

    /// Puts what presenters will do about new offers on the agenda.
    private func expectAnswers() async throws {
        let sent = try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT offer.id, offer.request_id, offer.presenter_id, offer.sent_at, offer.deadline
                  FROM offer
                 WHERE offer.state = 'sent'
                 ORDER BY offer.id
                """
            ) { row throws(PostgresError) in
                (
                    id: try row.value("id", as: Offer.ID.self),
                    request: try row.value("request_id", as: LectureRequest.ID.self),
                    presenter: try row.value("presenter_id", as: Presenter.ID.self),
                    sentAt: try row.value("sent_at", as: Instant.self),
                    deadline: try row.value("deadline", as: Instant.self)
                )
            }
        }
        for offer in sent where known.insert(offer.id).inserted {
            guard let index = asked.firstIndex(where: { $0.id == offer.request }) else { continue }
            let minutes = offer.sentAt.minutes(until: offer.deadline)
            switch answers.answer(of: offer.presenter.rawValue, to: index, within: minutes) {
            case .accept(let after):
                add(.accept(offer.id, offer.presenter, index), at: offer.sentAt.adding(minutes: after))
            case .decline(let after, let ground):
                add(.decline(offer.id, offer.presenter, ground), at: offer.sentAt.adding(minutes: after))
            case .silence: break
            }
        }
    }

    private func add(_ deed: Deed, at moment: Instant) {
        deeds.append((max(moment, database.clock.now), deeds.count + known.count, deed))
    }

    /// What people do until `now`, in order, each thing at its own time.
    private func act(until now: Instant) async throws {
        while let index = deeds.indices.filter({ deeds[$0].at <= now })
            .min(by: { (deeds[$0].at, deeds[$0].order) < (deeds[$1].at, deeds[$1].order) })
        {
            let next = deeds.remove(at: index)
            database.clock.set(next.at)
            try await perform(next.deed)
        }
    }

    private func perform(_ deed: Deed) async throws {
        let office = crew.office
        switch deed {
        case .accept(let offer, let presenter, let index):
            do {
                let id = try await AcceptOffer(office: office)(offer, as: person(presenter))
                try await expectLecture(id, presenter, index)
            } catch Refusal.alreadyAssigned, Refusal.offerState {
                // Another was faster, or the desk took it back: they had a mail that says so.
            } catch Refusal.twoLecturesAtOnce, Refusal.travelDoesNotFit {
                try await decline(offer, presenter, .notThatDay)
            }
        case .decline(let offer, let presenter, let ground): try await decline(offer, presenter, ground)
        case .withdraw(let assignment, let presenter):
            do {
                try await WithdrawFromAssignment(office: office)(
                    assignment,
                    because: "都合により",
                    as: person(presenter)
                )
            } catch Refusal.assignmentState {
                // The lecture was let go before.
            }
        case .reconfirm(let assignment):
            for side in [Side.host, .presenter] {
                do {
                    try await ReconfirmLecture(office: office)(assignment, by: side, as: crew.coordinator)
                } catch Refusal.assignmentState {
                    // It was let go before.
                }
            }
        case .attest(let assignment, let presenter, let time):
            try await attest(assignment, presenter, time)
        }
    }

    private func decline(_ offer: Offer.ID, _ presenter: Presenter.ID, _ ground: DeclineGround) async throws {
        do {
            try await DeclineOffer(office: crew.office)(
                offer,
                because: "都合がつかない",
                ground: ground,
                as: person(presenter)
            )
        } catch Refusal.offerState {
            // It had ended before.
        }
    }

    private func attest(_ id: Assignment.ID, _ presenter: Presenter.ID, _ time: TimeRange) async throws {
        do {
            let report = try LectureReportDraft(
                held: time,
                minutes: 60,
                attendance: 20,
                summary: "実施",
                travel: []
            )
            _ = try await ReportLecture(office: crew.office)(id, report, as: person(presenter))
            let confirmation = try HostConfirmationDraft(
                minutes: 60,
                attendance: 20,
                satisfaction: 4,
                wouldAskAgain: true,
                comment: ""
            )
            _ = try await ConfirmLecture(office: crew.office)(id, confirmation, as: crew.coordinator)
        } catch Refusal.assignmentState {
            // It was let go before.
        }
    }

    /// What the two sides will do about the lecture.
    private func expectLecture(_ id: Assignment.ID, _ presenter: Presenter.ID, _ index: Int) async throws {
        guard let bound = try await crew.look({ try AssignmentStore($0).assignment(id) }) else { return }
        if let days = answers.withdrawal(of: presenter.rawValue, from: index) {
            let then = database.clock.now.adding(days: days)
            if then < bound.during.start { add(.withdraw(id, presenter), at: then) }
        }
        guard answers.answersQuestions(index) else { return }
        let before = bound.during.start.adding(days: -10)
        if before > database.clock.now { add(.reconfirm(id), at: before) }
        add(.attest(id, presenter, bound.during), at: bound.during.end.adding(minutes: 20 * 60))
    }

    private func person(_ presenter: Presenter.ID) -> Credential {
        crew.index(of: presenter).map(crew.presenter) ?? crew.coordinator
    }
}
