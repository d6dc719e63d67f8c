import Testing

@Suite("The contract's problems")
struct ProblemTypeTests {
    @Test("are those that the sources can tell of, no more and no fewer")
    func equal() throws {
        let listed = try Checkout.codes(
            #"ProblemType\(\s*"([a-z_0-9]+)""#,
            in: ["Sources/KodanWeb/Contract/"]
        )
        let refusals = try Checkout.codes(
            #"case \.[^:{}]*: "([a-z_0-9]+)""#,
            in: ["Sources/KodanDomain/Refusals/"]
        )
        let problems = try Checkout.codes(
            #"(?:Problem|self\.init|super\.init)\(\s*(?:\.\w+|status),\s*"([a-z_0-9]+)""#,
            in: ["Sources/KodanWeb/"]
        )
        let written = Set(refusals + problems).subtracting(["invalid_field"])
        #expect(Set(listed).subtracting(["invalid_field"]) == written)
        #expect(Set(listed).count == listed.count)
    }
}
