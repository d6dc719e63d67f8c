import KodanDomain
import Testing

@Suite("The key of a rate")
struct RateKeyTests {
    @Test("is read as it is written, whatever its kind", arguments: RateKind.allCases)
    func roundTrip(kind: RateKind) {
        let key = RateKey(kind, 12)
        #expect(RateKey(key.description) == key)
    }

    @Test(
        "is refused in any other form",
        arguments: [
            "", "fee", "fee-", "fee-0", "fee-01", "fee-+1", "fee--1", "req-1", "1", "fee-1-2", "FEE-1",
        ]
    )
    func refused(text: String) {
        #expect(RateKey(text) == nil)
    }

    @Test("of evidence names every mode but the allowance, and self-hosted lectures")
    func claims() {
        #expect(EvidencedClaim.all.count == TravelMode.allCases.count)
        #expect(EvidencedClaim(code: "lodging_allowance") == nil)
        #expect(EvidencedClaim(code: "other") == nil)
        #expect(EvidencedClaim(code: "self_hosted_lecture") == .selfHostedLecture)
    }
}
