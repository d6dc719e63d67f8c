import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// What is done about honoraria: agreed, calculated, settled, corrected.
extension HonorariaController {
    static let steps: [Operation] = [
        Operation(
            .post,
            "/v1/honorarium-calculations",
            "calculateHonoraria",
            .money,
            "Fix what is owed for all attested lectures up to a day",
            notes: """
                What stands in the way of one lecture leaves out that lecture. Running it again changes nothing.
                """,
            roles: [.accountant, .coordinator],
            body: .json(
                .form([.required("up_to", .day, "The last lecture day that counts, that day included.")])
            ),
            answers: [.ok(CalculationBody.schema, "What came of it.")],
            use: calculateAll
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/honorarium",
            "calculateHonorarium",
            .money,
            "Fix what is owed for one attested lecture",
            roles: [.accountant, .coordinator],
            answers: [.created(FixedBody.schema, "What is owed.")],
            refusals: [
                "calculated_already", "not_attested", "no_payee", "no_fee_rate", "no_tax_rate",
                "residency_unknown", "net_for_nonresident",
            ],
            effect: .creates,
            use: calculate
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/fee-agreement",
            "agreeFee",
            .money,
            "Record that a fee was declined, or promised net of tax, or take that back",
            notes: "It is recorded, and taken back, before the honorarium is calculated.",
            roles: [.accountant, .coordinator],
            body: .json(agreement),
            answers: [.noContent],
            refusals: [
                "own_affair", "fee_agreed", "separate_tax_stated", "calculated_already", "assignment_state",
                "net_for_nonresident",
            ],
            effect: .creates,
            use: agree
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/separate-tax",
            "stateSeparateTax",
            .money,
            "State the consumption tax that the payee's invoice shows apart from the fee",
            notes:
                "Once, after both attestations and before the calculation; it is part of the fee, never more.",
            roles: [.accountant],
            body: .json(
                .form([
                    .required("amount", .yen(netFees, example: 2727)),
                    .required("evidence", .key(Evidence.self), "The payee's own invoice of this lecture."),
                ])
            ),
            answers: [.noContent],
            refusals: [
                "own_affair", "wants_invoice", "separate_tax_stated", "fee_agreed", "separate_tax_too_large",
                "calculated_already", "not_attested",
            ],
            effect: .creates,
            use: stateTax
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/travel-settlement",
            "settleTravel",
            .money,
            "Settle travel that was bought for a lecture that was called off; no fee",
            notes: """
                Also where the host did not come, or the host or the body let the presenter go; not where the presenter
                stayed away or withdrew.
                """,
            roles: [.accountant],
            answers: [.created(FixedBody.schema, "What is owed.")],
            refusals: [
                "own_affair", "calculated_already", "assignment_state", "nothing_to_settle",
                "legs_want_evidence",
                "no_payee",
            ],
            effect: .creates,
            use: settleTravel
        ),
        Operation(
            .post,
            "/v1/honoraria/{id}/correction",
            "correctHonorarium",
            .money,
            "Correct an honorarium by a red and a black entry",
            notes: """
                Nothing is changed or deleted. What a closed month paid is taken back in the next payment with the tax
                that was withheld from it. Say what is right; the rest stays as it is. What was cancelled is owed again:
                a black entry takes the place that was left, and `red` is the one that is there. What was promised net
                leaves as much to another payee as to the one before. Consumption tax that the document of the one
                before showed apart is part of the base again unless it is said anew.
                """,
            roles: [.accountant],
            body: .json(correction),
            answers: [.created(CorrectedBody.schema, "The new entries.")],
            refusals: [
                "own_affair", "corrected_already", "payment_state", "nothing_changed", "no_fee_rate",
                "foreign_payee", "not_attested", "no_tax_rate", "net_for_nonresident", "residency_unknown",
                "separate_tax_too_large",
            ],
            effect: .creates,
            use: correct
        ),
        Operation(
            .post,
            "/v1/honoraria/{id}/cancellation",
            "cancelHonorarium",
            .money,
            "Take an honorarium back by a red entry: nothing is owed",
            roles: [.accountant],
            body: .json(.form([.required("reason", .moneyReason)])),
            answers: [.created(CorrectedBody.schema, "The red entry.")],
            refusals: ["own_affair", "corrected_already", "payment_state"],
            effect: .creates,
            use: cancel
        ),
    ]

