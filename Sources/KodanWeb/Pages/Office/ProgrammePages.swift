import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Programmes with their validity, their targets, and the body's own schedule.
enum ProgrammePages {
    private static let readers: Set<Role> = [.administrator, .coordinator, .auditor]

    static let routes: [PageRoute] = [
        PageRoute(
            "/programmes",
            roles: readers,
            steps: [
                "set": .changes(set), "add": .changes(add), "schedule": .changes(schedule),
                "remove": .changes(remove), "count": .changes(count),
            ],
            show: list
        ),
        PageRoute("/programmes/:id", roles: readers, steps: ["change": .changes(change)], show: detail),
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let year =
            year(visit.query("year")) ?? FiscalYear(containing: visit.office.clock.now().date)
        let read = ReadProgrammes(office: visit.office)
        return ProgrammeTexts.list(
            try await read(limit: .most, as: asker).items,
            targets: try await ReadTargets(office: visit.office)(in: year, as: asker),
            events: try await read.schedule(in: year, as: asker),
            try await surroundings(of: visit, year)
        )
    }

    @Sendable private static func detail(_ visit: Visit) async throws -> PageContent {
        ProgrammeTexts.detail(
            try await ReadProgrammes(office: visit.office)(visit.programme(), as: try visit.session()),
            try await surroundings(of: visit, FiscalYear(containing: visit.office.clock.now().date))
        )
    }

    private static func surroundings(
        of visit: Visit,
        _ year: FiscalYear
    ) async throws -> ProgrammeTexts.Surroundings {
        ProgrammeTexts.Surroundings(
            year: year,
            today: visit.office.clock.now().date,
            qualifications: try await ReadVocabulary(office: visit.office)(
                .qualification,
                as: try visit.session()
            ),
            mayAct: visit.role == .administrator,
            done: visit.done
        )
    }

    private static func year(_ text: String?) -> FiscalYear? {
        text.flatMap { TypedNumber.read($0, of: "year") }.flatMap { FiscalYear(startYear: $0) }
    }

    @Sendable private static func set(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        guard let year = FiscalYear(startYear: try form.year("fiscal_year")) else {
            throw Problem.missing("fiscal_year")
        }
        guard let group = form["group"].flatMap({ try? ProgrammeCode($0) }) else {
            throw Problem.missing("group")
        }
        var typed = form
        for name in ["fiscal_year", "group"] { typed.set(name, nil) }
        let body = typed.body(numbers: ["target"])
        let count = body.integer("target")
        let unit = body.choice("unit", of: TargetUnit.self)
        let reason = body.reason()
        let draft = body.draft([:], repair: { _ in }) { () throws(FieldRefused) in
            try TargetDraft(count ?? 1, unit ?? .lectures)
        }
        try body.end()
        guard let draft else { throw body.faults.problem }
        try await SetTarget(office: visit.office)(
            draft,
            of: group,
            in: year,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/programmes?year=\(year.startYear)", done: "set")
    }

    @Sendable private static func add(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.programmeBody()
        let code = body.made("code") { text throws(FieldRefused) in try ProgrammeCode(text) }
        let programme = body.programme()
        try body.end()
        guard let code, let programme else { throw body.faults.problem }
        _ = try await AddProgramme(office: visit.office)(programme, code: code, as: try visit.session())
        return PagePath("/programmes/\(code.text)", done: "added")
    }

    @Sendable private static func change(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let code = try visit.programme()
        let body = form.programmeBody()
        let programme = body.programme()
        let reason = body.reason()
        try body.end()
        guard let programme else { throw body.faults.problem }
        let asker = try visit.session()
        try form.requireSeen(
            ProgrammeTexts.state(try await ReadProgrammes(office: visit.office)(code, as: asker))
        )
        try await ChangeProgramme(office: visit.office)(
            code,
            to: programme,
            because: reason,
            as: asker
        )
        return PagePath("/programmes/\(code.text)", done: "changed")
    }

    @Sendable private static func schedule(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        var typed = form
        typed.set("year", nil)
        let body = typed.body(numbers: ["capacity"])
        let event = body.programmeEvent()
        try body.end()
        guard let event else { throw body.faults.problem }
        _ = try await AddProgrammeEvent(office: visit.office)(event, as: try visit.session())
        let year = FiscalYear(containing: event.heldOn)
        return PagePath("/programmes?year=\(year.startYear)", done: "scheduled")
    }

    @Sendable private static func count(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let event: ProgrammeEvent.ID = try visit.key("event", in: form)
        let year = year(form["year"]).map { "?year=\($0.startYear)" } ?? ""
        var typed = form
        for name in ["event", "year"] { typed.set(name, nil) }
        let body = typed.body(numbers: ["attendance"])
        let attendance = body.integer("attendance", within: ProgrammeEvent.attendances)
        try body.end()
        guard let attendance else { throw body.faults.problem }
        try await CountProgrammeEvent(office: visit.office)(attendance, at: event, as: try visit.session())
        return PagePath("/programmes\(year)", done: "counted")
    }

    @Sendable private static func remove(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let event: ProgrammeEvent.ID = try visit.key("event", in: form)
        try await RemoveProgrammeEvent(office: visit.office)(event, as: try visit.session())
        let year = year(form["year"]).map { "?year=\($0.startYear)" } ?? ""
        return PagePath("/programmes\(year)", done: "removed")
    }
}

extension Visit {
    /// The programme that the path names.
    fileprivate func programme() throws(Refusal) -> ProgrammeCode {
        let text = context.parameters.get("id") ?? ""
        guard let code = try? ProgrammeCode(text) else {
            throw .notFound(String(text.prefix(40)), as: .programme)
        }
        return code
    }
}

extension TypedForm {
    /// What was typed about a programme, to be read like the body of the call over HTTP: what was ticked are lists
    /// there.
    fileprivate func programmeBody() -> Form {
        var typed = self
        for list in ["asked_by", "qualifications"] {
            let ticked = values.keys.filter { $0.hasPrefix("\(list)/") }.sorted()
            for (index, name) in ticked.enumerated() {
                typed.set(name, nil)
                typed.set("\(list)/\(index)", String(name.dropFirst(list.count + 1)))
            }
        }
        return typed.body(
            numbers: ["lead_days", "minimum_attendance"],
            flags: ["members_only", "pays_honorarium"],
            lists: ["asked_by", "qualifications"]
        )
    }
}
