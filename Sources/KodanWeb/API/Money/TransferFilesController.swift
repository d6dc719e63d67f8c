import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// Bank files: made once, made again to the byte, and checked.
enum TransferFilesController {
    static let operations: [Operation] =
        [
            Operation(
                .get,
                "/v1/transfer-files",
                "listTransferFiles",
                .money,
                "Bank files and how their transfers stand",
                roles: .accounting,
                query: [.month("Only those of this month."), .after(TransferFile.self), .limit],
                answers: [.ok(.page(of: TransferFileBody.schema), "A page of them, the oldest first.")],
                use: list
            ),
            Operation(
                .get,
                "/v1/transfer-files/{id}",
                "showTransferFile",
                .money,
                "One bank file",
                roles: .accounting,
                answers: [.ok(TransferFileBody.schema)],
                use: show
            ),
            Operation(
                .get,
                "/v1/transfer-files/{id}/transfers",
                "listTransfers",
                .money,
                "The transfers of a bank file, in its order",
                roles: .accounting,
                query: [.after(TransferAttempt.self), .limit],
                answers: [.ok(.page(of: TransferBody.schema), "A page of them.")],
                use: transfers
            ),
            Operation(
                .get,
                "/v1/transfer-files/{id}/content",
                "getTransferFile",
                .money,
                "The bytes of a bank file, for the bank",
                notes: """
                    Made again from the recorded transfers and held against the recorded digest: nothing else goes out.
                    Whole account numbers stand in it, so that it is the accountant's alone, and recorded each time.
                    """,
                roles: [.accountant],
                answers: [.file("text/plain", note: "The file, in JIS X 0201.")],
                refusals: ["file_differs", "account_keys", "account_holder", "bank_name", "no_holidays"],
                effect: .confides,
                use: content
            ),
            Operation(
                .post,
                "/v1/months/{month}/transfer-files",
                "exportTransferFiles",
                .money,
                "Make the closed month's bank files",
                notes: """
                    The first time each payment that sends money gets its transfer; asked for again, all files of the
                    month are the same to the byte, or it is refused. Their bytes are had one by one.
                    """,
                roles: [.accountant],
                query: [
                    QueryParameter(
                        "pay_on",
                        .day,
                        "The day on which the bank is to pay, where the month's payment day has passed."
                    )
                ],
                answers: [.ok(.items(ExportedTransferBody.schema), "The files.")],
                refusals: exportRefusals + ["pay_day_passed", "bank_closed"],
                use: export
            ),
            Operation(
                .post,
                "/v1/months/{month}/transfer-retries",
                "retryTransfers",
                .money,
                "Send again what the bank returned: the same amounts, in new bank files",
                notes:
                    """
                    Each goes to the payee's newest confirmed account; payments whose payee has none wait. An account \
                    that came after the approval was confirmed by somebody who neither asked for it nor sends the file.
                    """,
                roles: [.accountant],
                body: .json(.form([.required("pay_on", .bankDay, "The day on which the bank is to pay.")])),
                answers: [.created(.items(ExportedTransferBody.schema), "The new files.")],
                refusals: exportRefusals + ["account_unseen", "bank_closed"],
                effect: .creates,
                use: retry
            ),
            Operation(
                .post,
                "/v1/transfer-checks",
                "checkTransferFile",
                .money,
                "Check any bulk-transfer file: which record, column and byte is wrong",
                notes: "Nothing is kept of it.",
                roles: .staff,
                body: .whole(["text/plain", "application/octet-stream"]),
                answers: [.ok(TransferCheckBody.schema, "What was found.")],
                effect: .reads,
                use: check
            ),
        ] + results

    private static let exportRefusals = [
        "month_unknown", "month_open", "nothing_to_pay", "totals_differ", "file_differs", "account_holder",
        "bank_name",
        "account_keys", "no_holidays",
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadTransferFiles(office: call.office)(
            of: try call.query.month("month"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { TransferFileBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let file = try await ReadTransferFiles(office: call.office)(try call.key(), as: try call.asker())
        return try .json(TransferFileBody(file))
    }

    @Sendable private static func transfers(_ call: Call) async throws -> Response {
        let page = try await ReadTransferFiles(office: call.office).transfers(
            in: try call.key(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { TransferBody($0) }
    }

    @Sendable private static func content(_ call: Call) async throws -> Response {
        let id: TransferFile.ID = try call.key()
        let asker = try call.asker()
        let bank = try call.papers().bank
        let made = try await Spooling.file { folder in
            let made = try await RepeatTransferFile(office: call.office)(id, to: folder, by: bank, as: asker)
            return (made.file, made.path)
        }
        return .file(made.file, "text/plain", name: made.made.fileName, sha256: made.made.sha256)
    }

    @Sendable private static func export(_ call: Call) async throws -> Response {
        let month = try call.month()
        let day = try call.query.day("pay_on")
        let asker = try call.asker()
        let bank = try call.papers().bank
        let files = try await Spooling.dropping { folder in
            try await ExportTransferFiles(office: call.office)(
                month,
                on: day,
                to: folder,
                by: bank,
                as: asker
            )
        }
        return try .json(PageBody(items: files.map { ExportedTransferBody($0) }, next: nil))
    }

    @Sendable private static func retry(_ call: Call) async throws -> Response {
        let month = try call.month()
        let form = try call.form()
        let day = form.day("pay_on")
        try form.end()
        guard let day else { throw form.faults.problem }
        let asker = try call.asker()
        let bank = try call.papers().bank
        let files = try await Spooling.dropping { folder in
            try await RetryTransfers(office: call.office)(month, on: day, to: folder, by: bank, as: asker)
        }
        let body = PageBody(items: files.map { ExportedTransferBody($0) }, next: nil)
        return try .json(body, status: .created)
    }

    @Sendable private static func check(_ call: Call) async throws -> Response {
        let check = CheckTransferFile(office: call.office)
        return try .json(
            TransferCheckBody(try await check(call.bytes, in: call.language, as: try call.asker()))
        )
    }
}
