/// The dated tables that an honorarium is computed from, beside those of travel, which priced its legs.
public struct HonorariumRates: Sendable {
    /// Prices of lectures.
    public let fees: FeeTable
    /// Consumption tax, for prices that exclude it.
    public let consumptionTax: ConsumptionTaxTable
    /// Withholding, for net promises.
    public let withholding: WithholdingTable

    /// The tables.
    public init(fees: FeeTable, consumptionTax: ConsumptionTaxTable, withholding: WithholdingTable) {
        self.fees = fees
        self.consumptionTax = consumptionTax
        self.withholding = withholding
    }

    /// A fee of the table as it is owed for a lecture on `day`: consumption tax is added to a price that excludes it.
    ///
    /// Throws ``Refusal/noTaxRate(_:)``.
    public func owed(_ fee: FeeAmount, on day: LocalDate) throws(Refusal) -> OwedFee {
        guard !fee.isTaxIncluded else {
            return OwedFee(fee.amount, billedMinutes: fee.billedMinutes, feeRate: fee.rateID)
        }
        let tax: ConsumptionTaxRate
        do throws(DateOutsideTable) {
            tax = try consumptionTax.row(on: day)
        } catch {
            throw .noTaxRate(day)
        }
        return OwedFee(
            tax.added(to: fee.amount).includingTax,
            billedMinutes: fee.billedMinutes,
            feeRate: fee.rateID,
            consumptionTaxRate: tax.id
        )
    }
}

extension HonorariumRates {
    /// A net promise as the largest gross amount that leaves it to `payee`, at the rates of the day of calculation
    /// (circular 181–223共-4).
    ///
    /// Nothing is withheld from a domestic corporation: its gross amount is the net one. The promise is about the fee
    /// alone: the tax on travel money is borne by who gets it. Throws ``Refusal``: `netForNonresident`,
    /// `residencyUnknown`, `noTaxRate`.
    public func owed(
        leaving net: Yen,
        to payee: LecturePayee,
        for minutes: Int,
        on day: LocalDate
    ) throws(Refusal) -> OwedFee {
        let payeeClass = try payee.classOfNetPromise()
        do throws(WithholdingRefusal) {
            let result = try withholding.grossUp(net: net, for: payeeClass, on: day)
            return OwedFee(
                result.gross,
                billedMinutes: minutes,
                promisedNet: net,
                withholdingRates: result.withholding.rateIDs
            )
        } catch {
            throw .noTaxRate(day)
        }
    }

    /// The most consumption tax that an `amount` which includes it may hold for a lecture on `day`, however the payee
    /// rounds.
    ///
    /// Throws ``Refusal/noTaxRate(_:)``.
    public func mostTax(in amount: Yen, on day: LocalDate) throws(Refusal) -> Yen {
        do throws(DateOutsideTable) {
            let tax = try consumptionTax.row(on: day).splitIncluded(amount).tax
            return min(tax + Yen(1), amount)
        } catch {
            throw .noTaxRate(day)
        }
    }
}

/// A fee as it is owed, with every row that it was computed from.
public struct OwedFee: Hashable, Sendable {
    /// The fee with its consumption tax.
    public let amount: Yen
    /// The minutes that were paid for.
    public let billedMinutes: Int
    /// The row of the fee table; nil for what was agreed otherwise.
    public let feeRate: Int64?
    /// The row of the consumption tax that was added; nil where the price includes it.
    public let consumptionTaxRate: Int64?
    /// The net amount that was promised.
    public let promisedNet: Yen?
    /// The rows by which it was turned into a gross amount.
    public let withholdingRates: [Int64]

    init(
        _ amount: Yen,
        billedMinutes: Int,
        feeRate: Int64? = nil,
        consumptionTaxRate: Int64? = nil,
        promisedNet: Yen? = nil,
        withholdingRates: [Int64] = []
    ) {
        self.amount = amount
        self.billedMinutes = billedMinutes
        self.feeRate = feeRate
        self.consumptionTaxRate = consumptionTaxRate
        self.promisedNet = promisedNet
        self.withholdingRates = withholdingRates
    }
}

/// The day on which an honorarium becomes fixed (支払の確定), which the body decides.
public enum FixedDay: String, Sendable, CaseIterable {
    /// That of the later attestation (検収日).
    case attested
    /// That of its calculation.
    case calculated
}

