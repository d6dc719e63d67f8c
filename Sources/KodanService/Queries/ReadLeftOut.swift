public import KodanDomain
import KodanStore
import Postgres

/// What a month's payments do not hold, and why.
public struct MonthLeftOut: Sendable, Equatable {
    /// Attested lectures before the month for which nothing could be calculated, in order.
    public let lectures: [LectureLeftOut]
    /// Payees who are owed something that this month does not pay.
    public let payees: [LeftOut]
}

/// A lecture that waits for its honorarium.
public struct LectureLeftOut: Sendable, Equatable {
    /// The lecture.
    public let assignment: Assignment.ID
    /// What stands in the way; nil if it only was not calculated yet.
    public let refusal: Refusal?
}

/// Looks at what a preparation of a month would leave out, without preparing anything.
///
/// For accountants, approvers and auditors. Refusals: `monthUnknown`, `noTaxRate`.
public struct ReadLeftOut: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// What `month` leaves out as things are now; nothing once it is closed.
    public func callAsFunction(_ month: YearMonth, as credential: Credential) async throws -> MonthLeftOut {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard let found = try PaymentMonthStore(desk.session).month(month) else {
                throw Refusal.monthUnknown(month)
            }
            guard !found.isClosed else { return MonthLeftOut(lectures: [], payees: []) }
            // Accounts are among the reasons, and are not the auditor's to see.
            return try desk.asSystem { try desk.leftOut(of: found) }
        }
    }
}

extension Desk {
    fileprivate func leftOut(of month: PaymentMonth) throws -> MonthLeftOut {
        let store = RateStore(session)
        let rates = try store.honorariumRates()
        let last = month.month.first.adding(days: -1)
        let waiting = try HonorariumStore(session).attested(upTo: last, on: now.date)
        let lectures = waiting.map { facts in
            var refusal: Refusal?
            do throws(Refusal) {
                _ = try facts.honorarium(rates: rates, on: now.date)
            } catch {
                refusal = error
            }
            return LectureLeftOut(assignment: facts.assignment, refusal: refusal)
        }
        let plan = try PaymentPlan(
            try PaymentStore(session).payables(lecturesBefore: month.month.first, on: month.payOn),
            on: month.payOn,
            table: try store.withholdingTable()
        )
        return MonthLeftOut(lectures: lectures.sorted { $0.assignment < $1.assignment }, payees: plan.leftOut)
    }
}
