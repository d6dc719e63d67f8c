/// One account of a payee, old or new, as far as its reader may see it; the number is never whole.
public struct AccountEntry: Hashable, Sendable {
    /// The account.
    public let id: PayeeAccount.ID
    /// Who asked for it; nil for the service itself.
    public let requestedBy: User.ID?
    /// When.
    public let requestedAt: Instant
    /// Who confirmed it.
    public let confirmedBy: User.ID?
    /// When; nil while it waits.
    public let confirmedAt: Instant?
    /// Who was called back, if that is how it was confirmed.
    public let callBackNote: String?
    /// The last three digits of its number; nil for readers who see nothing of it.
    public let lastThree: String?
    /// Bank, kind and holder; nil for all but accounting.
    public let place: AccountPlace?

    /// A value with these parts.
    public init(
        id: PayeeAccount.ID,
        requestedBy: User.ID?,
        requestedAt: Instant,
        confirmedBy: User.ID?,
        confirmedAt: Instant?,
        callBackNote: String?,
        lastThree: String?,
        place: AccountPlace?
    ) {
        self.id = id
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.confirmedBy = confirmedBy
        self.confirmedAt = confirmedAt
        self.callBackNote = callBackNote
        self.lastThree = lastThree
        self.place = place
    }

    /// The entry with what `sight` leaves of it.
    public func seen(with sight: AccountSight) -> AccountEntry {
        AccountEntry(
            id: id,
            requestedBy: requestedBy,
            requestedAt: requestedAt,
            confirmedBy: confirmedBy,
            confirmedAt: confirmedAt,
            callBackNote: sight == .accounting ? callBackNote : nil,
            lastThree: sight == .nothing ? nil : lastThree,
            place: sight == .accounting ? place : nil
        )
    }
}

/// Where an account is and whose, but for its number.
public struct AccountPlace: Hashable, Sendable {
    /// 4 digits.
    public let bankCode: String
    /// The bank's name; empty where none was given.
    public let bankName: String
    /// 3 digits.
    public let branchCode: String
    /// The branch's name; empty where none was given.
    public let branchName: String
    /// The kind of account.
    public let depositType: DepositType
    /// The holder as the bank prints it.
    public let holder: String

    /// A value with these parts.
    public init(
        bankCode: String,
        bankName: String,
        branchCode: String,
        branchName: String,
        depositType: DepositType,
        holder: String
    ) {
        self.bankCode = bankCode
        self.bankName = bankName
        self.branchCode = branchCode
        self.branchName = branchName
        self.depositType = depositType
        self.holder = holder
    }
}

/// How much of an account somebody sees.
public enum AccountSight: Sendable, CaseIterable {
    /// Old and new with bank and holder, to compare them.
    case accounting
    /// The last three digits: the payee's own.
    case lastThree
    /// That there is one, and whether it is confirmed.
    case nothing

    /// What somebody sees who acts in `role`.
    public init(of role: Role) {
        switch role {
        case .accountant, .approver, .system: self = .accounting
        case .presenter: self = .lastThree
        case .host, .coordinator, .clerk, .auditor, .administrator: self = .nothing
        }
    }
}
