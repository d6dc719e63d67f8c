import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// 30,000 are promised after tax: 33,411 of a resident, 30,000 of a corporation.
@Suite("A net promise that another payee got with the wrong gross amount", .database)
struct UnkeptPromiseTests {
    private let database = TestDatabase.current

    private func correct(_ scene: OwedScene, _ payee: Payee.ID) async throws -> CorrectedHonorarium {
        let id: Int64 = try await database.owner.transaction { session in
            try session.value("SELECT max(id) FROM honorarium")
        }
        return try await CorrectHonorarium(office: scene.office)(
            Honorarium.ID(id),
            by: HonorariumCorrection(payee: payee),
            reason: "支払先の誤り",
            as: scene.staff.accountant
        )
    }

    private func findings(_ scene: OwedScene) async throws -> [FoundCause] {
        _ = try await CheckHonoraria(office: scene.office)(as: scene.staff.accountant)
        return try await ReadFindings(office: scene.office)(in: .open, as: scene.staff.auditor).items
            .map(\.cause)
            .filter { $0.kind == .promiseUnkept }
    }

    @Test("stands out, and is computed anew once the payee is named again")
    func found() async throws {
        let scene = try await OwedScene()
        let lecture = try await scene.lecture()
        try await scene.agree(.net(Yen(30_000)), for: lecture)
        _ = try await scene.calculate(lecture)
        let firm = try await scene.money.presenter(legalStatus: .corporation, number: "7654321").payee
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO presenter_payee (presenter_id, payee_id, valid)
                VALUES (\(scene.presenter), \(firm), daterange('2025-04-01', '2025-05-01'))
                """
            )
        }
        let moved = try #require(try await correct(scene, firm).black)
        #expect(try await findings(scene).isEmpty)
        await #expect(throws: Refusal.nothingChanged(moved)) { try await correct(scene, firm) }
        // As corrections left it before.
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE honorarium DISABLE TRIGGER USER;
                UPDATE honorarium SET fee = 33411 WHERE id = \(moved.rawValue);
                ALTER TABLE honorarium ENABLE TRIGGER USER;
                """
            )
        }
        #expect(try await findings(scene) == [FoundCause(.promiseUnkept, .warns, .lecture(lecture))])
        let right = try #require(try await correct(scene, firm).black)
        let fee: Int64 = try await database.owner.transaction { session in
            try session.value("SELECT fee FROM honorarium WHERE id = \(right)")
        }
        #expect(fee == 30_000)
        #expect(try await findings(scene).isEmpty)
    }
}
