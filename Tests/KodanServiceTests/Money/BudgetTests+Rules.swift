import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

extension BudgetTests {
    @Test("are of years that the database plans for", arguments: [1999, 2201])
    func beyond(start: Int) async throws {
        let year = try #require(FiscalYear(startYear: start))
        await #expect(throws: Refusal.field(FieldRefused(.fiscalYear, expected: .integer(2000...2200)))) {
            try await SetBudget(office: cast.office)(
                Yen(1),
                for: programme,
                in: year,
                because: "年度計画",
                as: staff.accountant
            )
        }
    }

    @Test("are set by accounting in person, for a programme that is there, within bounds")
    func setting() async throws {
        let set = SetBudget(office: cast.office)
        try await self.set(1_000_000)
        try await self.set(900_000)
        #expect(try await standing()?.budget == Yen(900_000))
        #expect(try await cast.texts("SELECT amount::text FROM budget ORDER BY id") == ["1000000", "900000"])
        let unknown = try ProgrammeCode("nothing")
        await #expect(throws: Refusal.unknownCode(.programme, "nothing")) {
            try await set(Yen(1), for: unknown, in: year, because: "x", as: staff.accountant)
        }
        for amount in [Int64(-1), 1_000_000_000_000] {
            await #expect(
                throws: Refusal.field(FieldRefused(.amount, expected: .integer(0...999_999_999_999)))
            ) {
                try await set(Yen(amount), for: programme, in: year, because: "x", as: staff.accountant)
            }
        }
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await set(Yen(1), for: programme, in: year, because: "", as: staff.accountant)
        }
        for role in [Role.coordinator, .approver, .auditor, .administrator] {
            let credential = try #require(staff[role])
            await #expect(throws: Refusal.notPermitted(role)) {
                try await set(Yen(1), for: programme, in: year, because: "x", as: credential)
            }
        }
        await #expect(throws: Refusal.notPermitted(.clerk)) {
            try await ReadBudgets(office: cast.office)(as: staff.clerk)
        }
    }

    @Test("want a fee to measure by where there is one, and none where there is not")
    func noFee() async throws {
        let host = try await cast.host()
        let request = try await submitted(by: host)
        var rules = OfficeRules()
        rules.startingRank = "nobody"
        let office = Office(
            pool: cast.office.pool,
            clock: cast.office.clock,
            vault: cast.office.vault,
            rules: rules
        )
        try await set(1_000_000)
        await #expect(throws: Refusal.noFeeRate(try RankCode("nobody"), Cast.afternoon.date)) {
            try await ScreenRequest(office: office)(request, .approve, as: cast.coordinator)
        }
        let next = try await submitted(by: host, programme: "awareness_seminar")
        try await ScreenRequest(office: office)(next, .approve, as: cast.coordinator)
        #expect(try await reservations() == ["\(next.rawValue) 10000 2026"])
    }
}
