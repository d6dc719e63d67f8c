public import KodanDomain

/// What the register of invoice issuers said about a payee on the lecture date.
public enum InvoiceStatus: String, Sendable, CaseIterable {
    /// Registered: full deduction with an invoice or a confirmed notice.
    case registered
    /// Not registered: the transitional deduction.
    case notRegistered = "not_registered"
    /// Nobody has looked yet.
    case unchecked

    var text: String {
        switch self {
        case .registered: "登録あり"
        case .notRegistered: "登録なし"
        case .unchecked: "未確認"
        }
    }
}

/// One honorarium in a payment, as an accounting office wants to see it.
public struct HonorariumListLine: Hashable, Sendable {
    /// The honorarium's key, `hon-12`.
    public let honorarium: String
    /// The lecture's key, `lec-12`.
    public let lecture: String
    /// The lecture date, which decides about consumption tax and budget year.
    public let lectureDate: LocalDate
    /// The programme's name.
    public let programme: String
    /// The host's name.
    public let host: String
    /// The presenter's rank.
    public let rank: String
    /// The price.
    public let unitPrice: Yen
    /// The rate's key, by which the fee can be computed again.
    public let rate: String
    /// Minutes that are paid for.
    public let billedMinutes: Int
    /// What it is in the books; the amounts of a red entry are below zero.
    public let entry: HonorariumEntry
    /// The fee.
    public let fee: Yen
    /// Travel money that goes to the presenter.
    public let travelToPresenter: Yen
    /// Travel money that goes to carriers and hotels; no part of the payment.
    public let travelDirectly: Yen
    /// Consumption tax that the payee's document shows apart; it stays out of the base.
    public let separateTax: Yen
    /// Its share of the payment's tax.
    public let tax: Yen
    /// The payee's registration number, as it was recorded; nil if there is none.
    public let invoiceNumber: String?
    /// Whether it was registered on the lecture date.
    public let invoiceStatus: InvoiceStatus
    /// The account in the body's books.
    public let accountCode: String

    /// A line.
    public init(
        honorarium: String = "",
        lecture: String,
        lectureDate: LocalDate,
        programme: String,
        host: String,
        rank: String,
        unitPrice: Yen,
        rate: String,
        billedMinutes: Int,
        entry: HonorariumEntry = .original,
        fee: Yen,
        travelToPresenter: Yen = .zero,
        travelDirectly: Yen = .zero,
        separateTax: Yen = .zero,
        tax: Yen,
        invoiceNumber: String?,
        invoiceStatus: InvoiceStatus,
        accountCode: String
    ) {
        self.honorarium = honorarium
        self.lecture = lecture
        self.lectureDate = lectureDate
        self.programme = programme
        self.host = host
        self.rank = rank
        self.unitPrice = unitPrice
        self.rate = rate
        self.billedMinutes = billedMinutes
        self.entry = entry
        self.fee = fee
        self.travelToPresenter = travelToPresenter
        self.travelDirectly = travelDirectly
        self.separateTax = separateTax
        self.tax = tax
        self.invoiceNumber = invoiceNumber
        self.invoiceStatus = invoiceStatus
        self.accountCode = accountCode
    }

    /// What the body owes before tax.
    public var gross: Yen { fee + travelToPresenter }
    /// What of it counts for the tax.
    public var base: Yen { gross - separateTax }
}

/// One payment of the month with its honoraria: tax sits here, not on the lines.
public struct HonorariumListPayment: Hashable, Sendable {
    /// The payment's key, `pay-7`.
    public let payment: String
    /// The payment date.
    public let date: LocalDate
    /// The payee's key, `pye-3`.
    public let payee: String
    /// The payee's name.
    public let payeeName: String
    /// What the tax was computed from, less what red entries take back.
    public let base: Yen
    /// The tax on the whole payment, less what had been withheld from what red entries take back.
    public let tax: Yen
    /// Who prepared it.
    public let preparer: String
    /// Who approved it; empty before approval.
    public let approver: String
    /// The honoraria.
    public let lines: [HonorariumListLine]

    /// A payment.
    public init(
        payment: String,
        date: LocalDate,
        payee: String,
        payeeName: String,
        base: Yen,
        tax: Yen,
        preparer: String,
        approver: String,
        lines: [HonorariumListLine]
    ) {
        self.payment = payment
        self.date = date
        self.payee = payee
        self.payeeName = payeeName
        self.base = base
        self.tax = tax
        self.preparer = preparer
        self.approver = approver
        self.lines = lines
    }
}
