public import KodanDomain

/// One event of the honoraria that the books record.
public struct JournalEntry: Hashable, Sendable {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// An honorarium was fixed (計上): fee and travel money become owed.
        case accrued(fee: Yen, travel: Yen)
        /// The bank paid (支払): what was owed goes, its tax stays with the body for a while.
        case paid(gross: Yen, tax: Yen)
        /// A payment came to less than nothing (返還請求): as ``paid(gross:tax:)``, but no bank moves anything, and the
        /// payee owes the difference.
        case claimed(gross: Yen, tax: Yen)
        /// The payee paid it back (返還).
        case repaid(Yen)
    }

    /// Why it counts on its day.
    public enum Basis: String, Hashable, Sendable, CaseIterable {
        /// The honorarium was fixed then.
        case fixed
        /// A red or black entry was made then: it belongs to an open period, whatever it corrects.
        case corrected
        /// The bank paid then.
        case paid
        /// The bank is to pay then; it has not said yet that it did.
        case planned
        /// The payee is asked for money back then.
        case claimed
        /// What the bank had paid came back then.
        case cameBack

        var text: String {
            switch self {
            case .fixed: "確定日"
            case .corrected: "訂正日"
            case .paid: "支払日"
            case .planned: "支払予定日"
            case .claimed: "請求日"
            case .cameBack: "組戻日"
            }
        }
    }

    /// The number of the slip, unique in its file.
    public let number: String
    /// The day on which it counts.
    public let date: LocalDate
    /// What happened.
    public let event: Event
    /// Whether it reverses another entry (赤): every amount is then written with its sign changed.
    public let isReversal: Bool
    /// The key of what it comes from, `hon-12`: the way back to the lecture.
    public let source: String
    /// The payee's key; empty where there is none.
    public let payee: String
    /// The payee's name.
    public let payeeName: String
    /// What it is for.
    public let description: String
    /// The payee's registration number on the day that counts, as it was recorded; nil if there is none.
    public let invoiceNumber: String?
    /// Why it counts on its day.
    public let basis: Basis
    /// How much of the consumption tax within it the body may deduct; 100 where the payee is registered.
    public let deductiblePercent: Int

    /// An entry.
    public init(
        number: String,
        date: LocalDate,
        event: Event,
        isReversal: Bool = false,
        source: String,
        payee: String = "",
        payeeName: String = "",
        description: String,
        invoiceNumber: String? = nil,
        basis: Basis = .fixed,
        deductiblePercent: Int = 100
    ) {
        self.basis = basis
        self.deductiblePercent = deductiblePercent
        self.number = number
        self.date = date
        self.event = event
        self.isReversal = isReversal
        self.source = source
        self.payee = payee
        self.payeeName = payeeName
        self.description = description
        self.invoiceNumber = invoiceNumber
    }

    /// What the description of an accrual says.
    public static func accrualText(programme: String, title: String, host: String) -> String {
        "講師謝金 " + NoticeLine.supply(programme: programme, title: title, host: host)
    }

    /// What the description of a payment says.
    public static func paymentText(lectures: Int) -> String { "講師謝金の支払 \(lectures)件" }

    /// What the description of a payment that came back says.
    public static func cameBackText(lectures: Int) -> String { "講師謝金の組戻し \(lectures)件" }

    /// What the description of a payment that is paid once more, after it came back, says.
    public static func paidAgainText(lectures: Int) -> String { "講師謝金の再支払 \(lectures)件" }

    /// What the description of a payment that asks for money back says.
    public static func claimText(lectures: Int) -> String { "講師謝金の返還請求 \(lectures)件" }

    /// What the description of the money that came back says.
    public static let repaymentText = "講師謝金の返還"

    /// The amounts that go from one account to another; those of zero are left out.
    var postings: [JournalPosting] {
        let all: [JournalPosting] =
            switch event {
            case .accrued(let fee, let travel):
                [
                    JournalPosting(debit: .honoraria, credit: .payable, amount: fee),
                    JournalPosting(debit: .travel, credit: .payable, amount: travel),
                ]
            case .paid(let gross, let tax):
                [
                    JournalPosting(debit: .payable, credit: .bank, amount: gross - tax),
                    JournalPosting(debit: .payable, credit: .withheld, amount: tax),
                ]
            case .claimed(let gross, let tax):
                [
                    JournalPosting(debit: .payable, credit: .receivable, amount: gross - tax),
                    JournalPosting(debit: .payable, credit: .withheld, amount: tax),
                ]
            case .repaid(let amount):
                [JournalPosting(debit: .bank, credit: .receivable, amount: amount)]
            }
        return all.filter { $0.amount != .zero }
    }
}

/// An amount that goes from one account to another; debit and credit are equal by its form.
struct JournalPosting: Hashable {
    let debit: JournalRole
    let credit: JournalRole
    let amount: Yen
}
