import KodanDomain
import Testing

@Suite("Control totals")
struct ControlTotalsTests {
    @Test("add up, and taking away undoes adding")
    func additive() {
        let one = ControlTotals(payees: 1, payments: 1, lines: 2, gross: Yen(30), base: Yen(20), tax: Yen(2))
        let other = ControlTotals(
            payees: 2,
            payments: 3,
            lines: 4,
            gross: Yen(500),
            base: Yen(500),
            tax: Yen(51)
        )
        let both = one + other
        let expected = ControlTotals(
            payees: 3,
            payments: 4,
            lines: 6,
            gross: Yen(530),
            base: Yen(520),
            tax: Yen(53)
        )
        #expect(both == expected)
        #expect(both.net == Yen(477))
        #expect(both - other == one)
    }
}
