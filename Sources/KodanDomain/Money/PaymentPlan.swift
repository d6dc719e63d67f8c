/// What is paid on one date, and what is not and why.
public struct PaymentPlan: Sendable {
    /// One payment per payee, in order of payee.
    public let payments: [PaymentDraft]
    /// What stays behind, in order of payee.
    public let leftOut: [LeftOut]

    /// Sums what each payee gets on `payOn` and taxes each sum once (circular 205-1).
    ///
    /// Red entries take back what was paid with the tax that was withheld from it; tax is computed only on what is owed
    /// anew. Where that leaves less than nothing, the payment asks for money back. Only a date beyond the tax table
    /// refuses everything (``Refusal/noTaxRate(_:)``); whatever stands in the way of one payee leaves out that payee.
    public init(_ payables: [PayableHonorarium], on payOn: LocalDate, table: WithholdingTable) throws(Refusal)
    {
        var payments: [PaymentDraft] = []
        var leftOut: [LeftOut] = []
        let groups = Dictionary(grouping: payables, by: \.recipient.payee).sorted { $0.key < $1.key }
        for (payee, all) in groups {
            guard let recipient = all.first?.recipient else { continue }
            var desk = PayeeDesk(recipient: recipient, payOn: payOn, table: table)
            if let draft = try desk.draft(of: all.sorted { $0.id < $1.id }) { payments.append(draft) }
            leftOut += desk.left.map { LeftOut($0.payables, of: payee, $0.reason) }
        }
        self.payments = payments
        self.leftOut = leftOut
    }
}

/// Puts together what one payee gets.
private struct PayeeDesk {
    let recipient: PayableHonorarium.Recipient
    let payOn: LocalDate
    let table: WithholdingTable
    private(set) var left: [(payables: [PayableHonorarium], reason: LeftOutReason)] = []

    init(recipient: PayableHonorarium.Recipient, payOn: LocalDate, table: WithholdingTable) {
        self.recipient = recipient
        self.payOn = payOn
        self.table = table
    }

    /// The payment of all that nothing stands in the way of; nil if nothing is left.
    mutating func draft(of all: [PayableHonorarium]) throws(Refusal) -> PaymentDraft? {
        leave(all.filter(\.isBlocked), .finding)
        leave(all.filter { !$0.isBlocked && $0.isNothing }, .zero)
        var payable = all.filter { !$0.isBlocked && !$0.isNothing }
        guard !payable.isEmpty else { return nil }
        if let state = recipient.paymentState, state != .draft, state != .dropped {
            leave(payable, .paymentUnderWay)
            return nil
        }
        let payeeClass: WithholdingClass
        switch taxedAs() {
        case .taxed(let taxed): payeeClass = taxed
        case .left(let reason):
            leave(payable, reason)
            return nil
        }
        do throws(WithholdingRefusal) {
            let waiting = try unkeptPromises(in: payable, of: payeeClass)
            if !waiting.isEmpty {
                leave(payable.filter(waiting.contains), .netPromise)
                payable.removeAll(where: waiting.contains)
            }
            let draft = try payment(of: payable, as: payeeClass)
            if let reason = problem(with: draft) {
                leave(payable, reason)
                return nil
            }
            return draft
        } catch {
            switch error {
            case .outsideTable: throw .noTaxRate(payOn)
            case .negative: leave(payable, .zero)
            case .tooLarge: leave(payable, .tooLarge)
            }
            return nil
        }
    }

    private mutating func leave(_ payables: [PayableHonorarium], _ reason: LeftOutReason) {
        if !payables.isEmpty { left.append((payables, reason)) }
    }

    private enum Taxed {
        case taxed(WithholdingClass)
        case left(LeftOutReason)
    }

    private func taxedAs() -> Taxed {
        switch (recipient.legalStatus, recipient.residency) {
        case (_, nil): .left(.residencyUnknown)
        case (.individual, .resident?): .taxed(.residentIndividual)
        case (.corporation, .resident?): .taxed(.domesticCorporation)
        case (.corporation, .nonresident?): .left(.foreignCorporation)
        case (.individual, .nonresident?):
            recipient.treaty?.serves(paymentOn: payOn) == true
                ? .taxed(.nonresidentIndividual) : .left(.treatyDecision)
        }
    }

