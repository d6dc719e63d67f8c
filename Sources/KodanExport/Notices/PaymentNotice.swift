public import KodanDomain

/// How the payee says that a notice is right (仕入明細書 needs it).
public enum NoticeConfirmation: Hashable, Sendable {
    /// It counts as confirmed unless an error is reported by this day, as both have agreed.
    case unlessObjected(by: LocalDate)
    /// The payee answers by this day.
    case answer(by: LocalDate)
}

/// One lecture on a notice.
public struct NoticeLine: Hashable, Sendable {
    /// The lecture date, which is the date of the supply.
    public let lectureDate: LocalDate
    /// What was supplied, such as the programme and the host.
    public let supply: String
    /// Fee and travel; the fee includes its consumption tax.
    public let amount: HonorariumAmount
    /// The consumption tax rate on the lecture date.
    public let taxRate: ConsumptionTaxRate

    /// A line.
    public init(
        lectureDate: LocalDate,
        supply: String,
        amount: HonorariumAmount,
        taxRate: ConsumptionTaxRate
    ) {
        self.lectureDate = lectureDate
        self.supply = supply
        self.amount = amount
        self.taxRate = taxRate
    }
}

/// Why a notice cannot be written.
public enum PaymentNoticeRefusal: Error, Equatable {
    /// There is no lecture on it.
    case noLines
    /// The lines' bases do not add up to the base that tax was computed from.
    case base(stated: Yen, lines: Yen)
    /// The deadline of confirmation comes before the notice.
    case deadline(LocalDate)
}

/// A payment notice (支払通知書), one for each payee and payment month.
///
/// For a registered payee it holds what a purchase statement (仕入明細書) needs: preparer, payee with registration
/// number, dates and content of the supply, the amount and the tax by rate, and how it is confirmed. For others it
/// is the same without number, and calls itself neither statement nor invoice. Source: consumption tax circulars
/// 11-6-1 and 11-6-6.
public struct PaymentNotice: Hashable, Sendable {
    /// The notice's number.
    public let number: String
    /// The number of the notice that it replaces, if it does.
    public let replaces: String?
    /// The day of the notice.
    public let issuedOn: LocalDate
    /// The body's name.
    public let preparer: String
    /// The body's address and telephone number, for questions.
    public let preparerContact: String
    /// The payee's name.
    public let payee: String
    /// The payee's registration number; nil unless registered on every lecture date.
    public let invoiceNumber: InvoiceNumber?
    /// The payment date.
    public let paidOn: LocalDate
    /// The tax with what it was computed from.
    public let withholding: Withholding
    /// The lectures, by date.
    public let lines: [NoticeLine]
    /// How it is confirmed, and until when.
    public let confirmation: NoticeConfirmation

    /// A notice; its lines are put in the order of their dates.
    public init(
        number: String,
        replaces: String? = nil,
        issuedOn: LocalDate,
        preparer: String,
        preparerContact: String,
        payee: String,
        invoiceNumber: InvoiceNumber?,
        paidOn: LocalDate,
        withholding: Withholding,
        lines: [NoticeLine],
        confirmation: NoticeConfirmation
    ) throws(PaymentNoticeRefusal) {
        guard !lines.isEmpty else { throw .noLines }
        let base = lines.reduce(Yen.zero) { $0 + $1.amount.withholdingBase }
        guard base == withholding.base else { throw .base(stated: withholding.base, lines: base) }
        self.number = number
        self.replaces = replaces
        self.issuedOn = issuedOn
        self.preparer = preparer
        self.preparerContact = preparerContact
        self.payee = payee
        self.invoiceNumber = invoiceNumber
        self.paidOn = paidOn
        self.withholding = withholding
        self.lines = lines.enumerated()
            .sorted { ($0.element.lectureDate, $0.offset) < ($1.element.lectureDate, $1.offset) }
            .map(\.element)
        self.confirmation = confirmation
        guard deadline >= issuedOn else { throw .deadline(deadline) }
    }

    /// The last day of confirmation.
    public var deadline: LocalDate {
        switch confirmation {
        case .unlessObjected(let day), .answer(let day): day
        }
    }

    /// What the body owes before tax, consumption tax included.
    public var gross: Yen { lines.reduce(.zero) { $0 + $1.amount.gross } }

    /// What is sent.
    public var net: Yen { gross - withholding.tax }

    /// The amounts by rate of consumption tax, higher rates first; the tax is rounded once for each.
    public var byRate: [NoticeTaxGroup] {
        let rates = Set(lines.map(\.taxRate.basisPoints)).sorted(by: >)
        return rates.compactMap { points in
            let group = lines.filter { $0.taxRate.basisPoints == points }
            let total = group.reduce(Yen.zero) { $0 + $1.amount.gross }
            return group.first.map {
                NoticeTaxGroup(basisPoints: points, amount: $0.taxRate.splitIncluded(total))
            }
        }
    }
}

/// What a notice pays at one rate of consumption tax.
public struct NoticeTaxGroup: Hashable, Sendable {
    /// 1000 is 10 %.
    public let basisPoints: Int64
    /// The total at this rate, with the tax within it.
    public let amount: TaxedAmount
}
