import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Budgets", .database)
struct BudgetTests {
    let cast = Cast()
    var staff: Staff { cast.database.staff }
    let programme: ProgrammeCode
    let year: FiscalYear

    init() throws {
        programme = try ProgrammeCode("regional_dispatched")
        year = try #require(FiscalYear(startYear: 2026))
    }

    /// An office that goes by `rule`; a journey is estimated at 10,000, ninety minutes at 15,000.
    func office(_ rule: BudgetExcessRule = .refuse) -> Office {
        var rules = OfficeRules()
        rules.budgetExcess = rule
        return Office(
            pool: cast.office.pool,
            clock: cast.office.clock,
            vault: cast.office.vault,
            rules: rules
        )
    }

    func set(_ amount: Int64) async throws {
        try await SetBudget(office: cast.office)(
            Yen(amount),
            for: programme,
            in: year,
            because: "年度計画",
            as: staff.accountant
        )
    }

    func standing() async throws -> BudgetStanding? {
        try await ReadBudgets(office: cast.office)(in: year, as: staff.coordinator).standings.first {
            $0.programme == programme
        }
    }

    @Test("stand as a whole for whoever keeps some prefectures only")
    func limited() async throws {
        try await set(1_000_000)
        _ = try await cast.approved(by: cast.host(1), at: [Cast.afternoon])
        let whole = try #require(try await standing())
        #expect(whole.use.committed > .zero)
        let elsewhere = try await cast.limited(to: "27")
        let seen = try await ReadBudgets(office: cast.office)(in: year, as: elsewhere).standings
        #expect(seen.first { $0.programme == programme } == whole)
    }

    func reservations() async throws -> [String] {
        try await cast.texts(
            """
            SELECT concat_ws(' ', request_id, amount, fiscal_year, released_for)
              FROM budget_reservation ORDER BY id
            """
        )
    }

    func submitted(
        by host: Host,
        at slots: [TimeRange] = [Cast.afternoon],
        place: LecturePlace? = nil,
        programme: String? = nil
    ) async throws -> LectureRequest.ID {
        let draft = try cast.draft(
            of: .organization(host.organization),
            at: slots,
            programme: programme,
            place: place
        )
        return try await SubmitRequest(office: cast.office)(draft, as: host.credential)
    }

