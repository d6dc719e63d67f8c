import KodanDomain

/// A payee of a list as JSON.
struct PayeeBody: Encodable {
    static let schema = Schema.named("PayeeSummary", .body(properties))
    static let properties: [Schema.Property] = [
        .required("id", .key(Payee.self)), .required("name", .text(Example.payeeName)),
        .required("legal_status", .choice(LegalStatus.self)),
        .required("presenters", .keys(Presenter.self, atMost: nil), "For whom it is paid today."),
        .required("has_account", .flag, "Whether a confirmed account is there."),
        .required("waiting", .keys(PayeeAccount.self, atMost: nil), "Accounts without a confirmation."),
    ]

    let id: String
    let name: String
    let legalStatus: String
    let presenters: [String]
    let hasAccount: Bool
    let waiting: [String]

    init(_ payee: PayeeSummary) {
        id = payee.id.description
        name = payee.name
        legalStatus = payee.legalStatus.rawValue
        presenters = payee.presenters.map(\.description)
        hasAccount = payee.hasAccount
        waiting = payee.waiting.map(\.description)
    }
}

/// A payee with everything dated as JSON; of its accounts what the asker may see.
struct PayeeDetailBody: Encodable {
    static let schema = Schema.named(
        "Payee",
        .body(
            PayeeBody.properties + [
                .optional("residency", .choice(Residency.self), "Where it is taxed today."),
                .required("postal_code", .text("100-0001")), .required("address", .text(Example.address)),
                .optional("invoice_number", .invoiceNumber, "The one in force today."),
                .required("accounts", .list(AccountBody.schema, atMost: nil), "The newest first."),
                .required("residencies", .list(ResidencyBody.schema, atMost: nil)),
                .required("invoice_numbers", .list(InvoiceNumberBody.schema, atMost: nil)),
                .required("treaty_decisions", .list(TreatyBody.schema, atMost: nil)),
                .optional("same_as", .key(Payee.self), "As which payee it counts in the yearly record."),
                .required("aliases", .keys(Payee.self, atMost: nil), "Payees that count as this one."),
            ]
        )
    )

    private struct More: Encodable {
        let residency: String?
        let postalCode: String
        let address: String
        let invoiceNumber: String?
        let accounts: [AccountBody]
        let residencies: [ResidencyBody]
        let invoiceNumbers: [InvoiceNumberBody]
        let treatyDecisions: [TreatyBody]
        let sameAs: String?
        let aliases: [String]
    }

    private let summary: PayeeBody
    private let more: More

    init(_ payee: PayeeDetail) {
        summary = PayeeBody(payee.summary)
        more = More(
            residency: payee.residency?.rawValue,
            postalCode: payee.postalCode.description,
            address: payee.address,
            invoiceNumber: payee.invoiceNumber,
            accounts: payee.accounts.map { AccountBody($0) },
            residencies: payee.history.residencies.map { ResidencyBody($0) },
            invoiceNumbers: payee.history.invoiceNumbers.map { InvoiceNumberBody($0) },
            treatyDecisions: payee.history.treatyDecisions.map { TreatyBody($0) },
            sameAs: payee.history.sameAs?.description,
            aliases: payee.history.aliases.map(\.description)
        )
    }

    /// The members of the list's body, and beside them the rest.
    func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        try more.encode(to: encoder)
    }
}

/// One account of a payee as JSON, as far as the asker may see it; the number is never whole.
///
/// Bank and holder are for accounting, the last three digits for its owner; all others learn only that it is there.
struct AccountBody: Encodable {
    static let schema = Schema.named(
        "Account",
        .body([
            .required("id", .key(PayeeAccount.self)), .optional("requested_by", .key(User.self)),
            .required("requested_at", .instant), .optional("confirmed_by", .key(User.self)),
            .optional("confirmed_at", .instant, "Absent while it waits."),
            .optional("called_back", .text(Example.callBack), "For accounting."),
            .optional("last_three", .text("567"), "For accounting and the payee."),
            .optional("bank_code", .text("0001"), "For accounting."), .optional("branch_code", .text("001")),
            .optional("deposit_type", .choice(depositTypes)),
            .optional("account_holder", .text(Example.holderKana)),
        ])
    )
    static let depositTypes = DepositType.allCases.map(\.digit)

