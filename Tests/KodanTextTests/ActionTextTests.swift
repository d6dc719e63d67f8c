import Foundation
import KodanDomain
import Testing

@testable import KodanText

@Suite("The record's actions")
struct ActionTextTests {
    /// The actions whose names end in a state or a kind, by what they begin with.
    private static let computed: [String: [String]] = [
        "request": RequestState.allCases.filter { ![.draft, .closed, .submitted].contains($0) }.map(
            \.rawValue
        ),
        "offer": OfferState.allCases.map(\.rawValue), "assignment": AssignmentState.allCases.map(\.rawValue),
        "change": ChangeState.allCases.map(\.rawValue), "stock": StockMovementKind.allCases.map(\.rawValue),
    ]

    @Test("all have Japanese words, also those whose names are put together, and no others have")
    func named() throws {
        let texts = try ActionTextTests.sources()
        let written = try texts.flatMap { try ActionTextTests.matches(#""([a-z_]+\.[a-z_]+)""#, in: $0) }
        #expect(written.count > 100)
        let begun = try texts.flatMap { try ActionTextTests.matches(#""([a-z_]+)\.\\\("#, in: $0) }
        var actions = Set(written)
        for prefix in Set(begun) {
            let ends = try #require(ActionTextTests.computed[prefix], "\(prefix) is put together of what?")
            actions.formUnion(ends.map { "\(prefix).\($0)" })
        }
        for action in actions.sorted() {
            #expect(ActionText.name(ofAction: action) != nil, "\(action) has no words")
        }
        #expect(Set(ActionText.names.keys).subtracting(actions) == [])
    }

    /// The files of the use cases, which alone record.
    private static func sources() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/KodanService")
        let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".swift") }.map {
            try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8)
        }
    }

    private static func matches(_ pattern: String, in text: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap {
            Range($0.range(at: 1), in: text).map { String(text[$0]) }
        }
    }
}
