import Hummingbird
import KodanDomain
import KodanService

/// What waits for the people who prepare, approve and check payments.
enum AccountingDeskController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/accounting-desk",
            "showAccountingDesk",
            .money,
            "What waits for the people who prepare, approve and check payments",
            notes: """
                The newest months with what is done next about each, and what of findings, accounts and notices wants
                somebody. Counts alone: what they count is in lists of its own.
                """,
            roles: .accounting,
            answers: [.ok(AccountingDeskBody.schema)],
            use: desk
        ),
        Operation(
            .get,
            "/v1/months/{month}/work",
            "showMonthWork",
            .money,
            "How far a month has come, and who does what next",
            roles: .accounting,
            answers: [.ok(MonthWorkBody.schema)],
            refusals: ["month_unknown"],
            use: work
        ),
        Operation(
            .get,
            "/v1/months/{month}/left-out",
            "showLeftOut",
            .money,
            "What the month's payments do not hold, and why",
            notes: """
                As a preparation would leave it out if it ran now; nothing is prepared. Nothing is left out of a month
                that is closed.
                """,
            roles: .accounting,
            answers: [.ok(LeftOutBody.schema)],
            refusals: ["month_unknown", "no_tax_rate"],
            use: leftOut
        ),
    ]

    @Sendable private static func desk(_ call: Call) async throws -> Response {
        let desk = try await ReadAccountingDesk(office: call.office)(as: try call.asker())
        return try .json(AccountingDeskBody(desk, today: call.office.clock.now().date))
    }

    @Sendable static func work(_ call: Call) async throws -> Response {
        let month = try call.month()
        let read = ReadAccountingDesk(office: call.office)
        guard let progress = try await read.progress(of: month, as: try call.asker()) else {
            throw Refusal.monthUnknown(month)
        }
        return try .json(MonthWorkBody(progress.work))
    }

    @Sendable private static func leftOut(_ call: Call) async throws -> Response {
        let left = try await ReadLeftOut(office: call.office)(try call.month(), as: try call.asker())
        return try .json(LeftOutBody(left, in: call.language))
    }
}