    @Test("reserve the longest wished time at the starting rank, and a journey unless it is online")
    func estimate() async throws {
        let host = try await cast.host()
        let long = Cast.span("2027-04-05T13:00:00+09:00", minutes: 120)
        let plain = try await submitted(by: host, at: [Cast.afternoon, long])
        let online = try await submitted(by: host, place: .online)
        let free = try await submitted(by: host)
        try await cast.database.owner.transaction { session in
            try session.script(
                """
                UPDATE lecture_request SET programme_id = (SELECT id FROM programme WHERE code = 'management_guidance')
                 WHERE id = \(free.rawValue)
                """
            )
        }
        for request in [plain, online, free] {
            let excess = try await ScreenRequest(office: office())(request, .approve, as: cast.coordinator)
            #expect(excess == nil)
        }
        // The year is that of the time liked best.
        #expect(
            try await reservations() == [
                "\(plain.rawValue) 30000 2026", "\(online.rawValue) 15000 2026", "\(free.rawValue) 0 2026",
            ]
        )
        let standing = try #require(try await standing())
        #expect(
            standing
                == BudgetStanding(
                    programme: programme,
                    year: year,
                    budget: nil,
                    use: BudgetUse(spent: .zero, reserved: Yen(45_000), requests: 2)
                )
        )
    }

    @Test("refuse the approval that would exceed them, with all figures, and leave nothing behind")
    func refuses() async throws {
        let host = try await cast.host()
        let first = try await submitted(by: host)
        let second = try await submitted(by: host, at: [Cast.weekLater])
        try await set(49_999)
        let screen = ScreenRequest(office: office())
        try await screen(first, .approve, as: cast.coordinator)
        let excess = BudgetExcess(
            programme: programme,
            year: year,
            budget: Yen(49_999),
            committed: Yen(25_000),
            wanted: Yen(25_000)
        )
        await #expect(throws: Refusal.budgetExceeded(excess)) {
            try await screen(second, .approve, as: cast.coordinator)
        }
        #expect(try await cast.state(of: second) == "submitted")
        #expect(try await reservations().count == 1)
        // One yen more, and it fits.
        try await set(50_000)
        #expect(try await screen(second, .approve, as: cast.coordinator) == nil)
        #expect(try await standing()?.left == .zero)
    }

    @Test("warn instead where the office wants it so, in the answer and on the record")
    func warns() async throws {
        let host = try await cast.host()
        let request = try await submitted(by: host)
        try await set(24_000)
        let excess = try await ScreenRequest(office: office(.warn))(request, .approve, as: cast.coordinator)
        #expect(excess?.excess == Yen(1000))
        #expect(try await cast.state(of: request) == "approved")
        #expect(
            try await cast.texts(
                "SELECT concat_ws(' ', subject, detail ->> 'wanted') FROM audit_event WHERE action = 'budget.exceeded'"
            ) == ["\(request) 25000"]
        )
        #expect(try await standing()?.left == Yen(-1000))
    }

    @Test("let one of two approvals pass that come at once")
    func race() async throws {
        let host = try await cast.host()
        try await set(30_000)
        var requests: [LectureRequest.ID] = []
        for _ in 0..<4 { requests.append(try await submitted(by: host)) }
        let screen = ScreenRequest(office: office())
        let coordinator = cast.coordinator
        let refused = await withTaskGroup(of: String?.self) { group in
            for request in requests {
                group.addTask {
                    do {
                        try await screen(request, .approve, as: coordinator)
                        return nil
                    } catch {
                        return (error as? Refusal)?.code ?? "\(error)"
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refused.count { $0 == nil } == 1)
        #expect(refused.count { $0 == "budget_exceeded" } == 3)
        #expect(try await standing()?.use.reserved == Yen(25_000))
    }

    @Test("are free again when a request is cancelled, and reserved while another presenter is sought")
    func released() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        try await WithdrawFromAssignment(office: cast.office)(
            assignment,
            because: "病気",
            as: lecturer.credential
        )
        #expect(try await reservations() == ["\(request.rawValue) 25000 2026"])
        try await CancelRequest(office: cast.office)(request, by: .host, because: "中止", as: host.credential)
        #expect(try await reservations() == ["\(request.rawValue) 25000 2026 cancelled"])
        #expect(try await standing() == nil)
    }

    @Test("are free when a lecture is not held, and reserved anew with its new days, whatever is left")
    func notHeld() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        cast.pass()
        try await RecordNoShow(office: cast.office)(
            assignment,
            absent: .presenter,
            because: "不参加",
            as: cast.coordinator
        )
        #expect(try await reservations() == ["\(request.rawValue) 25000 2026 not_held"])
        try await set(1)
        try await RescheduleRequest(office: office())(request, to: [Cast.weekLater], as: host.credential)
        #expect(
            try await reservations() == [
                "\(request.rawValue) 25000 2026 not_held", "\(request.rawValue) 25000 2026",
            ]
        )
        #expect(
            try await cast.texts("SELECT subject FROM audit_event WHERE action = 'budget.exceeded'")
                == ["\(request)"]
        )
    }

    @Test(
        "are free when a request goes back from a match without a presenter, and reserved once it is approved again"
    )
    func returned() async throws {
        let host = try await cast.host()
        let request = try await cast.approved(by: host)
        try await cast.database.owner.transaction { session in
            try session.script("UPDATE lecture_request SET state = 'unmatched', state_reason = 'nobody'")
        }
        let screen = ScreenRequest(office: office())
        try await screen(request, .sendBack(corrections: "日時"), as: cast.coordinator)
        #expect(try await reservations() == ["\(request.rawValue) 25000 2026 returned"])
        let draft = try cast.draft(of: .organization(host.organization), at: [Cast.weekLater])
        try await CorrectRequest(office: cast.office)(request, draft, as: host.credential)
        try await screen(request, .approve, as: cast.coordinator)
        #expect(try await reservations().last == "\(request.rawValue) 25000 2026")
    }

    @Test("become spent when the honorarium is fixed: its gross and what was paid directly")
    func spent() async throws {
        let scene = try await FindingScene(at: "2026-12-10T10:00:00+09:00")
        let (presenter, _) = try await scene.scene.presenter()
        _ = try await scene.scene.lecture(
            by: presenter,
            on: day("2026-11-10"),
            travel: [.cash(1200), .ticket(8000)]
        )
        let free = try await scene.scene.lecture(
            by: presenter,
            on: day("2026-11-11"),
            programme: "management_guidance"
        )
        try await scene.run(
            """
            INSERT INTO budget_reservation (request_id, programme_id, fiscal_year, amount, reserved_at)
            SELECT id, programme_id, 2026, 25000, '2026-04-02T00:00:00Z' FROM lecture_request
            """
        )
        _ = try await CalculateHonoraria(office: scene.office)(upTo: day("2026-11-30"), as: staff.accountant)
        #expect(try await reservations().map { $0.suffix(5) } == ["spent", "spent"])
        #expect(
            try await standing()?.use == BudgetUse(spent: Yen(39_200), reserved: .zero, requests: 1)
        )
        // What was corrected: the red entry takes away what the first one added, the black one adds what is right.
        try await scene.run(
            """
            INSERT INTO honorarium (assignment_id, presenter_id, payee_id, programme_id, entry, corrects_id, lecture_on,
                fixed_on, budget_year, minutes, billed_minutes, rank_code, fee_rate_id, fee, travel_to_presenter,
                travel_paid_directly, calculated_at, reason)
            SELECT assignment_id, presenter_id, payee_id, programme_id, 'red', id, lecture_on, fixed_on, budget_year,
                   minutes, billed_minutes, rank_code, fee_rate_id, -fee, -travel_to_presenter, -travel_paid_directly,
                   calculated_at, '訂正'
              FROM honorarium
            """
        )
        #expect(try await standing()?.use == BudgetUse(spent: .zero, reserved: .zero, requests: 1))
        _ = free
    }
}
