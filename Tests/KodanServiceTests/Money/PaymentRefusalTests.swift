import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("A step on the way to the payment", .database)
struct PaymentRefusalTests {
    let database = TestDatabase.current
    var staff: Staff { database.staff }
    var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }
    var afterwards: Office { database.office(at: moment("2026-12-26T10:00:00+09:00")) }

    /// One prepared payment.
    private func prepared() async throws -> Payment.ID {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        let month = try await PreparePayments(office: office)(december, as: staff.accountant)
        return try #require(month.prepared.first?.id)
    }

    @Test("is not for every role", arguments: [Role.coordinator, .clerk, .auditor, .administrator])
    func roles(role: Role) async throws {
        let credential = try #require(staff[role])
        let office = office
        let refusal = Refusal.notPermitted(role)
        await #expect(throws: refusal) { try await PreparePayments(office: office)(december, as: credential) }
        await #expect(throws: refusal) { try await SubmitPayments(office: office)(december, as: credential) }
        await #expect(throws: refusal) {
            try await ApprovePayments(office: office)(.month(december), as: credential)
        }
        await #expect(throws: refusal) { try await CloseMonth(office: office)(december, as: credential) }
        await #expect(throws: refusal) {
            try await ReopenPayment(office: office)(Payment.ID(1), reason: "x", as: credential)
        }
        // An auditor changes nothing, and reads the list.
        await #expect(throws: role == .auditor ? Refusal.monthUnknown(december) : refusal) {
            try await ExportHonorariumList(office: office)(december, to: "/nowhere", as: credential)
        }
        await #expect(throws: refusal) {
            try await SettleTransferFile(office: afterwards)(
                TransferFile.ID(1),
                paidOn: day("2026-12-25"),
                as: credential
            )
        }
    }

    @Test("is an accountant's or an approver's, never both, and never the service's own")
    func separated() async throws {
        let office = office
        await #expect(throws: Refusal.notPermitted(.accountant)) {
            try await ApprovePayments(office: office)(.month(december), as: staff.accountant)
        }
        await #expect(throws: Refusal.notPermitted(.approver)) {
            try await PreparePayments(office: office)(december, as: staff.approver)
        }
        await #expect(throws: Refusal.notPermitted(.system)) {
            try await PreparePayments(office: office)(december, as: .system)
        }
        await #expect(throws: Refusal.notPermitted(.system)) {
            try await ApprovePayments(office: office)(.month(december), as: .system)
        }
    }

    @Test("waits for both attestations, a payee and a rate")
    func calculation() async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter()
        let half = try await scene.lecture(by: presenter, on: day("2026-11-10"), confirmed: nil)
        let whole = try await scene.lecture(by: presenter, on: day("2026-11-11"))
        let calculate = CalculateHonorarium(office: office)
        await #expect(throws: Refusal.notAttested(half)) { try await calculate(half, as: staff.accountant) }
        await #expect(throws: Refusal.notFound("asg-999")) {
            try await calculate(Assignment.ID(999), as: staff.accountant)
        }
        try await database.owner.transaction { session in
            try session.execute("UPDATE presenter_payee SET valid = '[2027-01-01,)'")
        }
        await #expect(throws: Refusal.noPayee(presenter)) { try await calculate(whole, as: staff.accountant) }
        try await database.owner.transaction { session in
            try session.script("UPDATE presenter_payee SET valid = '[2026-04-01,)'")
            try session.script("INSERT INTO rank VALUES ('unpriced', '無料', 'Unpriced')")
            try session.script("UPDATE presenter SET rank_code = 'unpriced'")
        }
        let rank = try RankCode("unpriced")
        await #expect(throws: Refusal.noFeeRate(rank, day("2026-11-11"))) {
            try await calculate(whole, as: staff.accountant)
        }
        let all = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        #expect(all.leftOut == [whole: .noFeeRate(rank, day("2026-11-11"))])
        try await database.owner.transaction { session in
            try session.script("UPDATE presenter SET rank_code = 'flat_30000'")
        }
        _ = try await calculate(whole, as: staff.accountant)
        await #expect(throws: Refusal.calculatedAlready(whole)) {
            try await calculate(whole, as: staff.accountant)
        }
        #expect(payee.rawValue > 0)
    }

    @Test("is refused for a month beyond the tables")
    func beyondTables() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        let prepare = PreparePayments(office: office)
        let far = try #require(YearMonth(year: 2031, month: 1))
        await #expect(throws: Refusal.noHolidays(year: 2031)) { try await prepare(far, as: staff.accountant) }
        let close = CloseMonth(office: office)
        await #expect(throws: Refusal.monthUnknown(far)) { try await close(far, as: staff.approver) }
    }

    @Test("is refused for a month whose payment day has passed, and opens none")
    func passed() async throws {
        let november = december.previous
        let late = database.office(at: moment("2026-11-26T10:00:00+09:00"))
        await #expect(throws: Refusal.payDayPassed(november, day("2026-11-25"))) {
            try await PreparePayments(office: late)(november, as: staff.accountant)
        }
        await #expect(throws: Refusal.monthUnknown(november)) {
            try await CheckMonth(office: late)(november, as: staff.accountant)
        }
    }

    @Test("comes in its order")
    func order() async throws {
        let office = office
        let payment = try await prepared()
        let approve = ApprovePayments(office: office)
        let close = CloseMonth(office: office)
        await #expect(throws: Refusal.paymentState(payment, .draft)) {
            try await approve(.payments([payment]), as: staff.approver)
        }
        await #expect(throws: Refusal.paymentState(payment, .draft)) {
            try await approve(.month(december), as: staff.approver)
        }
        await #expect(throws: Refusal.unapprovedPayments(december, count: 1)) {
            try await close(december, as: staff.approver)
        }
        await #expect(throws: Refusal.paymentState(payment, .draft)) {
            try await ReopenPayment(office: office)(payment, reason: "誤り", as: staff.accountant)
        }
        #expect(try await SubmitPayments(office: office)(december, as: staff.accountant) == [payment])
        await #expect(throws: Refusal.paymentState(payment, .submitted)) {
            try await SubmitPayments(office: office)(december, as: staff.accountant)
        }
        try await ReopenPayment(office: office)(payment, reason: "誤り", as: staff.approver)
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        await #expect(throws: Refusal.notFound("pmt-77")) {
            try await approve(.payments([payment, Payment.ID(77)]), as: staff.approver)
        }
        #expect(try await approve(.payments([payment]), as: staff.approver) == [payment])
        await #expect(throws: Refusal.monthOpen(december)) {
            try await ExportHonorariumList(office: office)(december, to: "/nowhere", as: staff.accountant)
        }
        _ = try await close(december, as: staff.approver)
        await #expect(throws: Refusal.monthClosed(december)) { try await close(december, as: staff.approver) }
        await #expect(throws: Refusal.monthClosed(december)) {
            try await PreparePayments(office: office)(december, as: staff.accountant)
        }
        await #expect(throws: Refusal.monthClosed(december)) {
            try await ReopenPayment(office: office)(payment, reason: "誤り", as: staff.accountant)
        }
    }

    @Test("never lets a person approve what they prepared, in whatever role, or would receive")
    func ownPayment() async throws {
        let accountant = try #require(staff.accountant.user)
        let approver = try #require(staff.approver.user)
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO user_role (user_id, role, granted_at)
                VALUES (\(accountant.rawValue), 'approver', '2026-04-01T00:00:00Z')
                """
            )
        }
        let payment = try await prepared()
        let approve = ApprovePayments(office: office)
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        await #expect(throws: Refusal.ownPayment(payment)) {
            try await approve(.month(december), as: .user(accountant, as: .approver))
        }
        try await database.owner.transaction { session in
            try session.execute("UPDATE presenter SET user_id = \(approver.rawValue)")
        }
        await #expect(throws: Refusal.ownPayment(payment)) {
            try await approve(.month(december), as: staff.approver)
        }
    }

    @Test("binds the account confirmed last before the approval, not one that waits")
    func account() async throws {
        let payment = try await prepared()
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        let accounts: [Int64] = try await database.owner.transaction { session in
            try session.rows(
                """
                INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type,
                                           sealed_number, key_version, fingerprint, last_three, holder_kana,
                                           requested_at, confirmed_by, confirmed_at)
                SELECT payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type, sealed_number,
                       key_version, fingerprint, last_three, holder_kana, requested_at,
                       CASE WHEN confirmed IS NULL THEN NULL ELSE confirmed_by END, confirmed
                  FROM payee_account,
                       unnest(ARRAY['2026-12-01T00:00:00Z', '2026-12-20T00:00:00Z', NULL]::timestamptz[])
                       WITH ORDINALITY AS later (confirmed, position)
                 ORDER BY position
                RETURNING id
                """
            ) { row throws(PostgresError) in try row.value("id") }
        }
        _ = try await ApprovePayments(office: office)(.payments([payment]), as: staff.approver)
        let bound: Int64 = try await database.owner.transaction { session in
            try session.value("SELECT account_id FROM payment")
        }
        #expect(bound == accounts.first)
    }

    @Test("closes a month once, however many close it at once")
    func twoCloses() async throws {
        let office = office
        let staff = staff
        _ = try await prepared()
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    do {
                        return try await CloseMonth(office: office)(december, as: staff.approver).isClosed
                    } catch {
                        #expect(error as? Refusal == .monthClosed(december))
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        let months = try await MonthOverview(office: office)(as: staff.auditor).months
        #expect(months.map(\.isClosed) == [true])
        #expect(months.map(\.totals.net) == [Yen(26_937)])
    }

    @Test("reads a month page by page, each payment once")
    func pages() async throws {
        let scene = try await MoneyScene()
        for _ in 0..<5 {
            let (presenter, _) = try await scene.presenter()
            _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        }
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        let month = try await PreparePayments(office: office)(december, as: staff.accountant)
        let read = ReadMonth(office: office)
        var seen: [Payment.ID] = []
        var sizes: [Int] = []
        var after: Payment.ID?
        repeat {
            let page = try await read(december, after: after, limit: 2, as: staff.accountant)
            seen += page.payments.map(\.id)
            sizes.append(page.payments.count)
            after = page.next
        } while after != nil && sizes.count < 10
        #expect(seen == month.prepared.map(\.id).sorted())
        #expect(sizes == [2, 2, 1])
    }
}
