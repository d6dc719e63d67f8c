import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Travel to a lecture that was called off", .database)
struct SettleTravelTests {
    private let cast = Cast()

    private func claim(
        _ mode: TravelMode = .rail,
        amount: Int64? = 8_340,
        kilometres: Int? = nil,
        nights: Int? = nil,
        evidence: Evidence.ID?,
        directly: Bool = false,
        on travelled: String = "2026-07-08"
    ) throws -> TravelClaim {
        try TravelClaim(
            day: day(travelled),
            mode: mode,
            from: "新宿",
            to: "東京",
            amount: amount.map { Yen($0) },
            kilometres: kilometres,
            nights: nights,
            isPaidDirectly: directly,
            evidence: evidence
        )
    }

    private func cancelled() async throws -> (Lecturer, Assignment.ID, Evidence.ID) {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        try await CancelRequest(office: cast.office)(request, by: .host, because: "台風", as: host.credential)
        let receipt = try await file(for: assignment)
        try await addPayee(of: lecturer)
        return (lecturer, assignment, receipt)
    }

    private func addPayee(of lecturer: Lecturer) async throws {
        _ = try await MoneyScene(existing: cast.database).payee(of: lecturer.id, residency: nil)
    }

    private func file(for id: Assignment.ID) async throws -> Evidence.ID {
        try await cast.database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
                VALUES (\(id), 'receipt', \([UInt8](repeating: 1, count: 32)), 3, 'text/plain', 'a.txt',
                        '2026-06-02T00:00:00Z')
                RETURNING id
                """
            )
        }
    }

    @Test("is claimed with evidence and settled without a fee, before the day it would have been on")
    func settled() async throws {
        let (lecturer, id, receipt) = try await cancelled()
        let office = cast.office
        let accountant = cast.database.staff.accountant
        try await ClaimTravel(office: office)(
            [
                try claim(evidence: receipt),
                try claim(.lodging, amount: 21_000, evidence: receipt, directly: true),
            ],
            for: id,
            as: lecturer.credential
        )
        try await ClaimTravel(office: office)(
            [
                try claim(.car, amount: nil, kilometres: 100, evidence: receipt),
                try claim(.lodgingAllowance, amount: nil, nights: 2, evidence: receipt),
            ],
            for: id,
            as: cast.coordinator
        )
        let settled = try await SettleTravel(office: office)(id, as: accountant)
        // 8,340 by rail, 100 km of 37 yen, two nights of 2,400.
        #expect(settled.gross == Yen(8_340 + 3_700 + 4_800))
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', fee, travel_to_presenter, travel_paid_directly, minutes, lecture_on, fixed_on,
                                 (SELECT string_agg(concat_ws(':', kind, prefecture_code), ' ' ORDER BY kind)
                                    FROM travel_rate
                                   WHERE id = ANY (travel_rate_ids)))
                  FROM honorarium
                 WHERE id = \(settled.honorarium)
                """
            ) == [
                "0 16840 21000 0 2026-07-08 2026-06-01 car_per_km lodging_allowance lodging_limit:13"
            ]
        )
        await #expect(throws: Refusal.calculatedAlready(id)) {
            try await SettleTravel(office: office)(id, as: accountant)
        }
        await #expect(throws: Refusal.calculatedAlready(id)) {
            try await ClaimTravel(office: office)([claim(evidence: receipt)], for: id, as: cast.coordinator)
        }
    }

    @Test(
        "is owed where the host did not come, and found until it is settled; not where the presenter did not",
        arguments: [Side.host, .presenter]
    )
    func absent(side: Side) async throws {
        let office = cast.office
        let accountant = cast.database.staff.accountant
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (_, id) = try await cast.assigned(lecturer, to: host)
        let receipt = try await file(for: id)
        try await addPayee(of: lecturer)
        cast.pass()
        try await RecordNoShow(office: office)(id, absent: side, because: "会場が閉まっていた", as: cast.coordinator)
        let leg = try claim(evidence: receipt)
        guard side == .host else {
            await #expect(throws: Refusal.assignmentState(id, .noShow)) {
                try await ClaimTravel(office: office)([leg], for: id, as: lecturer.credential)
            }
            await #expect(throws: Refusal.assignmentState(id, .noShow)) {
                try await SettleTravel(office: office)(id, as: accountant)
            }
            return
        }
        try await ClaimTravel(office: office)([leg], for: id, as: lecturer.credential)
        let query: SQL =
            "SELECT concat_ws(' ', assignment_id, state) FROM finding WHERE kind = 'travel_unsettled'"
        _ = try await CheckHonoraria(office: office)(as: accountant)
        #expect(try await cast.texts(query) == ["\(id.rawValue) open"])
        let settled = try await SettleTravel(office: office)(id, as: accountant)
        #expect(settled.gross == Yen(8_340))
        #expect(try await cast.texts(query) == ["\(id.rawValue) gone"])
    }

    @Test("of who was replaced ends neither the request nor its budget: who gives the lecture is owed a fee")
    func replaced() async throws {
        let office = cast.office
        let host = try await cast.host()
        let (first, second) = (try await cast.lecturer(1), try await cast.lecturer(2))
        let (request, gone) = try await cast.assigned(first, to: host)
        for lecturer in [first, second] { try await addPayee(of: lecturer) }
        _ = try await ReplacePresenter(office: office)(
            gone,
            by: .body,
            because: "日程の調整",
            as: cast.coordinator
        )
        let ticket = try claim(evidence: try await file(for: gone), directly: true)
        try await ClaimTravel(office: office)([ticket], for: gone, as: first.credential)
        let offer = try #require(try await cast.ask([second], for: request).first)
        let given = try await AcceptOffer(office: office)(offer, as: second.credential)
        cast.pass()
        let accountant = cast.database.staff.accountant
        let reservations: SQL =
            "SELECT concat_ws(' ', amount, released_for) FROM budget_reservation WHERE released_at IS NULL"
        let reserved = try await cast.texts(reservations)
        #expect(reserved.count == 1)
        _ = try await ReportLecture(office: office)(given, try lectureReport(), as: second.credential)
        _ = try await ConfirmLecture(office: office)(given, try hostConfirmation(), as: host.credential)
        #expect(try await SettleTravel(office: office)(gone, as: accountant).gross == .zero)
        #expect(try await cast.state(of: request) == "attested")
        #expect(try await cast.texts(reservations) == reserved)
        guard case .owed(_, let gross) = try await CalculateHonorarium(office: office)(given, as: accountant)
        else {
            Issue.record("a fee is owed")
            return
        }
        #expect(gross > .zero)
        #expect(try await cast.texts(reservations).isEmpty)
    }

    @Test("is not settled without claims, nor with a leg that has no evidence")
    func evidence() async throws {
        let (lecturer, id, receipt) = try await cancelled()
        let office = cast.office
        let settle = SettleTravel(office: office)
        let accountant = cast.database.staff.accountant
        await #expect(throws: Refusal.nothingToSettle(id)) { try await settle(id, as: accountant) }
        try await ClaimTravel(office: office)(
            [try claim(evidence: nil), try claim(evidence: receipt)],
            for: id,
            as: lecturer.credential
        )
        await #expect(throws: Refusal.legsWantEvidence(id, count: 1)) { try await settle(id, as: accountant) }
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await settle(id, as: cast.coordinator)
        }
        await #expect(throws: Refusal.notFound("asg-999")) {
            try await settle(Assignment.ID(999), as: accountant)
        }
    }

    @Test("is claimed by who was bound or a coordinator, of a cancelled lecture, with its own evidence")
    func claims() async throws {
        let (_, id, receipt) = try await cancelled()
        let other = try await cast.lecturer(2)
        let claimTravel = ClaimTravel(office: cast.office)
        await #expect(throws: Refusal.notFound("\(id)")) {
            try await claimTravel([claim(evidence: nil)], for: id, as: other.credential)
        }
        await #expect(throws: Refusal.notPermitted(.accountant)) {
            try await claimTravel([claim(evidence: nil)], for: id, as: cast.database.staff.accountant)
        }
        await #expect(throws: Refusal.notFound("evd-999")) {
            try await claimTravel([claim(evidence: Evidence.ID(999))], for: id, as: cast.coordinator)
        }
        let lecture = Cast.afternoon.date
        let around = DateRange(lecture.adding(days: -60)...lecture.adding(days: 60))
        for stray in [-61, 61] {
            let leg = try claim(evidence: nil, on: lecture.adding(days: stray).description)
            await #expect(throws: Refusal.field(FieldRefused(.day, expected: .dateWithin(around)))) {
                try await claimTravel([leg], for: id, as: cast.coordinator)
            }
        }
        let many = try Array(repeating: claim(evidence: receipt), count: 41)
        await #expect(throws: Refusal.tooManyLegs(id, limit: 40)) {
            try await claimTravel(many, for: id, as: cast.coordinator)
        }
        let host = try await cast.host(2)
        let request = try await cast.approved(by: host, at: [Cast.weekLater])
        let offer = try #require(try await cast.ask([other], for: request).first)
        let bound = try await AcceptOffer(office: cast.office)(offer, as: other.credential)
        await #expect(throws: Refusal.assignmentState(bound, .confirmed)) {
            try await claimTravel([claim(evidence: nil)], for: bound, as: other.credential)
        }
        await #expect(throws: Refusal.assignmentState(bound, .confirmed)) {
            try await SettleTravel(office: cast.office)(bound, as: cast.database.staff.accountant)
        }
        await #expect(throws: Refusal.assignmentState(id, .cancelled)) {
            try await AgreeFee(office: cast.office)(.declined, for: id, because: "x", as: cast.coordinator)
        }
        #expect(try await cast.texts("SELECT count(*)::text FROM travel_leg") == ["0"])
    }

    @Test("to a lecture that was given is priced with its report")
    func reported() async throws {
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        let (_, id) = try await cast.assigned(lecturer, to: host)
        let receipt = try await file(for: id)
        cast.pass()
        let report = try LectureReportDraft(
            held: Cast.afternoon,
            minutes: 90,
            attendance: 28,
            summary: "実施した",
            travel: [
                try claim(.car, amount: nil, kilometres: 41, evidence: nil),
                try claim(.lodging, amount: 30_000, evidence: receipt),
            ]
        )
        _ = try await ReportLecture(office: cast.office)(id, report, as: lecturer.credential)
        #expect(
            try await cast.texts(
                """
                SELECT concat_ws(' ', mode, amount, kilometres, travel_rate_id IS NOT NULL, evidence_id)
                  FROM travel_leg
                 ORDER BY id
                """
            ) == ["car 1517 41 t", "lodging 30000 f \(receipt.rawValue)"]
        )
    }
}
