public import KodanDomain
import KodanStore
import Postgres

/// What came of all attested lectures up to a day.
public struct CalculatedHonoraria: Sendable, Equatable {
    /// What was fixed now, by assignment.
    public let owed: [Assignment.ID: Honorarium.ID]
    /// Requests that were closed because their programme pays nothing, or the fee was declined and no travel claimed;
    /// not those for which other travel is still unpaid.
    public let withoutPay: [LectureRequest.ID]
    /// Lectures that wait, and why.
    public let leftOut: [Assignment.ID: Refusal]
    /// What stands out before any of it is paid.
    public let check: CheckedHonoraria
}

/// Fixes what is owed for every attested lecture up to a day that has no honorarium yet.
///
/// What stands in the way of one lecture leaves out that lecture. Then everything unpaid is checked
/// (``CheckHonoraria``). For an accountant, a coordinator, or the service;
/// running it again changes nothing.
public struct CalculateHonoraria: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Calculates the honoraria of lectures until `last`, that day included.
    public func callAsFunction(
        upTo last: LocalDate,
        as credential: Credential
    ) async throws -> CalculatedHonoraria {
        try await office.transaction(as: credential) { [rules = office.rules] desk in
            try desk.actor.require(.accountant, .coordinator)
            let day = desk.now.date
            let rates = try RateStore(desk.session).honorariumRates()
            try desk.asSystem { try HonorariumStore(desk.session).lockAttested(upTo: last) }
            var drafts: [HonorariumDraft] = []
            var unpaid: [LectureRequest.ID] = []
            var leftOut: [Assignment.ID: Refusal] = [:]
            for facts in try HonorariumStore(desk.session).attested(upTo: last, on: day) {
                do throws(Refusal) {
                    if let draft = try facts.honorarium(rates: rates, on: day, fixed: rules.fixedDay) {
                        drafts.append(draft)
                    } else {
                        unpaid.append(facts.request)
                    }
                } catch {
                    leftOut[facts.assignment] = error
                }
            }
            return CalculatedHonoraria(
                owed: try desk.fix(drafts),
                withoutPay: try desk.closeWithoutPay(unpaid),
                leftOut: leftOut,
                check: try desk.checkHonoraria(upTo: last, rules)
            )
        }
    }
}
