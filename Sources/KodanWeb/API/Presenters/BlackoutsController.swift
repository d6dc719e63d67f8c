import Hummingbird
import KodanDomain
import KodanService

/// Days on which presenters cannot come.
enum BlackoutsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/presenters/{id}/blackouts",
            "listBlackouts",
            .presenters,
            "The days on which a presenter cannot come",
            roles: Role.insidersAndPresenter,
            answers: [.ok(.items(BlackoutBody.schema), "All of them, at most 200, the first first.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/presenters/{id}/blackouts",
            "addBlackout",
            .presenters,
            "Note more days on which a presenter cannot come",
            notes: "Offers for such a day are taken back, and the presenter is told; lectures stand.",
            roles: [.coordinator, .presenter],
            body: .json(
                .form([
                    .required("first", .day), .optional("last", .day, "The same day if it is absent."),
                    .optional("reason", .text(Example.stay, 1...Blackout.reasonLimit)), .onBehalfOf,
                ])
            ),
            answers: [.created(AddedBlackoutBody.schema)],
            effect: .creates,
            placing: { refusal, _ in refusal.isOfDaysOff ? .pointer("/first") : nil },
            use: add
        ),
        Operation(
            .put,
            "/v1/presenters/{id}/blackouts",
            "setBlackouts",
            .presenters,
            "Say all days on which a presenter cannot come",
            notes: """
                They stand in place of those before; spans that touch become one. Offers for such a day are taken
                back, and the presenter is told; lectures stand.
                """,
            roles: [.coordinator, .presenter],
            body: .json(
                .form([
                    .required("days", .list(DaysBody.form, atMost: Blackout.limit)),
                    .optional("reason", .text(Example.stay, 1...Blackout.reasonLimit)), .onBehalfOf,
                ])
            ),
            answers: [.ok(LooseEndsBody.schema, "What that ended, and what it left standing.")],
            effect: .changes(current: list),
            placing: { refusal, _ in refusal.isOfDaysOff ? .pointer("/days") : nil },
            use: set
        ),
        Operation(
            .delete,
            "/v1/presenters/{id}/blackouts/{blackout}",
            "removeBlackout",
            .presenters,
            "Take days off back",
            notes: """
                Days never change under their key, so that no `If-Match` is asked; days that were set anew have other
                keys.
                """,
            roles: [.coordinator, .presenter],
            query: [.onBehalfOf],
            answers: [.noContent],
            use: remove
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let entries = try await ReadPresenters(office: call.office).blackouts(
            of: try call.key(),
            as: try call.asker()
        )
        return try .json(ItemsBody(entries.map { BlackoutBody($0) }))
    }

    @Sendable private static func add(_ call: Call) async throws -> Response {
        let id: Presenter.ID = try call.key()
        let form = try call.form()
        let days = form.days()
        let reason = form.text("reason", .optional)
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let days else { throw form.faults.problem }
        let added = try await AddBlackout(office: call.office)(
            of: id,
            on: days,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(
            AddedBlackoutBody(added.id, added.looseEnds),
            status: .created
        )
    }

    @Sendable private static func set(_ call: Call) async throws -> Response {
        let id: Presenter.ID = try call.key()
        let form = try call.form()
        let days = form.daysOff("days")
        let reason = form.text("reason", .optional)
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let days else { throw form.faults.problem }
        let ends = try await SetBlackouts(office: call.office)(
            of: id,
            to: days,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(LooseEndsBody(ends))
    }

    @Sendable private static func remove(_ call: Call) async throws -> Response {
        try await RemoveBlackout(office: call.office)(
            try call.key("blackout"),
            of: try call.key(),
            onBehalfOf: try call.query.onBehalfOf(),
            as: try call.asker()
        )
        return Response(status: .noContent)
    }
}

extension Refusal {
    fileprivate var isOfDaysOff: Bool {
        if case .field(let refused) = self { refused.field == .unavailable } else { false }
    }
}
