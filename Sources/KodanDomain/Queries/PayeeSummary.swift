/// A payee as a list shows it (支払先一覧): whether money can go there, and what waits for a confirmation.
public struct PayeeSummary: Hashable, Sendable {
    /// The payee.
    public let id: Payee.ID
    /// The name on notices.
    public let name: String
    /// Person or legal person.
    public let legalStatus: LegalStatus
    /// The presenters for whom it is paid today.
    public let presenters: [Presenter.ID]
    /// Whether a confirmed account is there.
    public let hasAccount: Bool
    /// Accounts that wait for a second person or a call back.
    public let waiting: [PayeeAccount.ID]

    /// A value with these parts.
    public init(
        id: Payee.ID,
        name: String,
        legalStatus: LegalStatus,
        presenters: [Presenter.ID],
        hasAccount: Bool,
        waiting: [PayeeAccount.ID]
    ) {
        self.id = id
        self.name = name
        self.legalStatus = legalStatus
        self.presenters = presenters
        self.hasAccount = hasAccount
        self.waiting = waiting
    }
}

/// A payee with everything that its reader may know.
public struct PayeeDetail: Hashable, Sendable {
    /// What the list shows.
    public let summary: PayeeSummary
    /// Where it is taxed today.
    public let residency: Residency?
    /// The postal code to which notices go.
    public let postalCode: PostalCode
    /// The address to which notices go.
    public let address: String
    /// The invoice number in force today.
    public let invoiceNumber: String?
    /// Its accounts, the newest first.
    public let accounts: [AccountEntry]
    /// Its dated facts; what only staff may know is empty for the payee itself.
    public let history: PayeeHistory

    /// A value with these parts.
    public init(
        summary: PayeeSummary,
        residency: Residency?,
        postalCode: PostalCode,
        address: String,
        invoiceNumber: String?,
        accounts: [AccountEntry],
        history: PayeeHistory
    ) {
        self.summary = summary
        self.residency = residency
        self.postalCode = postalCode
        self.address = address
        self.invoiceNumber = invoiceNumber
        self.accounts = accounts
        self.history = history
    }
}