    /// Yen that a net fee may be, and a tax that is shown apart.
    static let netFees =
        Int64(FeeAgreement.netFees.lowerBound)...Int64(FeeAgreement.netFees.upperBound)

    private static let agreement = Schema.either([
        .form([
            .required("kind", .choice(["declined"]), "No fee is wanted; travel is owed all the same."),
            .required("reason", .moneyReason),
        ]),
        .form([
            .required("kind", .choice(["net"]), "So much is to arrive after tax."),
            .required("amount", .yen(netFees)), .required("reason", .moneyReason),
        ]),
        .form([
            .required(
                "kind",
                .choice(["table"]),
                "What was agreed is taken back: the fee goes by the table."
            ),
            .required("reason", .moneyReason),
        ]),
    ])

    private static let correction = Schema.form([
        .optional(
            "minutes",
            .integer(HonorariumCorrection.lengths, example: 90),
            "The fee follows by the entry's own rate."
        ),
        .optional(
            "rank",
            .code("standard"),
            "The rank by whose price the fee is computed anew, also where it was declined or promised net.",
            inExample: false
        ),
        .optional("travel_to_presenter", .yen(HonorariumCorrection.amounts)),
        .optional("travel_directly", .yen(HonorariumCorrection.amounts), "Paid to carriers and hotels."),
        .optional(
            "consumption_tax",
            .yen(HonorariumCorrection.amounts),
            "Shown apart by the payee's document; 0 unless the entry has such a document.",
            inExample: false
        ),
        .optional("payee", .key(Payee.self), "Whom it is owed to."),
        .required("reason", .moneyReason),
    ])

    @Sendable private static func calculateAll(_ call: Call) async throws -> Response {
        let form = try call.form()
        let last = form.day("up_to")
        try form.end()
        guard let last else { throw form.faults.problem }
        let calculated = try await CalculateHonoraria(office: call.office)(upTo: last, as: try call.asker())
        return try .json(CalculationBody(calculated, in: call.language))
    }

    @Sendable private static func calculate(_ call: Call) async throws -> Response {
        let calculated = try await CalculateHonorarium(office: call.office)(
            try call.key(),
            as: try call.asker()
        )
        return try fixed(FixedBody(calculated))
    }

    @Sendable private static func agree(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let agreement = form.feeAgreement()
        let reason = form.reason()
        try form.end()
        try await AgreeFee(office: call.office)(agreement, for: id, because: reason, as: try call.asker())
        return Response(status: .noContent)
    }

    @Sendable private static func stateTax(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let amount = form.yen("amount", within: netFees)
        let evidence = form.key("evidence", of: Evidence.self)
        try form.end()
        guard let amount, let evidence else { throw form.faults.problem }
        try await StateSeparateTax(office: call.office)(
            SeparateTaxStatement(amount: amount, evidence: evidence),
            for: id,
            as: try call.asker()
        )
        return Response(status: .noContent)
    }

    @Sendable private static func settleTravel(_ call: Call) async throws -> Response {
        let settled = try await SettleTravel(office: call.office)(try call.key(), as: try call.asker())
        return try fixed(FixedBody(settled.honorarium, settled.gross))
    }

    /// Tells what is owed, and where it is found; nothing is where nothing is owed.
    private static func fixed(_ body: FixedBody) throws -> Response {
        try .json(
            body,
            status: .created,
            headers: body.honorarium.map { [.location: "/v1/honoraria/\($0)"] } ?? [:]
        )
    }

    @Sendable private static func correct(_ call: Call) async throws -> Response {
        let form = try call.form()
        let correction = form.correction()
        let reason = form.reason()
        try form.end()
        return try await correct(call.key(), by: correction, reason, call)
    }

    @Sendable private static func cancel(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        return try await correct(call.key(), by: nil, reason, call)
    }

    private static func correct(
        _ id: Honorarium.ID,
        by correction: HonorariumCorrection?,
        _ reason: String,
        _ call: Call
    ) async throws -> Response {
        let corrected = try await CorrectHonorarium(office: call.office)(
            id,
            by: correction,
            reason: reason,
            as: try call.asker()
        )
        return try .json(CorrectedBody(corrected), status: .created)
    }
}
