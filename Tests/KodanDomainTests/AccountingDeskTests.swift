import KodanDomain
import Testing

@Suite("The work of a payment month")
struct AccountingDeskTests {
    private let july = YearMonth(containing: AccountingDeskTests.day(7, 1))

    private static func day(_ month: Int, _ day: Int) -> LocalDate {
        LocalDate(year: 2026, month: month, day: day) ?? LocalDate(dayNumber: 0)
    }

    private func work(
        _ month: YearMonth? = nil,
        isClosed: Bool = false,
        drafts: Int = 0,
        submitted: Int = 0,
        approved: Int = 0,
        unsent: Int = 0,
        sent: Int = 0,
        returned: Int = 0,
        unnoticed: Int = 0,
        claims: Int = 0
    ) -> MonthWork {
        MonthWork(
            month: month ?? july,
            payOn: (month ?? july).last,
            isClosed: isClosed,
            drafts: drafts,
            submitted: submitted,
            own: 0,
            approved: approved,
            unsent: unsent,
            sent: sent,
            returned: returned,
            unnoticed: unnoticed,
            claims: claims
        )
    }

    @Test("is done by one role at a time: drafts before approval, approval before the close")
    func open() {
        #expect(work().stage == .toPrepare)
        #expect(work(drafts: 1, submitted: 2, approved: 3).stage == .toSubmit)
        #expect(work(submitted: 2, approved: 3).stage == .toApprove)
        #expect(work(approved: 3).stage == .toClose)
        #expect(MonthStage.toSubmit.holder == .accountant && MonthStage.toPrepare.holder == .accountant)
        #expect(MonthStage.toApprove.holder == .approver && MonthStage.toClose.holder == .approver)
    }

    @Test("goes on after the close until the bank has answered for all and all have their notice")
    func closed() {
        #expect(
            work(isClosed: true, unsent: 1, sent: 1, returned: 1, unnoticed: 1).stage == .toExport
        )
        #expect(work(isClosed: true, sent: 1, returned: 1, unnoticed: 1).stage == .toRetry)
        #expect(work(isClosed: true, sent: 1, unnoticed: 1).stage == .toSettle)
        #expect(work(isClosed: true, unnoticed: 1, claims: 1).stage == .toNotify)
        #expect(work(isClosed: true, claims: 1).stage == .toCollect)
        #expect(work(isClosed: true).stage == .done && MonthStage.done.holder == nil)
        let holders = [MonthStage.toExport, .toRetry, .toNotify, .toSettle].map(\.holder)
        #expect(Set(holders) == [.accountant])
    }

    @Test("begins with the open month, else the one after the newest, and never in the past")
    func next() {
        func desk(_ months: [MonthWork]) -> AccountingDesk {
            AccountingDesk(months: months, blocking: 0, warning: 0, accounts: 0, objections: 0)
        }
        let today = AccountingDeskTests.day(7, 15)
        let june = work(july.previous, isClosed: true)
        #expect(desk([]).nextMonth(on: today) == july)
        #expect(desk([june]).nextMonth(on: today) == july)
        #expect(desk([work(), june]).nextMonth(on: today) == july)
        #expect(desk([work(isClosed: true), june]).nextMonth(on: today) == july.next)
        #expect(desk([june]).nextMonth(on: AccountingDeskTests.day(9, 1)) == july.next.next)
        #expect(desk([work(july.previous)]).nextMonth(on: today) == july.previous)
    }
}
