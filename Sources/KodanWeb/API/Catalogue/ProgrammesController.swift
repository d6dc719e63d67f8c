import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Programmes and yearly targets.
enum ProgrammesController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/programmes",
            "listProgrammes",
            .catalogue,
            "The programmes, with the targets of their groups",
            roles: .everybody,
            query: [
                QueryParameter("in_force_on", .day, "Only those that are in force on this day."),
                .after(Programme.self), .limit,
            ],
            answers: [.ok(.page(of: ProgrammeBody.schema), "A page of them.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/programmes",
            "addProgramme",
            .catalogue,
            "Open a programme",
            notes: """
                Requests may come in for the days on which it is in force. Its lectures are paid by the rates for all
                programmes until it has rates of its own, and take no materials along by themselves until it has a pack.
                """,
            roles: [.administrator],
            body: .json(
                .form([.required("code", .lookup("branch_lecture"))] + Schema.Property.programme)
            ),
            answers: [.created(MadeBody.schema(Programme.self))],
            refusals: ["unknown_code"],
            effect: .creates,
            use: add
        ),
        Operation(
            .get,
            "/v1/programmes/{code}",
            "showProgramme",
            .catalogue,
            "One programme",
            roles: .everybody,
            answers: [.ok(ProgrammeBody.schema)],
            use: show
        ),
        Operation(
            .put,
            "/v1/programmes/{code}",
            "changeProgramme",
            .catalogue,
            "Change the rules of a programme, or end it",
            notes: """
                The body says all of them. Requests that were approved stay so; what is wanted of presenters counts for
                those that wait for one too; drafts and returned requests come in by the new rules. Once somebody asked
                under it, or the body scheduled something, `delivery` and `pays_honorarium` stand; its days hold all of
                its lectures. With `target_group` its lectures of all years count toward the new group. The record keeps
                the reason; the shipped table does not write over it.
                """,
            roles: [.administrator],
            body: .json(.form(Schema.Property.programme + [.required("reason", .shortReason)])),
            answers: [.ok(ProgrammeBody.schema)],
            refusals: ["unknown_code", "programme_used", "programme_days"],
            effect: .changes(current: show),
            use: change
        ),
        Operation(
            .get,
            "/v1/targets",
            "listTargets",
            .catalogue,
            "What the groups of programmes aim at in a fiscal year, and how far they are",
            notes: "Of the whole body, for coordinators with limits too.",
            roles: .staff,
            query: [
                QueryParameter("fiscal_year", .fiscalYear, "The year of its April.", isRequired: true)
            ],
            answers: [.ok(.items(TargetBody.schema), "All groups.")],
            use: listTargets
        ),
        Operation(
            .get,
            "/v1/targets/{group}/{fiscal_year}",
            "showTarget",
            .catalogue,
            "One group in one fiscal year",
            roles: .staff,
            answers: [.ok(TargetBody.schema)],
            use: showTarget
        ),
        Operation(
            .put,
            "/v1/targets/{group}/{fiscal_year}",
            "setTarget",
            .catalogue,
            "Set what a group is to reach in a fiscal year",
            notes:
                "The record keeps the target before and the reason; the shipped table does not write over it.",
            roles: [.administrator],
            body: .json(
                .form([
                    .required("target", .integer(TargetDraft.bounds, example: 100)),
                    .required("unit", .choice(TargetUnit.self)), .required("reason", .shortReason),
                ])
            ),
            answers: [.ok(TargetBody.schema)],
            effect: .changes(current: showTarget),
            use: setTarget
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadProgrammes(office: call.office)(
            on: try call.query.day("in_force_on"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { ProgrammeBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let code = try call.path("code", .programmeCode) { try? ProgrammeCode($0) }
        return try .json(
            ProgrammeBody(try await ReadProgrammes(office: call.office)(code, as: try call.asker()))
        )
    }

    @Sendable private static func add(_ call: Call) async throws -> Response {
        let form = try call.form()
        let code = form.made("code") { text throws(FieldRefused) in try ProgrammeCode(text) }
        let programme = form.programme()
        try form.end()
        guard let code, let programme else { throw form.faults.problem }
        let made = try await AddProgramme(office: call.office)(programme, code: code, as: try call.asker())
        return try .json(
            MadeBody(made),
            status: .created,
            headers: [.location: "/v1/programmes/\(code.text)"]
        )
    }

    @Sendable private static func change(_ call: Call) async throws -> Response {
        let code = try call.path("code", .programmeCode) { try? ProgrammeCode($0) }
        let form = try call.form()
        let programme = form.programme()
        let reason = form.reason()
        try form.end()
        guard let programme else { throw form.faults.problem }
        try await ChangeProgramme(office: call.office)(
            code,
            to: programme,
            because: reason,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func listTargets(_ call: Call) async throws -> Response {
        guard let year = try call.query.fiscalYear() else {
            throw Problem.parameter("fiscal_year", "present", .parameterMissing)
        }
        let targets = try await ReadTargets(office: call.office)(in: year, as: try call.asker())
        return try .json(ItemsBody(targets.map { TargetBody($0) }))
    }

    @Sendable private static func showTarget(_ call: Call) async throws -> Response {
        let (group, year) = try target(call)
        return try await answer(group, year, call)
    }

    @Sendable private static func setTarget(_ call: Call) async throws -> Response {
        let (group, year) = try target(call)
        let form = try call.form()
        let count = form.integer("target")
        let unit = form.choice("unit", of: TargetUnit.self)
        let reason = form.reason()
        let draft = form.draft([:], repair: { _ in }) { () throws(FieldRefused) in
            try TargetDraft(count ?? 1, unit ?? .lectures)
        }
        try form.end()
        guard let draft, count != nil, unit != nil else { throw form.faults.problem }
        try await SetTarget(office: call.office)(
            draft,
            of: group,
            in: year,
            because: reason,
            as: try call.asker()
        )
        return try await answer(group, year, call)
    }

    private static func target(_ call: Call) throws -> (ProgrammeCode, FiscalYear) {
        (
            try call.path("group", .programmeCode) { try? ProgrammeCode($0) },
            try call.path("fiscal_year", .year(FiscalYear.planned)) { Query.fiscalYear($0) }
        )
    }

    private static func answer(_ group: ProgrammeCode, _ year: FiscalYear, _ call: Call) async throws
        -> Response
    {
        let entry = try await ReadTargets(office: call.office)(of: group, in: year, as: try call.asker())
        return try .json(TargetBody(entry))
    }
}

extension Query {
    /// A fiscal year that a target may be set for.
    func fiscalYear() throws(Problem) -> FiscalYear? {
        try value("fiscal_year", .year(FiscalYear.planned)) { Query.fiscalYear($0) }
    }

    /// Reads `2026`.
    static func fiscalYear(_ text: String) -> FiscalYear? {
        guard text.utf8.count == 4, let year = Int(text), FiscalYear.planned.contains(year) else {
            return nil
        }
        return FiscalYear(startYear: year)
    }
}