    let id: String
    let requestedBy: String?
    let requestedAt: String
    let confirmedBy: String?
    let confirmedAt: String?
    let calledBack: String?
    let lastThree: String?
    let bankCode: String?
    let branchCode: String?
    let depositType: String?
    let accountHolder: String?

    init(_ account: AccountEntry) {
        id = account.id.description
        requestedBy = account.requestedBy?.description
        requestedAt = account.requestedAt.description
        confirmedBy = account.confirmedBy?.description
        confirmedAt = account.confirmedAt?.description
        calledBack = account.callBackNote
        lastThree = account.lastThree
        bankCode = account.place?.bankCode
        branchCode = account.place?.branchCode
        depositType = account.place?.depositType.digit
        accountHolder = account.place?.holder
    }
}

/// An account that was asked for as JSON, with what bank files change in the name of its holder.
struct MadeAccountBody: Encodable {
    static let schema = Schema.body([
        .required("id", .key(PayeeAccount.self)),
        .optional(
            "holder_changes",
            .list(.choice(BankKanaWarning.self), atMost: BankKanaWarning.allCases.count),
            "How the holder's name was changed for bank files: to be held against the bank book."
        ),
    ])

    let id: String
    let holderChanges: [String]?

    init(_ id: PayeeAccount.ID, _ account: AccountDraft) {
        self.id = id.description
        let changes = account.holderChanges.map(\.rawValue)
        holderChanges = changes.isEmpty ? nil : changes
    }
}

/// Where a payee is taxed, and when, as JSON.
struct ResidencyBody: Encodable {
    static let schema = Schema.named(
        "DatedResidency",
        .body([.required("residency", .choice(Residency.self))] + Schema.Property.validity)
    )

    let residency: String
    let from: String
    let to: String?

    init(_ dated: DatedResidency) {
        residency = dated.residency.rawValue
        from = dated.validity.first.description
        to = dated.validity.last?.description
    }
}

/// A payee's number as an issuer of invoices as JSON.
struct InvoiceNumberBody: Encodable {
    static let schema = Schema.named(
        "DatedInvoiceNumber",
        .body(
            [.required("invoice_number", .invoiceNumber)] + Schema.Property.validity + [
                .optional("checked_on", .day, "When it was looked up in the public register.")
            ]
        )
    )

    let invoiceNumber: String
    let from: String
    let to: String?
    let checkedOn: String?

    init(_ dated: DatedInvoiceNumber) {
        invoiceNumber = dated.number
        from = dated.validity.first.description
        to = dated.validity.last?.description
        checkedOn = dated.checkedOn?.description
    }
}

/// What was decided about a payee's treaty as JSON.
struct TreatyBody: Encodable {
    static let schema = Schema.named(
        "TreatyDecision",
        .body(
            [
                .required("id", .key(TreatyDecision.self)), .required("relief", .choice(TreatyRelief.self)),
                .optional("rate_bp", .basisPoints, "The reduced rate."),
                .required(
                    "treaty",
                    .text(Example.treaty),
                    "The treaty and its article, or why none applies."
                ),
                .optional("notified_on", .day, "When the tax office was notified."),
            ] + Schema.Property.validity + [
                .required("decided_by", .key(User.self)), .required("decided_at", .instant),
            ]
        )
    )

    let id: String
    let relief: String
    let rateBp: Int?
    let treaty: String
    let notifiedOn: String?
    let from: String
    let to: String?
    let decidedBy: String
    let decidedAt: String

    init(_ entry: TreatyDecisionEntry) {
        id = entry.id.description
        relief = entry.decision.relief.rawValue
        rateBp = entry.decision.rateBasisPoints
        treaty = entry.decision.treaty
        notifiedOn = entry.decision.notifiedOn?.description
        from = entry.decision.validity.first.description
        to = entry.decision.validity.last?.description
        decidedBy = entry.decidedBy.description
        decidedAt = entry.decidedAt.description
    }
}
