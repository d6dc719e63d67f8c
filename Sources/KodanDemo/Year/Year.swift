import KodanDomain
import KodanMail
import KodanService

/// The demo's year at work: an agenda of steps by day, each done through the use case that a person would use.
///
/// One step comes after the other, so that the same seed gives the same keys. Not Sendable: it lives in one task.
final class Year {
    let crew: Crew
    let clock: DemoClock
    let plans: [RequestPlan]
    let texts: DemoTexts
    let places: Places
    let settings: OfficeSettings
    let calendar: BusinessCalendar
    let folder: DemoFolder
    /// The folder of the body's tables.
    let tables: String
    let say: @Sendable (String) -> Void
    var dice: Dice
    /// Of its own, so that the body's events change nothing else of the year.
    var eventDice: Dice
    var lives: [Life]
    var done = Tally()
    private let postOffice: DrainOutbox
    private var agenda: [LocalDate: [Step]] = [:]

    init(
        crew: Crew,
        clock: DemoClock,
        plans: [RequestPlan],
        world: World,
        settings: OfficeSettings,
        calendar: BusinessCalendar,
        folder: DemoFolder,
        seed: UInt64,
        say: @escaping @Sendable (String) -> Void
    ) throws {
        self.crew = crew
        self.clock = clock
        self.plans = plans
        texts = world.texts
        places = world.places
        tables = world.folder
        self.settings = settings
        self.calendar = calendar
        self.folder = folder
        self.say = say
        dice = Dice(seed: seed, for: "year")
        eventDice = Dice(seed: seed, for: "events")
        postOffice = DrainOutbox(
            office: crew.office,
            templates: try MailTemplates(folder: world.folder + "/mail"),
            transport: MailFolder(path: folder.mail).transport,
            sender: try Mailbox(name: texts.one("body"), address: EmailAddress("office@kodan.example.jp")),
            phone: settings.body.phone,
            batchSize: 200
        )
        lives = plans.map { Life(declines: $0.declines, silences: $0.silences) }
    }

    /// Lives through the days from `first` to `last`, and pays the lectures in `months`.
    func run(from first: LocalDate, to last: LocalDate, paying months: [YearMonth]) async throws {
        try await setBudgets()
        try await scheduleEvents()
        try await crew.stock(in: MaterialFolder(folder.materials), of: plans)
        for (index, plan) in plans.enumerated() { schedule(.file(index), on: plan.filedOn) }
        for month in months { schedule(.prepare(month), on: try workday(10, in: month)) }
        var today = first
        while today <= last {
            clock.advance(to: Instant(today, .midnight).adding(minutes: 9 * 60))
            if today.weekday == .monday || today.weekday == .thursday { schedule(.match, on: today) }
            // Steps of today may put further ones on today's list.
            while let step = agenda[today]?.first {
                agenda[today]?.removeFirst()
                clock.tick()
                try await take(step)
            }
            agenda[today] = nil
            try await sealRecord()
            try await sendMails()
            let tomorrow = today.adding(days: 1)
            if tomorrow.yearMonth != today.yearMonth { tellMonth(today.yearMonth) }
            today = tomorrow
        }
    }

    /// Puts a step on a day's list; on today's if the day has passed.
    func schedule(_ step: Step, on day: LocalDate) {
        agenda[max(day, clock.now.date), default: []].append(step)
    }

    /// The first day from `day` of the month on on which offices are open.
    func workday(_ day: Int, in month: YearMonth) throws -> LocalDate {
        try calendar.shift(month.first.adding(days: day - 1), .next)
    }

    private func take(_ step: Step) async throws {
        switch step {
        case .file(let index): try await file(index)
        case .screen(let index): try await screen(index)
        case .correct(let index): try await correct(index)
        case .accept(let index, let offer): try await accept(index, offer)
        case .decline(let index, let offer): try await decline(index, offer)
        case .sendMaterials(let index, let lecture): try await sendMaterials(index, lecture)
        case .receiveMaterials(let index, let parcels): try await receiveMaterials(index, parcels)
        case .withdraw(let index, let lecture): try await withdraw(index, lecture)
        case .cancel(let index): try await cancel(index)
        case .missLecture(let index, let lecture): try await missLecture(index, lecture)
        case .reschedule(let index): try await reschedule(index)
        case .report(let index, let lecture): try await report(index, lecture)
        case .confirm(let index, let lecture): try await confirm(index, lecture)
        case .countEvent(let event, let attendance): try await count(attendance, at: event)
        case .match: try await match()
        case .prepare(let month): try await prepare(month)
        case .approve(let month): try await approve(month)
        case .close(let month): try await close(month)
        case .settle(let month, let file, let isRetry): try await settle(month, file, isRetry: isRetry)
        case .retry(let month): try await retry(month)
        }
    }

    /// What the worker does within seconds: the day's events are sealed.
    func sealRecord() async throws {
        _ = try await SealAudit(office: crew.office)()
    }

    private func sendMails() async throws {
        let outcome = try await postOffice()
        done.mails += outcome.sent
        done.unsentMails += outcome.putOff + outcome.dead
    }

    private func tellMonth(_ month: YearMonth) {
        say("\(month): \(done)")
        done = Tally()
    }
}

/// What happened in a month, for the line that tells of it.
struct Tally: CustomStringConvertible {
    var filed = 0
    var offers = 0
    var declined = 0
    var lectures = 0
    var cancelled = 0
    var mails = 0
    var unsentMails = 0
    var papers = 0
    var paid: ControlTotals?

    /// One line without its end.
    var description: String {
        var parts = [
            "\(filed) requests", "\(offers) offers (\(declined) declined)", "\(lectures) lectures held",
        ]
        if cancelled > 0 { parts.append("\(cancelled) cancelled") }
        parts.append("\(mails) mails")
        if unsentMails > 0 { parts.append("\(unsentMails) mails could not be written") }
        if papers > 0 { parts.append("\(papers) receipts asked for") }
        if let paid { parts.append("closed: \(paid.payments) payments, \(paid.net.grouped) yen") }
        return parts.joined(separator: ", ")
    }
}