/// An honorarium before it has a row.
public struct HonorariumDraft: Hashable, Sendable {
    /// The facts behind it.
    public let facts: LectureFacts
    /// Whom it is owed to.
    public let payee: Payee.ID
    /// The minutes that both sides attest: the smaller number; zero for a lecture that was called off.
    public let minutes: Int
    /// The fee with its rates.
    public let fee: OwedFee
    /// The day on which it became fixed, see ``FixedDay``; travel of a lecture that was called off when it is settled.
    public let fixedOn: LocalDate

    /// The budget year, that of the lecture.
    public var budgetYear: FiscalYear { FiscalYear(containing: facts.lectureOn) }
    /// What the body owes before tax.
    public var gross: Yen { fee.amount + facts.travel.toPresenter }
}

extension LectureFacts {
    /// What comes of the facts on `day`: a draft, or nil where nothing is owed, because the programme pays nothing or
    /// the presenter declined the fee and claims no travel.
    ///
    /// By `fixed` it counts as fixed on that day, or on that of the later attestation.
    ///
    /// A request that was closed, since the fee was declined, is calculated once the agreement was taken back.
    ///
    /// Throws ``Refusal``: `calculatedAlready`, `notAttested` without both attestations, `noPayee`, `noFeeRate`,
    /// `noTaxRate`, `separateTaxTooLarge`, and for a net promise `netForNonresident` and `residencyUnknown`.
    public func honorarium(
        rates: HonorariumRates,
        on day: LocalDate,
        fixed: FixedDay = .calculated
    ) throws(Refusal) -> HonorariumDraft? {
        guard !isCalculated else { throw .calculatedAlready(assignment) }
        let isAttested = requestState == .attested || (requestState == .closed && isAgreementTakenBack)
        guard isAttested, let reportedMinutes, let confirmedMinutes else { throw .notAttested(assignment) }
        guard paysHonorarium, agreement != .declined || !travel.isEmpty else { return nil }
        guard let payee else { throw .noPayee(presenter) }
        let minutes = min(reportedMinutes, confirmedMinutes)
        let fee =
            switch agreement {
            case nil: try fee(for: minutes, rates)
            case .declined: OwedFee(.zero, billedMinutes: minutes)
            case .net(let net): try rates.owed(leaving: net, to: payee, for: minutes, on: day)
            }
        guard (separateTax?.amount ?? .zero) <= fee.amount else {
            throw .separateTaxTooLarge(assignment, most: fee.amount)
        }
        return HonorariumDraft(
            facts: self,
            payee: payee.id,
            minutes: minutes,
            fee: fee,
            fixedOn: fixed == .attested ? attestedOn ?? day : day
        )
    }

    /// Travel that was already bought for a lecture that was called off or not held, without a fee.
    ///
    /// Throws ``Refusal``: `calculatedAlready`, `assignmentState` unless it ended so that travel is owed
    /// (``AssignmentState/owesTravel(endedBy:)``), `nothingToSettle`, `legsWantEvidence`, `noPayee`.
    public func settlement(on day: LocalDate) throws(Refusal) -> HonorariumDraft {
        guard !isCalculated else { throw .calculatedAlready(assignment) }
        guard assignmentState.owesTravel(endedBy: endedBy) else {
            throw .assignmentState(assignment, assignmentState)
        }
        guard paysHonorarium, !travel.isEmpty else { throw .nothingToSettle(assignment) }
        guard travel.legsWithoutEvidence == 0 else {
            throw .legsWantEvidence(assignment, count: travel.legsWithoutEvidence)
        }
        guard let payee else { throw .noPayee(presenter) }
        return HonorariumDraft(
            facts: self,
            payee: payee.id,
            minutes: 0,
            fee: OwedFee(.zero, billedMinutes: 0),
            fixedOn: day
        )
    }

    /// By the table; consumption tax is added to a price that excludes it, at the rate of the lecture date (外税).
    private func fee(for minutes: Int, _ rates: HonorariumRates) throws(Refusal) -> OwedFee {
        let fee: FeeAmount
        do throws(FeeRefusal) {
            fee = try rates.fees.rate(rank: rank.text, programme: programmeCode.text, on: lectureOn).fee(
                for: minutes
            )
        } catch {
            switch error {
            case .minutes: throw .notAttested(assignment)
            case .noRate: throw .noFeeRate(rank, lectureOn)
            }
        }
        return try rates.owed(fee, on: lectureOn)
    }
}
