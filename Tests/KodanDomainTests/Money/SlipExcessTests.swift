import KodanDomain
import Testing

@Suite("The part above the band on the tax slip")
struct SlipExcessTests {
    private let resident = SlipExcess(bandEnd: Yen(1_000_000))

    @Test(
        "is what lies above a million, for residents",
        arguments: [(999_999, 0), (1_000_000, 0), (1_000_001, 1), (1_200_000, 200_000)]
    )
    func above(base: Int64, excess: Int64) {
        #expect(resident.of(Yen(base)) == Yen(excess))
        #expect(SlipExcess(bandEnd: nil).of(Yen(base)) == .zero)
    }

    /// In whatever parts a payment is taken back, its excess goes once and no more.
    @Test("goes as the payment is taken back, in parts too")
    func takenBack() {
        let base = Yen(1_500_000)
        for step in [1 as Int64, 7, 300, 1_500].map({ $0 * 1_000 }) {
            var gone = Yen.zero
            var before: Int64 = 0
            while before < base.amount {
                let part = min(step, base.amount - before)
                gone += resident.takenBack(Yen(part), of: base, after: Yen(before))
                before += part
                #expect(resident.of(base) - gone == resident.of(base - Yen(before)))
            }
            #expect(gone == Yen(500_000))
        }
        #expect(resident.takenBack(Yen(600_000), of: Yen(1_200_000), after: .zero) == Yen(200_000))
        #expect(resident.takenBack(Yen(600_000), of: Yen(1_200_000), after: Yen(600_000)) == .zero)
    }
}
