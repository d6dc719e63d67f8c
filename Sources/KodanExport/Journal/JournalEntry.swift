public import KodanDomain

/// One event of the honoraria that the books record.
public struct JournalEntry: Hashable, Sendable {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// An honorarium was fixed (計上): fee and travel money become owed.
        case accrued(fee: Yen, travel: Yen)
        /// The bank paid (支払): what was owed goes, its tax stays with the body for a while.
        case paid(gross: Yen, tax: Yen)
        /// The month's tax was paid over (納付).
        case remitted(tax: Yen)
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
    /// The payee's registration number on the day that counts, if there is one.
    public let invoiceNumber: InvoiceNumber?

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
        invoiceNumber: InvoiceNumber? = nil
    ) {
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
            case .remitted(let tax):
                [JournalPosting(debit: .withheld, credit: .bank, amount: tax)]
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
