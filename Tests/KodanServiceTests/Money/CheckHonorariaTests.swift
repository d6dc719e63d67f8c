import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("A check before money", .database)
struct CheckHonorariaTests {
    @Test("warns where the two attested times differ by more than a quarter of an hour", arguments: [15, 16])
    func hours(difference: Int) async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let lecture = try await scene.scene.lecture(
            by: presenter,
            on: day("2026-11-10"),
            reported: 90,
            confirmed: 90 - difference
        )
        let check = try await scene.check()
        #expect(try await scene.findings() == (difference > 15 ? ["hours_differ warns \(lecture)"] : []))
        #expect((check.found.count, check.blocking, check.warning) == (difference - 15, 0, difference - 15))
        #expect(try await scene.check().found.isEmpty)
    }

    @Test("comes with the calculation of one lecture as it does with that of all")
    func withOne() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let lecture = try await scene.scene.lecture(
            by: presenter,
            on: day("2026-11-10"),
            reported: 90,
            confirmed: 60
        )
        _ = try await CalculateHonorarium(office: scene.office)(lecture, as: scene.staff.accountant)
        #expect(try await scene.findings() == ["hours_differ warns \(lecture)"])
    }

    @Test("blocks both lectures for which the same journey is claimed, and no others")
    func overlaps() async throws {
        let scene = try await FindingScene()
        let (one, _) = try await scene.scene.presenter()
        let (two, _) = try await scene.scene.presenter()
        let first = try await scene.scene.lecture(by: one, on: day("2026-11-10"))
        let second = try await scene.scene.lecture(by: one, on: day("2026-11-11"))
        let others = try await scene.scene.lecture(by: two, on: day("2026-11-10"))
        for lecture in [first, second, others] { _ = try await scene.leg("rail", for: lecture) }
        _ = try await scene.leg("bus", for: first, from: "駅", to: "会館")
        for (mode, on, to) in [
            ("taxi", "2026-11-10", "会館"), ("bus", "2026-11-11", "会館"), ("bus", "2026-11-10", "宿"),
        ] {
            _ = try await scene.leg(mode, for: second, on: on, from: "駅", to: to)
        }
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "claim_overlaps blocks \(first) \(second)", "claim_overlaps blocks \(second) \(first)",
            ]
        )
    }

    @Test("blocks two lectures between which the way does not fit, by the ways that the match uses")
    func journeys() async throws {
        let scene = try await FindingScene()
        let (one, _) = try await scene.scene.presenter()
        let (two, _) = try await scene.scene.presenter()
        // From Chiyoda to Osaka takes hours; to Shinjuku some minutes, of which there are thirty.
        let morning = try await scene.held(by: one, on: "2026-11-10", at: "10:00", in: "13101")
        let afternoon = try await scene.held(by: one, on: "2026-11-10", at: "14:00", in: "27127")
        _ = try await scene.held(by: two, on: "2026-11-10", at: "10:00", in: "13101")
        _ = try await scene.held(by: two, on: "2026-11-10", at: "12:00", in: "13104")
        _ = try await scene.held(by: two, on: "2026-11-11", at: "12:00", in: "27127")
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "travel_impossible blocks \(morning) \(afternoon)",
                "travel_impossible blocks \(afternoon) \(morning)",
            ]
        )
    }

    @Test("blocks lectures between which nothing goes, and none that was online")
    func noWay() async throws {
        let scene = try await FindingScene()
        // Once there are tables, what they do not know cannot be reached.
        try await scene.run(
            "INSERT INTO travel_edge (from_code, to_code, metres) VALUES ('13101', '13104', 5000)"
        )
        let (presenter, _) = try await scene.scene.presenter()
        let first = try await scene.held(by: presenter, on: "2026-11-10", at: "10:00", in: "13101")
        let second = try await scene.held(by: presenter, on: "2026-11-11", at: "09:00", in: "27127")
        _ = try await scene.scene.lecture(by: presenter, on: day("2026-11-10"))
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "travel_impossible blocks \(first) \(second)", "travel_impossible blocks \(second) \(first)",
            ]
        )
    }

    @Test("blocks a self-hosted lecture that is also a dispatched one")
    func twice() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let dispatched = try await scene.scene.lecture(by: presenter, on: day("2026-11-10"))
        let own = try await scene.scene.lecture(by: presenter, on: day("2026-11-11"))
        try await scene.hostThemselves(own)
        try await scene.check()
        #expect(try await scene.findings().isEmpty)
        // On the same day, for the same organization.
        try await scene.run(
            """
            UPDATE assignment SET during = '[2026-11-10T17:00:00+09:00,2026-11-10T18:30:00+09:00)'
             WHERE id = \(own.rawValue)
            """
        )
        try await scene.check()
        let both = ["lecture_twice blocks \(dispatched) \(own)", "lecture_twice blocks \(own) \(dispatched)"]
        #expect(try await scene.findings() == both)
        // Then it was another organization after all.
        try await scene.run(
            """
            UPDATE lecture_request SET organization_id = NULL FROM assignment
             WHERE assignment.id = \(own.rawValue) AND lecture_request.id = assignment.request_id
            """
        )
        let check = try await scene.check()
        #expect(check.gone.count == 2 && check.blocking == 0)
        #expect(try await scene.findings(.gone) == both)
    }

    @Test("blocks what the declined fee leaves open, and nights above their prefecture's limit")
    func declinedAndLimit() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let declined = try await scene.held(by: presenter, on: "2026-11-08", at: "14:00", in: "13101")
        let direct = try await scene.held(by: presenter, on: "2026-11-03", at: "14:00", in: "27127")
        let user = try #require(scene.staff.accountant.user).rawValue
        try await scene.run(
            """
            INSERT INTO fee_agreement (assignment_id, kind, reason, agreed_by, agreed_at)
            SELECT id, 'declined', '辞退', \(user), '2026-11-12T00:00:00Z' FROM assignment;
            INSERT INTO travel_rate (kind, prefecture_code, amount, valid, legal_basis)
            VALUES ('lodging_limit', NULL, 9000, '[2019-04-01,)', 'test'),
                   ('lodging_limit', '13', 12000, '[2019-04-01,)', 'test');
            """
        )
        _ = try await scene.leg("lodging", for: declined, on: "2026-11-07", amount: 12_000)
        let above = try await scene.leg(
            "lodging",
            for: direct,
            on: "2026-11-02",
            amount: 9001,
            directly: true
        )
        _ = try await scene.leg("rail", for: direct, on: "2026-11-03", amount: 20_000, directly: true)
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "fee_declined blocks \(declined)", "over_limit blocks \(direct) \(above)",
            ]
        )
    }

    @Test("looks at the journeys of a lecture that was called off, until they are paid")
    func cancelled() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let lecture = try await scene.scene.lecture(
            by: presenter,
            on: day("2026-11-10"),
            reported: nil,
            confirmed: nil
        )
        try await scene.run(
            """
            ALTER TABLE assignment DISABLE TRIGGER transition;
            UPDATE assignment SET state = 'cancelled', ended_at = '2026-11-09T00:00:00Z', ended_by = 'host',
                   end_reason = '中止' WHERE id = \(lecture.rawValue);
            ALTER TABLE assignment ENABLE TRIGGER transition;
            INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis)
            VALUES ('rail', 0, 'receipt', '[2019-04-01,)', 'test');
            """
        )
        try await scene.check()
        #expect(try await scene.findings().isEmpty)
        let leg = try await scene.leg("rail", for: lecture)
        try await scene.check()
        #expect(
            try await scene.findings() == [
                "evidence_missing blocks \(lecture) \(leg)", "travel_unsettled warns \(lecture)",
            ]
        )
    }

    @Test("is part of each calculation, for the days that were asked about")
    func calculation() async throws {
        let scene = try await FindingScene()
        let (presenter, _) = try await scene.scene.presenter()
        let early = try await scene.scene.lecture(by: presenter, on: day("2026-11-10"), confirmed: 30)
        let late = try await scene.scene.lecture(by: presenter, on: day("2026-11-18"), confirmed: 30)
        let calculate = CalculateHonoraria(office: scene.office)
        let first = try await calculate(upTo: day("2026-11-10"), as: scene.staff.coordinator)
        #expect(first.check.found.count == 1 && first.owed.count == 1)
        #expect(try await scene.findings() == ["hours_differ warns \(early)"])
        try await scene.check()
        // What lies beyond the day is not gone because nobody asked about it.
        #expect(try await calculate(upTo: day("2026-11-17"), as: .system).check.gone.isEmpty)
        #expect(try await scene.findings() == ["hours_differ warns \(early)", "hours_differ warns \(late)"])
        let events = try await scene.texts(
            "SELECT action AS text FROM audit_event WHERE action LIKE 'finding.%' ORDER BY id"
        )
        #expect(events == ["finding.found", "finding.found"])
        for role in [Role.clerk, .auditor, .administrator] {
            await #expect(throws: Refusal.notPermitted(role)) {
                try await CheckHonoraria(office: scene.office)(as: try #require(scene.staff[role]))
            }
        }
    }
}
