import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The seminars and conferences that the body itself holds.
enum ProgrammeEventsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/programme-events",
            "listProgrammeEvents",
            .catalogue,
            "Seminars and conferences that the body itself holds",
            roles: .everybody,
            query: [
                QueryParameter("fiscal_year", .fiscalYear, "Only those of this fiscal year."),
                QueryParameter("programme", .lookup("skill_seminar"), "Only those of this programme."),
            ],
            answers: [
                .ok(
                    .items(ProgrammeEventBody.schema),
                    "At most \(ReadProgrammes.eventLimit), the first first; choose a year where there may be more."
                )
            ],
            refusals: ["unknown_code"],
            use: list
        ),
        Operation(
            .post,
            "/v1/programme-events",
            "addProgrammeEvent",
            .catalogue,
            "Schedule a seminar or conference",
            roles: [.administrator],
            body: .json(.form(ProgrammeEventBody.members)),
            answers: [.created(MadeBody.schema(ProgrammeEvent.self))],
            refusals: ["unknown_code", "programme_delivery", "programme_not_in_force"],
            effect: .creates,
            placing: { refusal, _ in
                if case .programmeNotInForce = refusal { .pointer("/held_on") } else { nil }
            },
            use: add
        ),
        Operation(
            .delete,
            "/v1/programme-events/{id}",
            "removeProgrammeEvent",
            .catalogue,
            "Take a seminar or conference off the schedule",
            notes: """
                One that moved is added again. The shipped schedule does not bring it back. Its day and place never
                change under its key, so that no `If-Match` is asked; what was noted of it stays in the record.
                """,
            roles: [.administrator],
            answers: [.noContent],
            use: remove
        ),
        Operation(
            .post,
            "/v1/programme-events/{id}/attendance",
            "countProgrammeEvent",
            .catalogue,
            "Note how many came to a seminar or conference",
            notes:
                "It counts as held from then on. Said again, the later number counts; the record keeps both.",
            roles: [.administrator],
            body: .json(
                .form([.required("attendance", .integer(ProgrammeEvent.attendances, example: 57))])
            ),
            answers: [.noContent],
            refusals: ["day_ahead"],
            use: count
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let events = try await ReadProgrammes(office: call.office).schedule(
            in: try call.query.fiscalYear(),
            of: try call.query.value("programme", .programmeCode) { try? ProgrammeCode($0) },
            as: try call.asker()
        )
        return try .json(ItemsBody(events.map { ProgrammeEventBody($0) }))
    }

    @Sendable private static func add(_ call: Call) async throws -> Response {
        let form = try call.form()
        let event = form.programmeEvent()
        try form.end()
        guard let event else { throw form.faults.problem }
        let made = try await AddProgrammeEvent(office: call.office)(event, as: try call.asker())
        return try .json(MadeBody(made), status: .created)
    }

    @Sendable private static func count(_ call: Call) async throws -> Response {
        let form = try call.form()
        let attendance = form.integer("attendance", within: ProgrammeEvent.attendances)
        try form.end()
        guard let attendance else { throw form.faults.problem }
        try await CountProgrammeEvent(office: call.office)(
            attendance,
            at: try call.key(),
            as: try call.asker()
        )
        return Response(status: .noContent)
    }

    @Sendable private static func remove(_ call: Call) async throws -> Response {
        try await RemoveProgrammeEvent(office: call.office)(try call.key(), as: try call.asker())
        return Response(status: .noContent)
    }
}
