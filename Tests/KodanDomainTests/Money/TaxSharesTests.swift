import CSV
import KodanDomain
import Testing

@Suite("Shares of a payment's tax")
struct TaxSharesTests {
    @Test("add up exactly, and each is within a yen of its proportion")
    func property() throws {
        var numbers = Numbers(seed: 3)
        for _ in 0..<5_000 {
            let lines = (0..<Int.random(in: 1...12, using: &numbers)).map { _ in
                Yen(Int64.random(in: 0...200_000, using: &numbers))
            }
            let total = lines.reduce(.zero, +)
            let tax = Yen(Int64.random(in: 0...total.amount, using: &numbers))
            let shares = try TaxShares.shares(of: tax, over: lines)
            #expect(shares.reduce(.zero, +) == tax)
            for (share, line) in zip(shares, lines) {
                #expect(share <= line)
                // |share / tax − line / total| below 1 / tax, without dividing.
                #expect(abs(share.amount * total.amount - line.amount * tax.amount) < max(total.amount, 1))
            }
        }
    }

    @Test("give the odd yen to the earlier of equal lines")
    func ties() throws {
        let shares = try TaxShares.shares(of: Yen(1_022), over: [Yen(3_336), Yen(3_337), Yen(3_337)])
        #expect(shares == [Yen(340), Yen(341), Yen(341)])
        #expect(try TaxShares.shares(of: Yen(1), over: [Yen(5), Yen(5)]) == [Yen(1), .zero])
    }

    @Test("of two halves of 10,000 yen are those of the payment, not of its lines")
    func lines() throws {
        #expect(
            try TaxShares.shares(of: Yen(1_021), over: [Yen(5_000), Yen(5_000)]) == [Yen(511), Yen(510)]
        )
    }

    @Test("stay exact at the largest amounts")
    func large() throws {
        let half = Yen(499_999_999_999)
        let shares = try TaxShares.shares(of: Yen(204_199_999_999), over: [half, half])
        #expect(shares == [Yen(102_100_000_000), Yen(102_099_999_999)])
    }

    @Test("are refused where nothing can bear the tax")
    func refusals() {
        #expect(throws: TaxSharesRefusal.taxExceedsLines) { try TaxShares.shares(of: Yen(1), over: []) }
        #expect(throws: TaxSharesRefusal.taxExceedsLines) { try TaxShares.shares(of: Yen(1), over: [.zero]) }
        #expect(throws: TaxSharesRefusal.negative) { try TaxShares.shares(of: Yen(-1), over: [Yen(1)]) }
        #expect(throws: TaxSharesRefusal.negative) { try TaxShares.shares(of: .zero, over: [Yen(-1)]) }
    }

    @Test("may be all there is: then every line is tax")
    func whole() throws {
        #expect(try TaxShares.shares(of: Yen(100), over: [Yen(30), Yen(70)]) == [Yen(30), Yen(70)])
    }
}
