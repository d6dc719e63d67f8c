import KodanDomain
import Testing

/// One class of payees on the days between two changes of the law, with the statute's own figures.
///
/// Written from the Income Tax Act and its surtaxes, not from the table of rates: income tax in tenths, surtaxes
/// together in thousandths of it.
struct StatutoryCase: Sendable, CustomTestStringConvertible {
    let payee: WithholdingClass
    /// The first and the last day on which it holds; the table is asked on both.
    let days: [String]
    /// Tenths of the part up to a million, and of the rest.
    let tenths: [Int64]
    let surtaxPermille: Int64

    var testDescription: String { "\(payee.rawValue) \(days)" }

    static let all: [StatutoryCase] = [
        ("1989-01-01", "2012-12-31", 0), ("2013-01-01", "2026-12-31", 21),
        ("2027-01-01", "2047-12-31", 11 + 10),
        ("2048-01-01", "9999-12-31", 10),
    ].flatMap { first, last, surtax in
        [
            StatutoryCase(
                payee: .residentIndividual,
                days: [first, last],
                tenths: [1, 2],
                surtaxPermille: surtax
            ),
            StatutoryCase(
                payee: .nonresidentIndividual,
                days: [first, last],
                tenths: [2, 2],
                surtaxPermille: surtax
            ),
        ]
    }

    /// The band's rate in 1/10,000 for the yen after `base`.
    func rate(after base: Int64) -> Int64 { tenths[base < 1_000_000 ? 0 : 1] * (1_000 + surtaxPermille) }

    func schedules() throws -> [WithholdingSchedule] {
        let table = try Golden.withholdingTable()
        return try days.map { try table.schedule(for: payee, on: Golden.date($0)) }
    }
}

@Suite("Every yen up to three million")
struct EveryYenTests {
    private static let last: Int64 = 3_000_000

    /// Counts on from yen to yen in whole 1/10,000 yen and carries; there is neither a product nor a division in it.
    @Test(
        "is taxed as exact rational arithmetic has it, in every band of every period",
        arguments: StatutoryCase.all
    )
    func tax(_ statute: StatutoryCase) throws {
        let schedules = try statute.schedules()
        #expect(schedules[0] == schedules[1])
        let schedule = schedules[0]
        var (yen, rest): (Int64, Int64) = (0, 0)
        var wrong: [Int64] = []
        var base: Int64 = 0
        while base <= EveryYenTests.last {
            if schedule.tax(on: Yen(base)).amount != yen { wrong.append(base) }
            rest += statute.rate(after: base)
            while rest >= 10_000 {
                rest -= 10_000
                yen += 1
            }
            base += 1
        }
        #expect(base == 3_000_001)
        #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(5))")
    }

    @Test("is what a payment is taxed, whatever the way to it", arguments: StatutoryCase.all)
    func table(_ statute: StatutoryCase) throws {
        let table = try Golden.withholdingTable()
        let date = try Golden.date(statute.days[0])
        let sampled = Array(stride(from: Int64(0), through: EveryYenTests.last, by: 1_009))
        for base in sampled + Array(999_980...1_000_020) {
            let lower = min(base, 1_000_000) * statute.tenths[0]
            let upper = max(base - 1_000_000, 0) * statute.tenths[1]
            let exact = (lower + upper) * (1_000 + statute.surtaxPermille)
            let found = try table.withholding(on: Yen(base), from: statute.payee, on: date)
            #expect(found.tax.amount == (exact - exact % 10_000) / 10_000, "\(base)")
        }
    }

    /// All nets of the first 1.2 million, the seam at a million gross included.
    @Test("comes back from its net, which no larger gross leaves", arguments: StatutoryCase.all)
    func grossUp(_ statute: StatutoryCase) throws {
        let schedule = try statute.schedules()[0]
        var wrong: [Int64] = []
        var net: Int64 = 0
        while net <= 1_200_000 {
            let gross = schedule.gross(leaving: Yen(net)).amount
            let left = gross - schedule.tax(on: Yen(gross)).amount
            let leftAbove = gross + 1 - schedule.tax(on: Yen(gross + 1)).amount
            if left != net || leftAbove <= net { wrong.append(net) }
            net += 1
        }
        #expect(net == 1_200_001)
        #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(5))")
    }

    @Test(
        "is not taxed at all where a corporation gets it",
        arguments: ["2013-01-01", "2027-01-01", "2048-01-01"]
    )
    func corporation(day: String) throws {
        let table = try Golden.withholdingTable()
        let schedule = try table.schedule(for: .domesticCorporation, on: Golden.date(day))
        for base in stride(from: Int64(0), through: EveryYenTests.last, by: 997) {
            #expect(schedule.tax(on: Yen(base)) == .zero)
            #expect(schedule.gross(leaving: Yen(base)) == Yen(base))
        }
    }
}
