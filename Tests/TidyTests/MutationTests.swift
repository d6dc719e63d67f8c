import Foundation
import Testing

@Suite("The list of rules that are broken on purpose")
struct MutationTests {
    /// A place of the list: the file, and the text with what is replaced between `[[` and `]]`.
    private struct Place: Hashable, CustomStringConvertible {
        let file: String
        let context: String

        var description: String { "\(file): \(context)" }
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Checkout.root.appendingPathComponent(path), encoding: .utf8)
    }

    private func places() throws -> Set<Place> {
        var (file, places) = ("", Set<Place>())
        for line in try text("Config/mutations.txt").split(separator: "\n") {
            if line.hasPrefix("file: ") { file = String(line.dropFirst(6)) }
            if line.hasPrefix("in: ") { places.insert(Place(file: file, context: String(line.dropFirst(4)))) }
        }
        return places
    }

    @Test("names text that stands in its file exactly once")
    func unique() throws {
        let places = try places()
        #expect(!places.isEmpty)
        for place in places {
            let words = place.context.replacing("[[", with: "").replacing("]]", with: "")
            let found = try text(place.file).ranges(of: words).count
            #expect(found == 1, "\(place)")
        }
    }
}
