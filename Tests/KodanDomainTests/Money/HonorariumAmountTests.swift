import CSV
import KodanDomain
import Testing

@Suite("The amount of an honorarium")
struct HonorariumAmountTests {
    /// The domain reference's worked example (1.4), both ways of paying the same ticket.
    @Test(
        "counts cash travel and leaves out what carriers are paid",
        arguments: [(TravelPaid.toPresenter, 42_340, 4_322, 38_018), (.directly, 30_000, 3_063, 26_937)]
    )
    func travel(paid: TravelPaid, base: Int64, tax: Int64, net: Int64) throws {
        let owed = try HonorariumAmount(
            fee: Yen(30_000),
            travel: [TravelCost(amount: Yen(12_340), paid: paid)]
        )
        let withheld = try Golden.withholdingTable().withholding(
            on: owed.withholdingBase,
            from: .residentIndividual,
            on: Golden.date("2026-11-30")
        )
        #expect(owed.withholdingBase == Yen(base))
        #expect(withheld.tax == Yen(tax))
        #expect(owed.gross - withheld.tax == Yen(net))
        #expect(owed.travelDirectly == (paid == .directly ? Yen(12_340) : .zero))
    }

    @Test("takes consumption tax out only with the payee's document")
    func consumptionTax() throws {
        #expect(SeparateConsumptionTax(amount: Yen(3_000), document: "") == nil)
        #expect(SeparateConsumptionTax(amount: Yen(-1), document: "evd-1") == nil)
        let separate = SeparateConsumptionTax(amount: Yen(3_000), document: "evd-1")
        #expect(try HonorariumAmount(fee: Yen(33_000)).withholdingBase == Yen(33_000))
        let owed = try HonorariumAmount(fee: Yen(33_000), separateConsumptionTax: separate)
        #expect(owed.withholdingBase == Yen(30_000))
        #expect(owed.gross == Yen(33_000))
    }

    @Test("is refused below zero, or with more tax than money")
    func refusals() {
        let separate = SeparateConsumptionTax(amount: Yen(3_000), document: "evd-1")
        #expect(throws: HonorariumAmountRefusal.negative) { try HonorariumAmount(fee: Yen(-1)) }
        #expect(throws: HonorariumAmountRefusal.negative) {
            try HonorariumAmount(fee: .zero, travel: [TravelCost(amount: Yen(-1), paid: .directly)])
        }
        #expect(throws: HonorariumAmountRefusal.consumptionTax) {
            try HonorariumAmount(fee: Yen(2_999), separateConsumptionTax: separate)
        }
    }
}
