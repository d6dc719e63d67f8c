import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// Whom the body pays, and to which account.
enum PayeesController {
    static let operations: [Operation] =
        [
            Operation(
                .get,
                "/v1/payees",
                "listPayees",
                .money,
                "Payees, and the accounts that wait for a confirmation",
                notes: "Presenters see their own.",
                roles: readers,
                query: [
                    QueryParameter(
                        "name",
                        .text(Example.search, 1...100),
                        "Only those whose name holds this."
                    ),
                    QueryParameter("waiting", .flag, "Only those with an account that waits."),
                    .after(Payee.self), .limit,
                ],
                answers: [.ok(.page(of: PayeeBody.schema), "A page of them, the oldest first.")],
                use: list
            ),
            Operation(
                .get,
                "/v1/payees/{id}",
                "showPayee",
                .money,
                "One payee with all that is dated",
                notes: """
                    Of accounts, accountants and approvers see bank and holder, old and new; presenters the last three
                    digits of their own; all others only that one is there.
                    """,
                roles: readers,
                answers: [.ok(PayeeDetailBody.schema)],
                use: show
            ),
            Operation(
                .patch,
                "/v1/payees/{id}",
                "changePayeeAddress",
                .money,
                "Change the postal address to which notices go, or the name",
                roles: keepers,
                body: .json(
                    .form([
                        .required("postal_code", .text("100-0001", pattern: "^[0-9]{3}-?[0-9]{4}$")),
                        .required("address", .text(Example.address, 1...PresenterDraft.addressLimit)),
                        .optional(
                            "name",
                            .text(Example.payeeName, 1...PayeeDraft.nameLimit),
                            "Where it was wrong or is another by now."
                        ),
                    ])
                ),
                answers: [.ok(PayeeDetailBody.schema)],
                refusals: ["own_affair"],
                effect: .changes(current: show),
                use: changeAddress
            ),
            Operation(
                .post,
                "/v1/payees/{id}/accounts",
                "changeAccount",
                .money,
                "Ask that a payee be paid to another account",
                notes: """
                    The one before serves until this one is confirmed: by a second person, or with a call back. Whoever
                    is paid is told, also at the mail addresses that they had before. Of the body a keyed digest is
                    kept for two days, by which a repeated call is known; the number stands sealed in the account alone.
                    """,
                roles: [.coordinator, .accountant, .presenter],
                body: .json(account),
                answers: [.created(MadeAccountBody.schema)],
                refusals: ["own_account_change", "own_affair"],
                effect: .creates,
                use: changeAccount
            ),
            Operation(
                .post,
                "/v1/accounts/{id}/confirmation",
                "confirmAccount",
                .money,
                "Confirm an account as a second person, or after a call back",
                notes: "It serves payments that are approved from now on.",
                roles: [.coordinator, .accountant, .approver],
                body: .json(.form([.optional("called_back", calledBackWords, calledBackNote)])),
                answers: [.noContent],
                refusals: ["account_confirmed", "own_account_change", "own_affair"],
                use: confirmAccount
            ),
        ] + facts + additions

    static let keepers: Set<Role> = [.coordinator, .accountant]
    private static let readers: Set<Role> = [.coordinator, .accountant, .approver, .auditor, .presenter]

