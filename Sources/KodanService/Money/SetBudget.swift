public import KodanDomain
import KodanStore

/// Sets what a programme may cost in a fiscal year of lectures (予算).
///
/// For accountants in person. What was set before stays as history; what is reserved already is not
/// asked again.
public struct SetBudget: Sendable {
    /// The most that a budget may be.
    public static let limits = Yen.zero...Yen(999_999_999_999)

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The programme may cost `amount` in `year` from now on.
    ///
    /// Throws ``Refusal``: `unknownCode` for a programme that is none; `field` for an amount or a year out of bounds,
    /// or without a reason.
    public func callAsFunction(
        _ amount: Yen,
        for programme: ProgrammeCode,
        in year: FiscalYear,
        because reason: String,
        as credential: Credential
    ) async throws {
        let reason = try reason.checkedReasonLine()
        guard SetBudget.limits.contains(amount) else {
            throw Refusal.field(FieldRefused(.amount, expected: .integer(0...999_999_999_999)))
        }
        guard FiscalYear.planned.contains(year.startYear) else {
            throw Refusal.field(FieldRefused(.fiscalYear, expected: .integer(FiscalYear.planned)))
        }
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            let person = try desk.person()
            guard let known = try ProgrammeStore(desk.session).programme(programme) else {
                throw Refusal.unknownCode(.programme, programme.text)
            }
            let budgets = BudgetStore(desk.session)
            try budgets.lock(known.id, year)
            try budgets.set(amount, for: known.id, in: year, because: reason, by: person, at: desk.now)
            try desk.record(
                "budget.set",
                known.id,
                reason: reason,
                detail: ["year": String(year.startYear), "amount": amount.description]
            )
        }
    }
}
