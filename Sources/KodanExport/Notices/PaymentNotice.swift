public import KodanDomain

/// How the payee says that a notice is right (仕入明細書 needs it).
public enum NoticeConfirmation: Hashable, Sendable {
    /// It counts as confirmed unless an error is reported by this day, as both have agreed.
    case unlessObjected(by: LocalDate)
    /// The payee answers by this day.
    case answer(by: LocalDate)
}

/// What red lines of a notice take back beside their gross amount; both are zero or more.
public struct NoticeReversal: Hashable, Sendable {
    /// Of the base of the tax.
    public let base: Yen
    /// Of the tax that was withheld.
    public let tax: Yen

    /// Nothing.
    public static let none = NoticeReversal(base: .zero, tax: .zero)

    /// So much.
    public init(base: Yen, tax: Yen) {
        self.base = base
        self.tax = tax
    }
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
    /// Whether it takes back what was paid before (赤): its amounts count with their sign changed.
    public let isReversal: Bool

    /// A line.
    public init(
        lectureDate: LocalDate,
        supply: String,
        amount: HonorariumAmount,
        taxRate: ConsumptionTaxRate,
        isReversal: Bool = false
    ) {
        self.isReversal = isReversal
        self.lectureDate = lectureDate
        self.supply = supply
        self.amount = amount
        self.taxRate = taxRate
    }
}

extension NoticeLine {
    /// What was supplied: the programme, the lecture's title, and the host where there is one.
    public static func supply(programme: String, title: String, host: String) -> String {
        "\(programme)「\(title)」" + (host.isEmpty ? "" : "（\(host)）")
    }
}

/// Why a notice cannot be written.
public enum PaymentNoticeRefusal: Error, Equatable {
    /// There is no lecture on it.
    case noLines
    /// The lines' bases do not add up to the base that tax was computed from.
    case base(stated: Yen, lines: Yen)
    /// The red lines' bases do not add up to what is taken back of the base.
    case reversedBase(stated: Yen, lines: Yen)
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
    /// The tax on what is owed anew, with what it was computed from.
    public let withholding: Withholding
    /// What red lines take back of base and tax.
    public let reversal: NoticeReversal
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
        reversal: NoticeReversal = .none,
        lines: [NoticeLine],
        confirmation: NoticeConfirmation
    ) throws(PaymentNoticeRefusal) {
        guard !lines.isEmpty else { throw .noLines }
        let base = PaymentNotice.base(of: lines.filter { !$0.isReversal })
        guard base == withholding.base else { throw .base(stated: withholding.base, lines: base) }
        let reversed = PaymentNotice.base(of: lines.filter(\.isReversal))
        guard reversed == reversal.base else { throw .reversedBase(stated: reversal.base, lines: reversed) }
        self.number = number
        self.replaces = replaces
        self.issuedOn = issuedOn
        self.preparer = preparer
        self.preparerContact = preparerContact
        self.payee = payee
        self.invoiceNumber = invoiceNumber
        self.paidOn = paidOn
        self.withholding = withholding
        self.reversal = reversal
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

    /// What the body owes before tax, consumption tax included, less what it takes back.
    public var gross: Yen {
        lines.reduce(.zero) { $1.isReversal ? $0 - $1.amount.gross : $0 + $1.amount.gross }
    }

    /// What tax was computed from, less what is taken back.
    public var base: Yen { withholding.base - reversal.base }

    /// What is withheld, less what was withheld from what is taken back.
    public var tax: Yen { withholding.tax - reversal.tax }

    /// What is sent; below zero if the payee is asked to pay it back.
    public var net: Yen { gross - tax }

    /// The amounts by rate of consumption tax, higher rates first and what is taken back last; the tax is rounded once
    /// for each.
    public var byRate: [NoticeTaxGroup] {
        groups(of: lines.filter { !$0.isReversal }, isReversal: false)
            + groups(of: lines.filter(\.isReversal), isReversal: true)
    }

    private func groups(of lines: [NoticeLine], isReversal: Bool) -> [NoticeTaxGroup] {
        let rates = Set(lines.map(\.taxRate.basisPoints)).sorted(by: >)
        return rates.compactMap { points in
            let group = lines.filter { $0.taxRate.basisPoints == points }
            let total = group.reduce(Yen.zero) { $0 + $1.amount.gross }
            return group.first.map {
                NoticeTaxGroup(
                    basisPoints: points,
                    amount: $0.taxRate.splitIncluded(total),
                    isReversal: isReversal
                )
            }
        }
    }

    private static func base(of lines: [NoticeLine]) -> Yen {
        lines.reduce(.zero) { $0 + $1.amount.withholdingBase }
    }
}

/// What a notice pays at one rate of consumption tax.
public struct NoticeTaxGroup: Hashable, Sendable {
    /// 1000 is 10 %.
    public let basisPoints: Int64
    /// The total at this rate, with the tax within it.
    public let amount: TaxedAmount
    /// Whether it is taken back.
    public let isReversal: Bool
}