    private static let calledBackWords = Schema.text(Example.callBack, 1...500)
    private static let calledBackNote = "Who called the owner back, when, at which number known before."
    private static let account = Schema.form([
        .required("bank_code", .text("0001", pattern: "^[0-9]{4}$")),
        .required(
            "branch_code",
            .text("001", pattern: "^([0-9]{3}|[0-9]{5}(-[0-9])?)$"),
            "Three digits; for Japan Post Bank (9900) also the symbol of the passbook, five digits."
        ),
        .required("deposit_type", .choice(AccountBody.depositTypes), "Ordinary, current, savings or other."),
        .required(
            "account_number",
            .text("1234567", pattern: "^[0-9]{1,8}$"),
            "Up to seven digits, or eight with the symbol of a passbook. Sealed at once; never shown."
        ),
        .required(
            "account_holder",
            .text(Example.holderKana, 1...60),
            "In kana, as in the bank book; legal forms in kanji are shortened as banks do."
        ),
        .optional("called_back", calledBackWords, calledBackNote + " Not for presenters.", inExample: false),
    ])

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadPayees(office: call.office)(
            named: try call.query.words("name", atMost: 100),
            onlyWaiting: try call.query.flag("waiting"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { PayeeBody($0) }
    }

    /// Shows the payee in the path; the answer to most changes of it.
    @Sendable static func show(_ call: Call) async throws -> Response {
        let payee = try await ReadPayees(office: call.office)(try call.key(), as: try call.asker())
        return try .json(PayeeDetailBody(payee))
    }

    @Sendable private static func changeAddress(_ call: Call) async throws -> Response {
        let id: Payee.ID = try call.key()
        let form = try call.form()
        let postalCode = form.made("postal_code") { text throws(FieldRefused) in try PostalCode(text) }
        let address = form.words("address", .payeeAddress, atMost: PresenterDraft.addressLimit)
        let name = form.words("name", .payeeName, .optional, atMost: PayeeDraft.nameLimit)
        try form.end()
        guard let postalCode, let address else { throw form.faults.problem }
        try await ChangePayeeAddress(office: call.office)(
            of: id,
            to: address,
            postalCode: postalCode,
            name: name,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func changeAccount(_ call: Call) async throws -> Response {
        let id: Payee.ID = try call.key()
        let form = try call.form()
        let account = AccountFields(form, call.office.rules).draft(form)
        let note = form.words("called_back", .reason, .optional, atMost: 500)
        try form.end()
        guard let account else { throw form.faults.problem }
        let made = try await ChangeAccount(office: call.office)(
            of: id,
            to: account,
            confirmation: note.map { .calledBack(note: $0) } ?? .pending,
            as: try call.asker()
        )
        return try .json(
            MadeAccountBody(made, account),
            status: .created,
            headers: [.location: "/v1/payees/\(id)"]
        )
    }

    @Sendable private static func confirmAccount(_ call: Call) async throws -> Response {
        let id: PayeeAccount.ID = try call.key()
        let form = try call.form()
        let note = form.words("called_back", .reason, .optional, atMost: 500)
        try form.end()
        try await ConfirmAccount(office: call.office)(id, calledBack: note, as: try call.asker())
        return Response(status: .noContent)
    }
}

/// What a body says of an account, with harmless values where it says nothing or something wrong.
struct AccountFields {
    private var bankCode: String
    private var branchCode: String
    private var depositType: Int
    private var number: String
    private var holder: String

    init(_ form: Form, _ rules: OfficeRules) {
        bankCode = form.text("bank_code") ?? "0001"
        branchCode = form.text("branch_code") ?? "001"
        let type = form.made("deposit_type") { text throws(FieldRefused) in
            guard let type = DepositType.allCases.first(where: { $0.digit == text }) else {
                throw FieldRefused(.depositType, expected: .oneOf(AccountBody.depositTypes))
            }
            return type
        }
        depositType = (type ?? .ordinary).rawValue
        number = form.text("account_number") ?? "1"
        holder = form.text("account_holder").map(rules.abbreviations.shortened) ?? "A"
    }

    /// The draft; every part that it refuses is noted.
    func draft(_ form: Form) -> AccountDraft? {
        var fields = self
        return form.draft(
            [:],
            repair: { field in
                switch field {
                case .bankCode: fields.bankCode = "0001"
                case .branchCode: fields.branchCode = "001"
                case .accountNumber: fields.number = "1"
                default: fields.holder = "A"
                }
            },
            { () throws(FieldRefused) in
                try AccountDraft(
                    bankCode: fields.bankCode,
                    branchCode: fields.branchCode,
                    depositType: fields.depositType,
                    number: fields.number,
                    holderKana: fields.holder
                )
            }
        )
    }
}
