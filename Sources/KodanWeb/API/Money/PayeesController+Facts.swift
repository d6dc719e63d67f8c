import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// What is known of a payee from a day on.
extension PayeesController {
    static let facts: [Operation] = [
        Operation(
            .post,
            "/v1/payees/{id}/residencies",
            "setResidency",
            .money,
            "State where a payee is taxed from a day on",
            notes: "By the facts and not by nationality; what was stated before ends the day before.",
            roles: keepers,
            body: .json(
                .form([
                    .required("residency", .choice(Residency.self, example: .nonresident)),
                    .required("from", .day, "The first day."),
                ])
            ),
            answers: [.created(PayeeDetailBody.schema)],
            refusals: ["own_affair", "later_fact"],
            effect: .creates,
            use: setResidency
        ),
        Operation(
            .post,
            "/v1/payees/{id}/invoice-numbers",
            "addInvoiceNumber",
            .money,
            "Note a payee's number as a registered invoice issuer",
            roles: keepers,
            body: .json(
                .form(
                    [.required("invoice_number", .invoiceNumber)] + Schema.Property.validity + [
                        .optional("checked_on", .day, "When it was looked up in the public register.")
                    ]
                )
            ),
            answers: [.created(PayeeDetailBody.schema)],
            refusals: ["own_affair", "later_fact"],
            effect: .creates,
            use: addInvoiceNumber
        ),
        Operation(
            .post,
            "/v1/payees/{id}/invoice-numbers/{number}/end",
            "endInvoiceNumber",
            .money,
            "Note that the registration of an invoice number has ended",
            roles: keepers,
            body: .json(.form([.required("to", .day, "The last day of its registration.")])),
            answers: [.ok(PayeeDetailBody.schema)],
            refusals: ["own_affair"],
            use: endInvoiceNumber
        ),
        Operation(
            .post,
            "/v1/payees/{id}/invoice-numbers/{number}/check",
            "checkInvoiceNumber",
            .money,
            "Note that an invoice number was looked up in the public register",
            roles: keepers,
            body: .json(.form([.required("checked_on", .day, "The day on which it was found there.")])),
            answers: [.ok(PayeeDetailBody.schema)],
            refusals: ["own_affair"],
            use: checkInvoiceNumber
        ),
        Operation(
            .post,
            "/v1/payees/{id}/treaty-decisions",
            "decideTreaty",
            .money,
            "Decide what a tax treaty does for a payee who is not resident",
            notes:
                "Relief wants the day on which the tax office was notified; it serves payments from the day after.",
            roles: [.accountant],
            body: .json(treaty),
            answers: [.created(PayeeDetailBody.schema)],
            refusals: ["own_affair", "payee_resident", "later_fact"],
            effect: .creates,
            use: decideTreaty
        ),
        Operation(
            .post,
            "/v1/payees/{id}/alias",
            "noteSamePayee",
            .money,
            "Note that two payees are the same person: the yearly record adds them up",
            roles: [.accountant],
            body: .json(
                .form([
                    .required("payee", .key(Payee.self, example: 1043), "The payee as which it counts."),
                    .required("reason", .moneyReason, "How that is known."),
                ])
            ),
            answers: [.created(PayeeDetailBody.schema)],
            refusals: ["own_affair", "payee_alias"],
            effect: .creates,
            use: noteSame
        ),
    ]

    private static let notifiedOn = Schema.Property.required(
        "notified_on",
        .day,
        "The day on which the tax office was notified."
    )
    private static let treaty = Schema.either([
        decision(
            "reduced",
            [.required("rate_bp", .integer(TreatyDecisionDraft.reducedRates, example: 1000)), notifiedOn]
        ),
        decision("exempt", [notifiedOn]), decision("none", []),
    ])

    private static func decision(_ relief: String, _ more: [Schema.Property]) -> Schema {
        let words = Schema.Property.required(
            "treaty",
            .text(Example.treaty, 1...200),
            "The treaty and its article, or why none applies."
        )
        return .form(
            [.required("relief", .choice([relief])), words] + more + Schema.Property.validity
        )
    }

