import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// What the bank answered to a file: transfer by transfer, as JSON or as the bank's own table.
extension TransferFilesController {
    static let results: [Operation] = [
        Operation(
            .post,
            "/v1/transfer-files/{id}/results",
            "recordBankResults",
            .money,
            "Record what the bank did with a file",
            notes: """
                Without `results` all transfers were paid but those that `returned` names. With `results` those that it
                does not name wait for a later answer, and amounts are checked against what was sent. What came back
                after it was recorded as paid is named like any other return, with the day on which it came back; then
                nothing but what `returned` names is recorded.
                """,
            roles: [.accountant],
            body: .json(
                .either([
                    .named(
                        "BankReturnsForm",
                        .form([paidOn, .optional("returned", .list(returned, atMost: limit))])
                    ),
                    .named(
                        "BankResultsForm",
                        .form([paidOn, .required("results", .list(result, atLeast: 1, atMost: limit))])
                    ),
                ])
            ),
            answers: [.ok(SettledBody.schema, "What it changed.")],
            refusals: refusals,
            placing: place,
            use: record
        ),
        Operation(
            .post,
            "/v1/transfer-files/{id}/result-table",
            "recordBankResultTable",
            .money,
            "Record the bank's answer as its table",
            notes: """
                CSV in UTF-8 or CP932 with the columns record, result (paid or returned), reason where it came back,
                and amount; headers and words may be Japanese. What is wrong is named as `/line/column`.
                """,
            roles: [.accountant],
            query: [
                QueryParameter("paid_on", .day, "The day on which the bank paid.", isRequired: true)
            ],
            body: .whole(
                ["text/csv"],
                example: """
                    record,result,reason,amount
                    1,paid,,54952
                    2,returned,account closed,26937

                    """
            ),
            answers: [.ok(SettledBody.schema, "What it changed.")],
            refusals: refusals,
            use: recordTable
        ),
    ]

    /// What one bank file can hold is more; a larger answer comes as a table.
    private static let limit = 5000
    private static let refusals = [
        "settled_already", "no_such_transfer", "result_amount", "day_ahead", "paid_too_early",
    ]
    private static let places = 1...999_999
    private static let paidOn = Schema.Property.required("paid_on", .day, "The day on which the bank paid.")
    private static let place = Schema.Property.required(
        "record",
        .integer(places, example: 1),
        "Its place among the file's transfers."
    )
    private static let returned = Schema.form([
        place, .required("reason", .text(Example.returnReason, 1...500)),
    ])
    private static let result = Schema.form([
        place, .optional("amount", .yen(1...9_999_999_999), "Checked against what was sent."),
        .optional("return_reason", .text(Example.returnReason, 1...500), "Absent for what was paid."),
    ])

    @Sendable private static func record(_ call: Call) async throws -> Response {
        let id: TransferFile.ID = try call.key()
        let form = try call.form()
        let day = form.day("paid_on")
        let isListed = form.find("results") != nil
        let results = isListed ? form.parts("results", atMost: limit)?.map(result) : nil
        let returned = isListed ? [:] : reasons(form)
        if isListed { form.refuse(["returned"], beside: "results") }
        if let results, results.isEmpty { form.faults.add(form.pointer(to: "results"), .count(1...limit)) }
        try form.end()
        guard let day else { throw form.faults.problem }
        let settle = SettleTransferFile(office: call.office)
        let settled =
            if let results {
                try await settle(id, paidOn: day, results: results.compactMap(\.self), as: try call.asker())
            } else {
                try await settle(id, paidOn: day, returned: returned, as: try call.asker())
            }
        return try .json(SettledBody(settled))
    }

    /// Where among the transfers that were sent the cause of `refusal` lies.
    @Sendable private static func place(of refusal: Refusal, in sent: JSONValue) -> Place? {
        func pointer(to record: Int) -> String? {
            sent.pointer { name, value in name == "record" && value == .integer(record) }
        }
        switch refusal {
        case .noTransfer(_, let record): return pointer(to: record).map(Place.pointer)
        case .resultAmount(_, let record, _):
            return pointer(to: record).map { .pointer($0.replacing("/record", with: "/amount")) }
        default: return nil
        }
    }

    /// Reasons by place; a place that comes twice is noted.
    private static func reasons(_ form: Form) -> [Int: String] {
        var reasons: [Int: String] = [:]
        for part in form.parts("returned", atMost: limit, .optional) ?? [] {
            let record = part.integer("record", within: places)
            let reason = part.words("reason", .reason, atMost: 500)
            guard let record, let reason else { continue }
            if reasons.updateValue(reason, forKey: record) != nil {
                part.faults.add(part.pointer(to: "record"), .once)
            }
        }
        return reasons
    }

    private static func result(_ part: Form) -> TransferResult? {
        let record = part.integer("record", within: places)
        let amount = part.yen("amount", .optional, within: 1...9_999_999_999)
        let reason = part.words("return_reason", .reason, .optional, atMost: 500)
        return record.map { TransferResult(record: $0, amount: amount, returned: reason) }
    }

    @Sendable private static func recordTable(_ call: Call) async throws -> Response {
        let id: TransferFile.ID = try call.key()
        guard let day = try call.query.day("paid_on") else {
            throw Problem.parameter("paid_on", "present", .parameterMissing)
        }
        let settled = try await call.readingSheet {
            do {
                return try await SettleTransferFile(office: call.office)(
                    id,
                    paidOn: day,
                    table: call.bytes,
                    as: try call.asker()
                )
            } catch let refusal as Refusal {
                guard let cell = SettleTransferFile.cell(of: refusal, in: call.bytes) else { throw refusal }
                throw Problem(refusal, at: .pointer("/\(cell.line)/\(cell.column)"), in: call.language)
            }
        }
        return try .json(SettledBody(settled))
    }
}
