import Hummingbird
import KodanDomain
import KodanService

/// A payee for a presenter who came without, or instead of who was paid.
extension PayeesController {
    static let additions: [Operation] = [
        Operation(
            .post,
            "/v1/presenters/{id}/payee",
            "addPayee",
            .money,
            "Note whom the body pays for a presenter",
            notes:
                """
                From today on, also for lectures before. The account is asked for afterwards, and an invoice number noted.
                With `replaces` another one is paid from today on, such as the presenter's firm; what was calculated
                already stays with the one before, until it is corrected.
                """,
            roles: keepers,
            body: .json(
                .form([
                    .required("legal_status", .choice(LegalStatus.self)),
                    .required("residency", .choice(Residency.self), "Where they are taxed."),
                    .required("name", .text(Example.payeeName, 1...PayeeDraft.nameLimit)),
                    .required("postal_code", .text("100-0001", pattern: "^[0-9]{3}-?[0-9]{4}$")),
                    .required("address", .text(Example.address, 1...PresenterDraft.addressLimit)),
                    .optional("replaces", .key(Payee.self), "Who was paid until now."),
                ])
            ),
            answers: [.created(MadeBody.schema(Payee.self))],
            refusals: ["payee_known", "foreign_payee", "own_affair"],
            effect: .creates,
            use: add
        )
    ]

    /// What a body says of a new payee; nil with its faults noted if one of it is wrong.
    static func draft(_ form: Form) -> PayeeDraft? {
        let legalStatus = form.choice("legal_status", of: LegalStatus.self)
        let residency = form.choice("residency", of: Residency.self)
        let name = form.words("name", .payeeName, atMost: PayeeDraft.nameLimit)
        let postalCode = form.made("postal_code") { text throws(FieldRefused) in try PostalCode(text) }
        let address = form.words("address", .payeeAddress, atMost: PresenterDraft.addressLimit)
        guard let legalStatus, let residency, let name, let postalCode, let address else { return nil }
        return try? PayeeDraft(
            legalStatus: legalStatus,
            residency: residency,
            name: name,
            postalCode: postalCode,
            address: address
        )
    }

    @Sendable private static func add(_ call: Call) async throws -> Response {
        let form = try call.form()
        let draft = draft(form)
        let replaced: Payee.ID? = form.key("replaces", .optional)
        try form.end()
        guard let draft else { throw form.faults.problem }
        let id = try await AddPayee(office: call.office)(
            draft,
            for: try call.key(),
            replacing: replaced,
            as: try call.asker()
        )
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/payees/\(id)"])
    }
}