    @Sendable private static func setResidency(_ call: Call) async throws -> Response {
        let id: Payee.ID = try call.key()
        let form = try call.form()
        let residency = form.choice("residency", of: Residency.self)
        let first = form.day("from")
        try form.end()
        guard let residency, let first else { throw form.faults.problem }
        try await SetResidency(office: call.office)(
            of: id,
            to: residency,
            from: first,
            as: try call.asker()
        )
        return try await created(call)
    }

    @Sendable private static func addInvoiceNumber(_ call: Call) async throws -> Response {
        let id: Payee.ID = try call.key()
        let form = try call.form()
        let number = form.text("invoice_number")
        let days = form.validity()
        let checkedOn = form.day("checked_on", .optional)
        try form.end()
        guard let number, let days else { throw form.faults.problem }
        try await AddInvoiceNumber(office: call.office)(
            number,
            to: id,
            from: days.first,
            until: days.last,
            checkedOn: checkedOn,
            as: try call.asker()
        )
        return try await created(call)
    }

    @Sendable private static func endInvoiceNumber(_ call: Call) async throws -> Response {
        let (id, number, day) = try numbered(call, "to")
        try await EndInvoiceNumber(office: call.office)(number, of: id, on: day, as: try call.asker())
        return try await show(call)
    }

    @Sendable private static func checkInvoiceNumber(_ call: Call) async throws -> Response {
        let (id, number, day) = try numbered(call, "checked_on")
        try await CheckInvoiceNumber(office: call.office)(number, of: id, on: day, as: try call.asker())
        return try await show(call)
    }

    /// The payee and the number in the path, and the one day of the body.
    private static func numbered(
        _ call: Call,
        _ name: String
    ) throws -> (id: Payee.ID, number: String, day: LocalDate) {
        let id: Payee.ID = try call.key()
        let number = try call.path("number", .invoiceNumber) { text in (try? InvoiceNumber(text))?.description
        }
        let form = try call.form()
        let day = form.day(name)
        try form.end()
        guard let day else { throw form.faults.problem }
        return (id, number, day)
    }

    @Sendable private static func decideTreaty(_ call: Call) async throws -> Response {
        let id: Payee.ID = try call.key()
        let form = try call.form()
        let decision = form.treatyDecision()
        try form.end()
        guard let decision else { throw form.faults.problem }
        _ = try await DecideTreaty(office: call.office)(decision, for: id, as: try call.asker())
        return try await created(call)
    }

    @Sendable private static func noteSame(_ call: Call) async throws -> Response {
        let id: Payee.ID = try call.key()
        let form = try call.form()
        let other = form.key("payee", of: Payee.self)
        let reason = form.reason()
        try form.end()
        guard let other else { throw form.faults.problem }
        try await NoteSamePayee(office: call.office)(id, as: other, because: reason, as: try call.asker())
        return try await created(call)
    }

    private static func created(_ call: Call) async throws -> Response {
        var response = try await show(call)
        response.status = .created
        return response
    }
}

extension Form {
    /// What was decided about a tax treaty; nil where something is wrong with it.
    func treatyDecision() -> TreatyDecisionDraft? {
        let relief = choice("relief", of: TreatyRelief.self)
        let rate = integer("rate_bp", .optional, within: TreatyDecisionDraft.reducedRates)
        let treaty = words("treaty", .treaty, atMost: 200)
        let notifiedOn = day("notified_on", .optional)
        let days = validity()
        guard let relief, let treaty, let days, faults.entries.isEmpty else { return nil }
        return draft([:], repair: { _ in }) { () throws(FieldRefused) in
            try TreatyDecisionDraft(
                relief: relief,
                rateBasisPoints: rate,
                treaty: treaty,
                notifiedOn: notifiedOn,
                validity: days
            )
        }
    }
}
