import CSV
import KodanDomain
import Testing

@Suite("Grossing up a net promise")
struct GrossUpTests {
    @Test("agrees with every golden vector")
    func vectors() throws {
        let table = try Golden.withholdingTable()
        let rows = try Golden.table("grossup-vectors.csv").rows
        #expect(rows.count == 34)
        for row in rows {
            let result = try table.grossUp(
                net: Golden.yen(row["net"]),
                for: row["residency"] == "resident" ? .residentIndividual : .nonresidentIndividual,
                on: Golden.date(row["payment_date"])
            )
            #expect(result.gross == (try Golden.yen(row["expected_gross"])), "line \(row.line)")
            #expect(
                result.withholding.tax == (try Golden.yen(row["expected_withholding"])),
                "line \(row.line)"
            )
        }
    }

    @Test(
        "gives the largest gross that leaves the net, in every period and class",
        arguments: ["2012-12-31", "2026-11-30", "2027-01-01", "2048-01-01"]
    )
    func roundTrip(day: String) throws {
        let table = try Golden.withholdingTable()
        let date = try Golden.date(day)
        var numbers = Numbers(seed: 7)
        var nets = Array(Int64(0)..<200)
        nets += Int64(897_000)..<903_000
        for _ in 0..<5_000 { nets.append(Int64.random(in: 0...3_000_000, using: &numbers)) }
        for payee in [WithholdingClass.residentIndividual, .nonresidentIndividual] {
            for net in nets {
                let gross = try table.grossUp(net: Yen(net), for: payee, on: date).gross
                let above = gross + Yen(1)
                let tax = try table.withholding(on: gross, from: payee, on: date).tax
                let taxAbove = try table.withholding(on: above, from: payee, on: date).tax
                #expect(gross - tax == Yen(net))
                #expect(above - taxAbove > Yen(net))
            }
        }
    }

    /// 10 % up to 15 yen, 50 % beyond: 15 and 16 yen both leave 14, and 13.5 lies at the seam.
    @Test("finds the largest gross also where a band ends between two yen")
    func seam() throws {
        let date = try Golden.date("2026-11-30")
        let always = DateRange(date...)
        let rates = try [(Yen.zero, Yen(15), Int64(1_000)), (Yen(15), nil, 5_000)].map { from, to, rate in
            try WithholdingRate(
                validity: always,
                payeeClass: .residentIndividual,
                bandFrom: from,
                bandTo: to,
                rateBasisPoints: rate,
                incomeTaxBasisPoints: rate,
                reconstructionPermille: 0,
                defencePermille: 0
            )
        }
        let table = try WithholdingTable(rates: rates)
        for net in Int64(0)...100 {
            let found = try table.grossUp(net: Yen(net), for: .residentIndividual, on: date).gross
            let largest = try (Int64(0)...300).last { gross in
                let tax = try table.withholding(on: Yen(gross), from: .residentIndividual, on: date).tax
                return Yen(gross) - tax == Yen(net)
            }
            #expect(found.amount == largest)
        }
    }

    @Test("leaves a corporation's amount as it is")
    func corporation() throws {
        let date = try Golden.date("2026-11-30")
        let result = try Golden.withholdingTable().grossUp(net: Yen(500), for: .domesticCorporation, on: date)
        #expect(result.gross == Yen(500))
    }
}