    /// Net promises that would not be kept if they were taxed together with the rest, with the red entries beside them.
    ///
    /// Two taxes that are rounded down apart are together at most what is rounded down once: a yen may be missing,
    /// and far more where the sum reaches the higher band (circular 181–223共-4). Of who is not resident any more none
    /// is kept: the gross amount was computed for another tax.
    private func unkeptPromises(
        in payables: [PayableHonorarium],
        of payeeClass: WithholdingClass
    ) throws(WithholdingRefusal) -> Set<PayableHonorarium> {
        let promised = payables.filter { $0.promisedNet != nil }
        let others = payables.filter { $0.promisedNet == nil }
        if payeeClass == .nonresidentIndividual { return withReds(promised[...], among: payables) }
        guard !promised.isEmpty, promised.count > 1 || others.contains(where: { $0.owedBase > .zero }) else {
            return []
        }
        let all = try tax(on: payables.reduce(.zero) { $0 + $1.owedBase }, of: payeeClass).tax
        let apart = try tax(on: others.reduce(.zero) { $0 + $1.owedBase }, of: payeeClass).tax
        let bearable = promised.reduce(Yen.zero) { $0 + $1.gross - ($1.promisedNet ?? .zero) }
        guard all - apart > bearable else { return [] }
        // One promise is paid now where nothing else is.
        let waiting = others.contains { $0.owedBase > .zero } ? promised[...] : promised.dropFirst()
        return withReds(waiting, among: payables)
    }

    private func withReds(
        _ waiting: ArraySlice<PayableHonorarium>,
        among payables: [PayableHonorarium]
    ) -> Set<PayableHonorarium> {
        let corrected = Set(waiting.compactMap(\.corrects))
        return Set(waiting).union(payables.filter { $0.isRed && $0.corrects.map(corrected.contains) == true })
    }

    private func tax(on base: Yen, of payeeClass: WithholdingClass) throws(WithholdingRefusal) -> Withholding
    {
        let flat = try table.withholding(on: base, from: payeeClass, on: payOn)
        guard payeeClass == .nonresidentIndividual, let treaty = recipient.treaty else { return flat }
        return treaty.withholding(instead: flat)
    }

    private func payment(
        of payables: [PayableHonorarium],
        as payeeClass: WithholdingClass
    ) throws(WithholdingRefusal) -> PaymentDraft {
        let owed = payables.filter { !$0.isRed }
        let bases = owed.map(\.owedBase)
        let withholding = try tax(on: bases.reduce(.zero, +), of: payeeClass)
        // Tax is never more than its base, nor either negative: the shares exist.
        let shares = (try? TaxShares.shares(of: withholding.tax, over: bases)) ?? bases
        let byID = Dictionary(zip(owed.map(\.id), shares), uniquingKeysWith: { first, _ in first })
        return PaymentDraft(
            payee: recipient.payee,
            payeeClass: payeeClass,
            treaty: payeeClass == .nonresidentIndividual ? recipient.treaty : nil,
            withholding: withholding,
            lines: payables.map { $0.line(taxShare: byID[$0.id] ?? .zero) }
        )
    }

    private func problem(with draft: PaymentDraft) -> LeftOutReason? {
        if draft.lines.isEmpty { return .zero }
        if draft.net > .largestTransfer || draft.net < -.largestTransfer { return .tooLarge }
        return draft.net > .zero && !recipient.hasAccount ? .noAccount : nil
    }
}

extension PayableHonorarium {
    var isRed: Bool {
        switch amount {
        case .owed: false
        case .takenBack: true
        }
    }

    /// Whether it neither gives nor takes a yen, like a lecture whose travel the body paid directly.
    var isNothing: Bool { gross == .zero }

    /// What it adds to the base of the tax that is computed anew.
    var owedBase: Yen {
        switch amount {
        case .owed(_, let base, _): base
        case .takenBack: .zero
        }
    }

    var promisedNet: Yen? {
        switch amount {
        case .owed(_, _, let promised): promised
        case .takenBack: nil
        }
    }

    func line(taxShare: Yen) -> PaymentDraft.Line {
        switch amount {
        case .owed(let gross, let base, _):
            PaymentDraft.Line(honorarium: id, gross: gross, base: base, taxShare: taxShare)
        case .takenBack(let gross, let base, let tax):
            PaymentDraft.Line(honorarium: id, gross: -gross, base: -base, taxShare: -tax)
        }
    }
}
