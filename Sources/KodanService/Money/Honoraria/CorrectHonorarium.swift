public import KodanDomain
import KodanStore
import Postgres

/// What a correction wrote.
public struct CorrectedHonorarium: Sendable, Equatable {
    /// The red entry; of what was cancelled before, the one that did so.
    public let red: Honorarium.ID
    /// The black entry; nil if nothing is owed any more.
    public let black: Honorarium.ID?
    /// Whether the entry was paid in a closed month: red and black go into the next payment then.
    public let wasPaid: Bool
}

/// Corrects an honorarium by a red and a black entry (赤黒訂正): nothing is changed, nothing deleted.
///
/// What was paid in a closed month is taken back in the next payment with the tax that had been withheld from it, and
/// what is right is owed in its place. What no closed month paid leaves its draft, and closes its request where nothing
/// is owed for it any more. What was cancelled is owed again by its correction: a black entry takes the place that was
/// left, even if it says the same. For an accountant in person, with a reason. With a rank the fee is computed anew by
/// the table, also where it was declined or promised net by mistake. What was promised net leaves as much to another
/// payee as to the one before. Refusals: `notFound`, `ownAffair` for the presenter, `correctedAlready`, `paymentState`
/// while an approver has the payment, `field`, `foreignPayee` for one who never received anything for the presenter,
/// `nothingChanged`, for a rank `noFeeRate`, and `notAttested` of a lecture that was not given, for the payee of a net
/// promise `netForNonresident` and `residencyUnknown`, and `noTaxRate`.
public struct CorrectHonorarium: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Takes the entry back and, unless `correction` is nil, puts the right one in its place.
    public func callAsFunction(
        _ id: Honorarium.ID,
        by correction: HonorariumCorrection?,
        reason: String,
        as credential: Credential
    ) async throws -> CorrectedHonorarium {
        let reason = try reason.checkedReasonLine()
        let rules = office.rules
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            let user = try desk.person()
            try PaymentMonthStore(desk.session).exclusively()
            let honoraria = HonorariumStore(desk.session)
            guard let entry = try honoraria.correctable(id) else { throw Refusal.notFound(id.description) }
            try desk.refuseOwn(entry.presenter, id)
            let cancelled = correction == nil ? nil : entry.cancelledBy
            guard entry.entry != .red, !entry.isCorrected || cancelled != nil else {
                throw Refusal.correctedAlready(id)
            }
            let black = try correction.map { try CorrectHonorarium.black(entry, by: $0, at: desk) }
            let wasPaid = try CorrectHonorarium.isPaid(entry)
            let red = try cancelled ?? honoraria.addRed(for: id, reason: reason, by: user, at: desk.now)
            let blackID = try black.map { black throws(PostgresError) in
                try honoraria.addBlack(black, for: id, reason: reason, by: user, at: desk.now)
            }
            try desk.record("honorarium.corrected", id, reason: reason)
            if let draft = entry.payment, !wasPaid {
                _ = try desk.prepare(draft.payOn.yearMonth, rules: rules, by: user)
            }
            // What was never paid and is not owed any more waits for no payment either.
            if !wasPaid, black.map({ $0.fee + $0.travelToPresenter == .zero }) ?? true {
                try desk.closeSettled(entry.assignment)
            }
            return CorrectedHonorarium(red: red, black: blackID, wasPaid: wasPaid)
        }
    }

    /// What is right, which must differ from what is there in more than minutes that cost the same.
    private static func black(
        _ entry: CorrectableHonorarium,
        by correction: HonorariumCorrection,
        at desk: Desk
    ) throws -> BlackEntry {
        let payee = try correction.payee.map { try taxed($0, entry, at: desk) }
        let rates = try RateStore(desk.session).honorariumRates()
        var black = try entry.values.corrected(by: correction) { minutes, rank throws(Refusal) in
            try charge(entry, minutes, rank, rates)
        }
        // Who is taxed otherwise keeps another gross amount of the same promise.
        if let net = entry.promisedNet, let payee, black.price == nil {
            let fee = try rates.owed(leaving: net, to: payee, for: black.billedMinutes, on: desk.now.date)
            if payee.id != entry.values.payee || fee.amount != black.fee {
                black = black.priced(BlackEntry.Price(rank: entry.rank, fee: fee))
            }
        }
        // What no document shows apart is stated with its document, not by a correction.
        if entry.values.separateTax == .zero, black.separateTax > .zero {
            throw Refusal.field(FieldRefused(.consumptionTax, expected: .integer(0...0)))
        }
        try refuseMoreTax(in: black, than: entry, rates)
        guard entry.cancelledBy != nil || black.moves(from: entry.values) else {
            throw Refusal.nothingChanged(entry.id)
        }
        return black
    }

    /// Refuses consumption tax that a corrected amount cannot hold: what it is more stays out of the withholding base.
    private static func refuseMoreTax(
        in black: BlackEntry,
        than entry: CorrectableHonorarium,
        _ rates: HonorariumRates
    ) throws(Refusal) {
        let (gross, before) = (black.fee + black.travelToPresenter, entry.values)
        let isKept = black.separateTax == before.separateTax && gross >= before.fee + before.travelToPresenter
        guard black.separateTax > .zero, !isKept else { return }
        let most = try rates.mostTax(in: gross, on: entry.lectureOn)
        guard black.separateTax <= most else { throw .separateTaxTooLarge(entry.assignment, most: most) }
    }

    /// Whom a correction names as payee, as the income tax sees them today.
    private static func taxed(
        _ id: Payee.ID,
        _ entry: CorrectableHonorarium,
        at desk: Desk
    ) throws -> LecturePayee {
        let payees = PayeeStore(desk.session)
        guard let payee = try payees.taxed(id, on: desk.now.date) else {
            throw Refusal.notFound(id.description)
        }
        guard try payees.receives(id, for: entry.presenter) else {
            throw Refusal.foreignPayee(id, entry.presenter)
        }
        return payee
    }

    /// The fee for so many minutes: by the entry's own rate, or anew by the price of `rank`.
    private static func charge(
        _ entry: CorrectableHonorarium,
        _ minutes: Int,
        _ rank: RankCode?,
        _ rates: HonorariumRates
    ) throws(Refusal) -> BlackEntry.Charge {
        let own = entry.rate.flatMap(rates.fees.rate(id:))
        let priced = try rank.map { rank throws(Refusal) in try price(entry, rank, rates) }
        // A promise of so much after tax, or no fee at all, does not depend on time.
        guard let rate = priced ?? own else { return .own(entry.values.fee, billedMinutes: minutes) }
        let fee: FeeAmount
        do throws(FeeRefusal) {
            fee = try rate.fee(for: minutes)
        } catch {
            throw .field(FieldRefused(.minutes, expected: .integer(1...720)))
        }
        let owed = try rates.owed(fee, on: entry.lectureOn)
        guard let rank, rank != entry.rank || rate.id != own?.id else {
            return .own(owed.amount, billedMinutes: owed.billedMinutes)
        }
        return .anew(BlackEntry.Price(rank: rank, fee: owed))
    }

    /// The price of `rank` on the lecture date; a lecture that was not given has none.
    private static func price(
        _ entry: CorrectableHonorarium,
        _ rank: RankCode,
        _ rates: HonorariumRates
    ) throws(Refusal) -> FeeRate {
        guard entry.isAttested else { throw .notAttested(entry.assignment) }
        do throws(FeeRefusal) {
            return try rates.fees.rate(
                rank: rank.text,
                programme: entry.programme.text,
                on: entry.lectureOn
            )
        } catch {
            throw .noFeeRate(rank, entry.lectureOn)
        }
    }

    /// Whether a closed month paid it; refuses while an approver has it.
    private static func isPaid(_ entry: CorrectableHonorarium) throws(Refusal) -> Bool {
        switch entry.payment?.state {
        case nil, .draft?, .dropped?: return false
        case .closed?, .exported?, .paid?: return true
        case .submitted?, .approved?:
            guard let payment = entry.payment else { return false }
            throw .paymentState(payment.id, payment.state)
        }
    }
}
