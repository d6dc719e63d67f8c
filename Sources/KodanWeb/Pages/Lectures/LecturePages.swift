import KodanDomain
import KodanPages
import KodanService

/// Assignments: the brief, and what both sides say before and after the lecture.
enum LecturePages {
    private static let everybody = Set(Role.allCases)

    static let routes: [PageRoute] = [
        PageRoute("/lectures", roles: everybody, show: list),
        PageRoute(
            "/lectures/:id",
            roles: everybody,
            link: .request,
            takesFiles: true,
            steps: [
                "reconfirm": .changes(reconfirm), "withdraw": .changes(withdraw),
                "report": .changes(report), "claim": .changes(claim), "confirm": .changes(confirm),
                "file": .confides(file), "miss": .changes(miss),
                "replace": .changes(replace), "receive": .changes(receive),
            ].merging(ChangeSteps.all.merging(LectureMoneySteps.all) { first, _ in first }) { own, _ in own },
            show: lecture
        ),
    ]

    /// All lectures, those that were agreed last first, or those in a state and within some days.
    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asked = visit.asked(["state", "from", "to"])
        let typed = TypedForm(values: asked).body()
        let state = typed.choice("state", .optional, of: AssignmentState.self)
        var filter = AssignmentFilter()
        filter.states = state.map { [$0] } ?? []
        filter.from = typed.day("from", .optional)
        filter.to = typed.day("to", .optional)
        filter.isNewestFirst = true
        let choice = LectureTexts.Choice(state: state, from: asked["from"] ?? "", to: asked["to"] ?? "")
        do {
            try typed.end()
        } catch {
            return LectureTexts.list([], choice, next: nil).refilled("search", asked, error.faults)
        }
        let page = try await ReadAssignments(office: visit.office)(
            filter,
            after: visit.after(),
            as: try visit.session()
        )
        return LectureTexts.list(page.items, choice, next: visit.more(page.next, asking: asked))
    }

    @Sendable private static func lecture(_ visit: Visit) async throws -> PageContent {
        let (id, asker): (Assignment.ID, Credential) = (try visit.key(), try visit.asker())
        let brief = try await ReadLecture(office: visit.office)(id, as: asker)
        return LectureTexts.page(
            brief.assignment,
            brief.request,
            change: brief.change,
            evidence: brief.evidence.map { files in
                EvidenceTexts.block(files, types: FileEvidence.types, role: visit.role)
            },
            files: brief.evidence ?? [],
            legs: brief.travel ?? [],
            terms: brief.terms,
            journey: brief.assignment.summary.isOnline || visit.role == .host
                ? nil : try await ReadJourney(office: visit.office)(of: id, as: asker),
            materials: try await visit.materials(
                of: id,
                isSelfHosted: brief.request.summary.askingPresenter != nil
            ),
            role: visit.role ?? .auditor,
            now: visit.office.clock.now(),
            done: visit.done,
            path: visit.path
        )
    }

    @Sendable private static func reconfirm(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        try await ReconfirmLecture(office: visit.office)(
            id,
            by: try visit.side(form),
            onBehalfOf: form.caller,
            as: try visit.asker()
        )
        return PagePath(visit.path("/lectures/\(id)"), done: "reconfirmed")
    }

    @Sendable private static func receive(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        try await visit.receive(form)
        return PagePath(visit.path("/lectures/\(id)"), done: "received")
    }

    @Sendable private static func withdraw(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        try await WithdrawFromAssignment(office: visit.office)(
            id,
            because: form.reason,
            onBehalfOf: form.caller,
            as: try visit.session()
        )
        return PagePath(visit.role == .presenter ? "/home" : "/lectures/\(id)", done: "withdrawn")
    }

    @Sendable private static func report(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let legs = TypedLegs(form.withoutCaller.withSpan("held"), on: form["held/day"])
        let draft = try legs.placing { try legs.body(numbers: ["minutes", "attendance"]).report() }
        _ = try await ReportLecture(office: visit.office)(
            id,
            draft,
            onBehalfOf: form.caller,
            as: try visit.session()
        )
        return PagePath("/lectures/\(id)", done: "reported")
    }

    @Sendable private static func claim(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let caller = visit.role == .coordinator ? try form.namedCaller() : form.caller
        var typed = form.withoutCaller
        typed.set("day", nil)
        let legs = TypedLegs(typed, on: form["day"])
        guard !legs.isEmpty else { throw Problem.missing("travel/0/mode") }
        let claims = try legs.placing { try legs.body().travelClaims() }
        try await ClaimTravel(office: visit.office)(
            claims,
            for: id,
            onBehalfOf: caller,
            as: try visit.session()
        )
        return PagePath("/lectures/\(id)", done: "claimed")
    }

    /// The same file sent again is the entry that is there, so that nothing of it needs to be kept.
    @Sendable private static func file(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let id: Assignment.ID = try visit.key()
        guard let kind = form["kind"].flatMap({ EvidenceKind(rawValue: $0) }) else {
            throw Problem.missing("kind")
        }
        let file = try form.file("file")
        _ = try await FileEvidence(office: visit.office, folder: visit.configuration.evidenceFolder)(
            file.bytes,
            named: file.name,
            kind: kind,
            for: id,
            onBehalfOf: form.caller,
            as: try visit.session()
        )
        return .goes(PagePath("/lectures/\(id)", done: "filed"))
    }

    @Sendable private static func confirm(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let body = form.withoutCaller.body(
            numbers: ["minutes", "attendance", "satisfaction"],
            flags: ["would_ask_again"]
        )
        _ = try await ConfirmLecture(office: visit.office)(
            id,
            try body.confirmation(),
            onBehalfOf: form.caller,
            as: try visit.asker()
        )
        return PagePath(visit.path("/lectures/\(id)"), done: "confirmed")
    }

    @Sendable private static func miss(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let body = form.body()
        let side = body.choice("absent", of: Side.self)
        let reason = body.reason()
        try body.end()
        guard let side else { throw body.faults.problem }
        try await RecordNoShow(office: visit.office)(
            id,
            absent: side,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/lectures/\(id)", done: "missed")
    }

    @Sendable private static func replace(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let namesSuccessor = form["successor/presenter"] != nil
        var form = try await visit.presentersNamed(["successor/presenter"], in: form)
        if !namesSuccessor {
            form.set("successor/reason", nil)
            form.set("successor/override", nil)
        }
        let body = form.body(flags: namesSuccessor ? ["successor/override"] : [])
        let side = body.choice("by", of: Side.self)
        let reason = body.reason()
        let successor = body.part("successor", .optional)
        let choice = successor?.chosenPresenter()
        let caller = body.onBehalfOf()
        try body.end()
        guard let side, (successor == nil) == (choice == nil) else { throw body.faults.problem }
        _ = try await ReplacePresenter(office: visit.office)(
            id,
            by: side,
            because: reason,
            successor: choice,
            onBehalfOf: caller,
            as: try visit.session()
        )
        return PagePath("/lectures/\(id)", done: "replaced")
    }
}
