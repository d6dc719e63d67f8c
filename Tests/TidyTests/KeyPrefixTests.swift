import Testing

@Suite("The prefixes of keys")
struct KeyPrefixTests {
    @Test("tell all kinds of things apart, and each has its word")
    func words() throws {
        let kinds = try Checkout.codes(
            #"keyPrefix: String \{ "([^"]*)" \}"#,
            in: ["Sources/KodanDomain/"]
        )
        let rates = try Checkout.codes(
            #"case \.\w+: "([^"]*)""#,
            in: ["Sources/KodanDomain/Money/RateKey.swift"]
        )
        let named = try Checkout.codes(
            #"case "([^"]*)": language\("#,
            in: ["Sources/KodanText/Names/ThingText.swift"]
        )
        let prefixes = (kinds + rates).sorted()
        #expect(prefixes.count > 40 && Set(prefixes).count == prefixes.count)
        #expect(named.filter { !["calendar", "link"].contains($0) }.sorted() == prefixes)
    }
}
