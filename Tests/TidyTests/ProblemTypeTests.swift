import Foundation
import Testing

@Suite("The contract's problems")
struct ProblemTypeTests {
    @Test("are those that the sources can tell of, no more and no fewer")
    func equal() throws {
        let listed = try codes(#"ProblemType\(\s*"([a-z_0-9]+)""#, in: ["Sources/KodanWeb/Contract/"])
        let refusals = try codes(#"case \.[^:{}]*: "([a-z_0-9]+)""#, in: ["Sources/KodanDomain/Refusals/"])
        let problems = try codes(
            #"(?:Problem|self\.init|super\.init)\(\s*(?:\.\w+|status),\s*"([a-z_0-9]+)""#,
            in: ["Sources/KodanWeb/"]
        )
        let written = Set(refusals + problems).subtracting(["invalid_field"])
        #expect(Set(listed).subtracting(["invalid_field"]) == written)
        #expect(Set(listed).count == listed.count)
    }

    private func codes(_ pattern: String, in rooms: [String]) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        return Checkout.sources.filter { $0.isIn(rooms) }.flatMap { file in
            let all = NSRange(file.text.startIndex..., in: file.text)
            return expression.matches(in: file.text, range: all).compactMap { match in
                Range(match.range(at: 1), in: file.text).map { String(file.text[$0]) }
            }
        }
    }
}
