/// One honorarium that a payment date may pay, with what is known of its payee on that date.
public struct PayableHonorarium: Hashable, Sendable {
    /// The honorarium.
    public let id: Honorarium.ID
    /// Whom it is owed to.
    public let payee: Payee.ID
    /// What is owed before tax.
    public let gross: Yen
    /// Person or legal person.
    public let legalStatus: LegalStatus
    /// Where the payee is taxed on the payment date; nil if nobody has said.
    public let residency: Residency?
    /// Whether the payee has a confirmed account.
    public let hasAccount: Bool
    /// Where the payee's payment on that date stands; nil if there is none.
    public let paymentState: PaymentState?
    /// Whether that payment, a draft, holds the honorarium already.
    public let isIncluded: Bool
    /// Whether it replaces an honorarium that a live payment pays.
    public let correctsPaid: Bool

    /// A payable honorarium.
    public init(
        id: Honorarium.ID,
        payee: Payee.ID,
        gross: Yen,
        legalStatus: LegalStatus,
        residency: Residency?,
        hasAccount: Bool,
        paymentState: PaymentState? = nil,
        isIncluded: Bool = false,
        correctsPaid: Bool = false
    ) {
        self.id = id
        self.payee = payee
        self.gross = gross
        self.legalStatus = legalStatus
        self.residency = residency
        self.hasAccount = hasAccount
        self.paymentState = paymentState
        self.isIncluded = isIncluded
        self.correctsPaid = correctsPaid
    }
}

/// Why honoraria are not paid this time; a person decides what follows.
public enum LeftOutReason: String, Sendable, CaseIterable {
    /// The payee has no confirmed bank account.
    case noAccount = "no_account"
    /// A non-resident's payment waits for a treaty decision.
    case treatyDecision = "treaty_decision"
    /// Nobody has said where the payee is taxed on the payment date.
    case residencyUnknown = "residency_unknown"
    /// There is no yen to send.
    case zero
    /// The payee's payment on that date is with the approver already.
    case paymentUnderWay = "payment_under_way"
    /// It replaces an honorarium that a payment pays already: the difference is settled by a person.
    case correctsPaid = "corrects_paid"
    /// The sum is more than one transfer can carry.
    case tooLarge = "too_large"
}

/// Honoraria of one payee that are not paid this time.
public struct LeftOut: Hashable, Sendable {
    /// The payee.
    public let payee: Payee.ID
    /// The honoraria, smaller keys first.
    public let honoraria: [Honorarium.ID]
    /// Their sum before tax.
    public let gross: Yen
    /// Why.
    public let reason: LeftOutReason
}

/// One payment before it has a row: all that a payee gets on one date.
public struct PaymentDraft: Hashable, Sendable {
    /// One honorarium with its share of the tax.
    public struct Line: Hashable, Sendable {
        /// The honorarium.
        public let honorarium: Honorarium.ID
        /// What is owed before tax.
        public let gross: Yen
        /// Its share of the payment's tax.
        public let taxShare: Yen
        /// Whether the payment held it before.
        public let isIncluded: Bool
    }

    /// The payee.
    public let payee: Payee.ID
    /// As what the payee is taxed.
    public let payeeClass: WithholdingClass
    /// The tax on the sum, with the rows it was computed from.
    public let withholding: Withholding
    /// The honoraria, smaller keys first.
    public let lines: [Line]

    /// What the body owes before tax.
    public var gross: Yen { lines.reduce(.zero) { $0 + $1.gross } }
    /// What is sent.
    public var net: Yen { gross - withholding.tax }
}

/// What is paid on one date, and what is not and why.
public struct PaymentPlan: Sendable {
    /// One payment per payee, in order of payee.
    public let payments: [PaymentDraft]
    /// What stays behind, in order of payee.
    public let leftOut: [LeftOut]

    /// Sums what each payee gets on `payOn` and taxes each sum once (circular 205-1).
    ///
    /// Only a date beyond the tax table refuses everything (``Refusal/noTaxRate(_:)``); whatever stands in the
    /// way of one payee leaves out that payee.
    public init(_ payables: [PayableHonorarium], on payOn: LocalDate, table: WithholdingTable) throws(Refusal)
    {
        var payments: [PaymentDraft] = []
        var leftOut: [LeftOut] = []
        let groups = Dictionary(grouping: payables, by: \.payee).sorted { $0.key < $1.key }
        for (payee, all) in groups {
            func leave(_ some: [PayableHonorarium], _ reason: LeftOutReason) {
                guard !some.isEmpty else { return }
                let gross = some.reduce(.zero) { $0 + $1.gross }
                leftOut.append(
                    LeftOut(payee: payee, honoraria: some.map(\.id).sorted(), gross: gross, reason: reason)
                )
            }
            leave(all.filter { $0.gross <= .zero }, .zero)
            leave(all.filter { $0.gross > .zero && $0.correctsPaid }, .correctsPaid)
            let owed = all.filter { $0.gross > .zero && !$0.correctsPaid }.sorted { $0.id < $1.id }
            guard !owed.isEmpty else { continue }
            switch try PaymentPlan.outcome(of: owed, on: payOn, table: table) {
            case .paid(let draft): payments.append(draft)
            case .left(let reason): leave(owed, reason)
            }
        }
        self.payments = payments
        self.leftOut = leftOut
    }

    private enum Outcome {
        case paid(PaymentDraft)
        case left(LeftOutReason)
    }

    /// What happens to all that one payee is owed.
    private static func outcome(
        of owed: [PayableHonorarium],
        on payOn: LocalDate,
        table: WithholdingTable
    ) throws(Refusal) -> Outcome {
        guard let first = owed.first else { return .left(.zero) }
        if let state = first.paymentState, state != .draft { return .left(.paymentUnderWay) }
        guard let residency = first.residency else { return .left(.residencyUnknown) }
        guard residency == .resident else { return .left(.treatyDecision) }
        guard first.hasAccount else { return .left(.noAccount) }
        let payeeClass: WithholdingClass =
            first.legalStatus == .individual ? .residentIndividual : .domesticCorporation
        let gross = owed.reduce(.zero) { $0 + $1.gross }
        let withholding: Withholding
        do throws(WithholdingRefusal) {
            withholding = try table.withholding(on: gross, from: payeeClass, on: payOn)
        } catch {
            switch error {
            case .outsideTable: throw .noTaxRate(payOn)
            case .negative: return .left(.zero)
            case .tooLarge: return .left(.tooLarge)
            }
        }
        guard gross > withholding.tax else { return .left(.zero) }
        guard gross - withholding.tax <= .largestTransfer else { return .left(.tooLarge) }
        // Tax is never more than its base, nor either negative: the shares exist.
        guard let shares = try? TaxShares.shares(of: withholding.tax, over: owed.map(\.gross)) else {
            return .left(.tooLarge)
        }
        let lines = zip(owed, shares).map { payable, share in
            PaymentDraft.Line(
                honorarium: payable.id,
                gross: payable.gross,
                taxShare: share,
                isIncluded: payable.isIncluded
            )
        }
        return .paid(
            PaymentDraft(
                payee: first.payee,
                payeeClass: payeeClass,
                withholding: withholding,
                lines: lines
            )
        )
    }
}
