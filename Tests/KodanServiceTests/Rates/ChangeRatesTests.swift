import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Changing rates", .database)
struct ChangeRatesTests {
    private let scene = RateScene()

    @Test("adds, ends and removes them, listed by day and recorded")
    func walk() async throws {
        let old = try await scene.add(try scene.fee(9_000, try scene.days("2026-04-01")))[0]
        try await EndRates(office: scene.office)([old], on: day("2027-03-31"), as: scene.administrator)
        let new = try await scene.add(try scene.fee(9_500, try scene.days("2027-04-01", "2028-03-31")))[0]
        let onLast = try await scene.list(.fee, on: day("2027-03-31"))
        let onFirst = try await scene.list(.fee, on: day("2027-04-01"))
        #expect(onLast.contains { $0.key == old } && !onLast.contains { $0.key == new })
        #expect(onFirst.contains { $0.key == new } && !onFirst.contains { $0.key == old })
        #expect(
            try await scene.list(.fee).first { $0.key == old }?.validity
                == scene.days("2026-04-01", "2027-03-31")
        )
        // An end may also move on.
        try await EndRates(office: scene.office)([new], on: day("2028-09-30"), as: scene.administrator)
        try await RemoveRates(office: scene.office)([new], as: scene.administrator)
        #expect(try await !scene.list(.fee).contains { $0.key == new })
        #expect(
            try await scene.events() == [
                "administrator rate.added \(old)", "administrator rate.ended \(old)",
                "administrator rate.added \(new)", "administrator rate.ended \(new)",
                "administrator rate.removed \(new)",
            ]
        )
    }

    @Test("of each kind gives the tables that money is computed from")
    func kinds() async throws {
        let days = try scene.days("2020-01-01", "2020-12-31")
        let past = try scene.days("2019-01-01", "2019-09-30")
        let tax = try #require(ConsumptionTaxRate(validity: past, basisPoints: 800))
        let share = try #require(TransitionalDeduction(validity: days, percent: 10))
        let rule = try #require(
            EvidenceRule(
                claim: .leg(.car),
                above: Yen(3_000),
                evidence: .receipt,
                validity: days,
                legalBasis: "旅費規程"
            )
        )
        let keys = try await scene.add(
            .consumptionTax(tax, note: "8 %"),
            .deduction(share, note: ""),
            .evidence(rule),
            try scene.travel(15_000, try scene.days("2026-01-01", "2026-12-31"), in: "20")
        )
        #expect(keys.map(\.kind) == [.consumptionTax, .deduction, .evidence, .travel])
        for key in keys {
            let listed = try await scene.list(key.kind)
            #expect(listed.contains { $0.key == key })
        }
        try await RemoveRates(office: scene.office)(keys, as: scene.administrator)
        for key in keys { #expect(try await !scene.list(key.kind).contains { $0.key == key }) }
    }

    @Test("refuses a row for days that another one covers, and names it")
    func overlap() async throws {
        let first = try await scene.add(try scene.fee(9_000, try scene.days("2026-04-01", "2027-03-31")))[0]
        await #expect(throws: Refusal.rateInTheWay(first)) {
            try await scene.add(try scene.fee(1, try scene.days("2027-03-31")))
        }
        let second = try await scene.add(try scene.fee(9_500, try scene.days("2027-04-01")))[0]
        await #expect(throws: Refusal.rateInTheWay(second)) {
            try await EndRates(office: scene.office)([first], on: day("2027-04-01"), as: scene.administrator)
        }
        // Another programme, and the rank's general price, are something else.
        let general = try #require(
            try await scene.list(.fee).first { $0.subject == "senior" }?.key
        )
        await #expect(throws: Refusal.rateInTheWay(general)) {
            try await scene.add(try scene.fee(1, try scene.days("2026-04-01"), programme: nil))
        }
        let tokyo = try #require(
            try await scene.list(.travel).first { $0.subject == "lodging_limit 13" }?.key
        )
        await #expect(throws: Refusal.rateInTheWay(tokyo)) {
            try await scene.add(try scene.travel(20_000, try scene.days("2026-04-01"), in: "13"))
        }
        _ = try await scene.add(try scene.travel(20_000, try scene.days("2026-04-01"), in: "14"))
    }

    @Test("refuses codes that name nothing, rates that are not there and an end before the beginning")
    func nonsense() async throws {
        let days = try scene.days("2026-04-01")
        await #expect(throws: Refusal.unknownCode(.rank, "nobody")) {
            try await scene.add(try scene.fee(1, days, rank: "nobody"))
        }
        await #expect(throws: Refusal.unknownCode(.programme, "nothing")) {
            try await scene.add(try scene.fee(1, days, programme: "nothing"))
        }
        let key = try await scene.add(try scene.fee(9_000, days))[0]
        await #expect(throws: Refusal.field(FieldRefused(.lastDay, expected: .dateWithin(days)))) {
            try await EndRates(office: scene.office)([key], on: day("2026-03-31"), as: scene.administrator)
        }
        let missing = RateKey(.travel, 999)
        await #expect(throws: Refusal.notFound("tvl-999")) {
            try await EndRates(office: scene.office)(
                [key, missing],
                on: day("2027-03-31"),
                as: scene.administrator
            )
        }
        await #expect(throws: Refusal.notFound("tvl-999")) {
            try await RemoveRates(office: scene.office)([missing], as: scene.administrator)
        }
        #expect(try await scene.list(.fee).first { $0.key == key }?.validity == days)
    }

    @Test("is an administrator's", arguments: [Role.coordinator, .clerk, .accountant, .approver, .auditor])
    func roles(role: Role) async throws {
        let credential = try #require(scene.database.staff[role])
        let rate = try scene.fee(9_000, try scene.days("2026-04-01"))
        let office = scene.office
        await #expect(throws: Refusal.notPermitted(role)) {
            try await AddRates(office: office)([rate], as: credential)
        }
        await #expect(throws: Refusal.notPermitted(role)) {
            try await EndRates(office: office)([RateKey(.fee, 1)], on: day("2030-01-01"), as: credential)
        }
        await #expect(throws: Refusal.notPermitted(role)) {
            try await RemoveRates(office: office)([RateKey(.fee, 1)], as: credential)
        }
        await #expect(throws: Refusal.notPermitted(role)) {
            try await AddHolidays(office: office)(
                [Holiday(date: day("2029-01-01"), name: "元日")],
                of: 2029,
                as: credential
            )
        }
        #expect(try await !ReadRates(office: office)(as: credential).isEmpty)
    }

    @Test("is stopped by the second lock too")
    func rowSecurity() async throws {
        let staff = scene.database.staff
        for table in [
            "fee_rate", "withholding_rate", "consumption_tax_rate", "transitional_deduction",
            "travel_rate", "evidence_rule",
        ] {
            let changed = try await scene.office.transaction(as: staff.accountant) { desk in
                try desk.session.rows("DELETE FROM \(unsafeSQL: table) RETURNING id") {
                    row throws(PostgresError) -> Int64 in try row.value("id")
                }.count
            }
            #expect(changed == 0, "\(table)")
        }
    }
}
