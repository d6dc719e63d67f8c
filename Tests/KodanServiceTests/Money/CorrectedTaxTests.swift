import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// A lecture of 90 minutes at 10,000 an hour, of whose 15,000 the payee's invoice shows 1,363 as consumption tax.
@Suite("Consumption tax that is shown apart, of a corrected honorarium", .database)
struct CorrectedTaxTests {
    private let database = TestDatabase.current

    private func calculated() async throws -> (scene: OwedScene, lecture: Assignment.ID, id: Honorarium.ID) {
        let scene = try await OwedScene(rank: "standard")
        let lecture = try await scene.lecture()
        let invoice = try await scene.file(.invoice, for: lecture)
        try await scene.stateTax(1_363, by: invoice, for: lecture)
        _ = try await scene.calculate(lecture)
        let id: Int64 = try await database.owner.transaction { session in
            try session.value("SELECT max(id) FROM honorarium")
        }
        return (scene, lecture, Honorarium.ID(id))
    }

    private func correct(
        _ scene: OwedScene,
        _ id: Honorarium.ID,
        _ correction: HonorariumCorrection
    ) async throws -> Honorarium.ID? {
        try await CorrectHonorarium(office: scene.office)(
            id,
            by: correction,
            reason: "誤り",
            as: scene.staff.accountant
        ).black
    }

    /// Another payee who was paid for the presenter once.
    private func other(of scene: OwedScene) async throws -> Payee.ID {
        let payee = try await MoneyScene.another().payee
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_payee (presenter_id, payee_id, valid)
                VALUES (\(scene.presenter), \(payee), daterange('2025-04-01', '2025-05-01'))
                """
            )
        }
        return payee
    }

    /// Fee and base of an entry.
    private func amounts(_ id: Honorarium.ID?) async throws -> [Int64] {
        try await database.owner.transaction { session in
            try session.value("SELECT ARRAY[fee, base] FROM honorarium WHERE id = \(id)")
        }
    }

    @Test("is no more than the corrected fee can hold")
    func smaller() async throws {
        let (scene, lecture, id) = try await calculated()
        await #expect(throws: Refusal.separateTaxTooLarge(lecture, most: Yen(910))) {
            try await correct(scene, id, HonorariumCorrection(minutes: 60))
        }
        await #expect(throws: Refusal.separateTaxTooLarge(lecture, most: Yen(1_364))) {
            try await correct(scene, id, HonorariumCorrection(separateTax: Yen(15_000)))
        }
        let black = try await correct(scene, id, HonorariumCorrection(minutes: 60, separateTax: Yen(909)))
        #expect(try await amounts(black) == [10_000, 9_091])
    }

    @Test("is not what the document of another payee shows, unless that is said")
    func anotherPayee() async throws {
        let (scene, _, id) = try await calculated()
        let black = try await correct(scene, id, HonorariumCorrection(payee: try await other(of: scene)))
        #expect(try await amounts(black) == [15_000, 15_000])
    }

    @Test("is that of the other payee's own document where that is said")
    func saidAnew() async throws {
        let (scene, _, id) = try await calculated()
        let other = try await other(of: scene)
        let correction = HonorariumCorrection(separateTax: Yen(1_363), payee: other)
        #expect(try await amounts(try await correct(scene, id, correction)) == [15_000, 13_637])
    }
}
