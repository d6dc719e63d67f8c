import Foundation
import KodanDomain
import KodanExport
import KodanImport
import Testing

@Suite("The map of a plan")
struct PlanMapTests {
    private func elements(_ map: PlanMap, _ captions: PlanMap.Captions = MapExamples.captions()) throws
        -> [SVGElement]
    {
        try #require(SVGReading.elements(map.svg(captions)))
    }

    private func titles(_ elements: [SVGElement]) -> [String] {
        elements.filter { $0.name == "title" && $0.parent == "path" }.map(\.text)
    }

    @Test("is an A4 page with a title and a description that its image is labelled by")
    func page() throws {
        let map = PlanMap(municipalities: [], journeys: [], unmatched: [])
        let all = try elements(map, MapExamples.captions(description: "何件", title: "計画"))
        let svg = try #require(all.first)
        #expect(svg.name == "svg")
        #expect(svg.attributes["role"] == "img")
        #expect(svg.attributes["width"] == "210mm" && svg.attributes["height"] == "297mm")
        let labels = svg.attributes["aria-labelledby"]?.split(separator: " ").map(String.init) ?? []
        let named = labels.map { label in all.filter { $0.attributes["id"] == label }.map(\.text) }
        #expect(named == [["計画"], ["何件"]])
    }

    @Test("says everything of its captions in writing")
    func words() throws {
        let nobody = PlanMap.Unmatched(at: try MapExamples.osaka(), label: "req-9")
        let map = PlanMap(municipalities: [], journeys: [], unmatched: [nobody])
        let written = Set(try elements(map).filter { $0.name == "text" }.map(\.text))
        let expected: Set = [
            "T", "subtitle", "matched", "1", "unmatched", "2", "longest", "3", "note", "municipality",
            "presenter", "venue", "near", "middle", "far", "cross", "heading", "rest", "southwest",
            "ogasawara", "200 km", "source", "1  req-9",
        ]
        #expect(written == expected)
    }

    @Test("has each journey and each request without presenter once")
    func once() throws {
        let journeys = try (0..<400).map { try MapExamples.journey($0, minutes: $0) }
        let unmatched = try (0..<150).map {
            PlanMap.Unmatched(at: try MapExamples.tokyo(), label: "nobody-\($0)")
        }
        let map = PlanMap(municipalities: [], journeys: journeys, unmatched: unmatched)
        let expected = journeys.map { "\($0.request) → \($0.presenter), \($0.band)" } + unmatched.map(\.label)
        #expect(titles(try elements(map)).sorted() == expected.sorted())
    }

    @Test(
        "draws a journey by its minutes",
        arguments: [
            (0, "near"), (59, "near"), (60, "middle"), (119, "middle"), (120, "far"), (5_000, "far"),
        ]
    )
    func reach(minutes: Int, style: String) throws {
        let map = PlanMap(
            municipalities: [],
            journeys: [try MapExamples.journey(1, minutes: minutes)],
            unmatched: []
        )
        #expect(
            try elements(map).filter { $0.name == "g" }.map { $0.attributes["class"] } == [
                "way \(style) longest"
            ]
        )
    }

    @Test("makes the longest journey thick, the first of equals")
    func longest() throws {
        let journeys = try [(3, 90), (1, 30), (4, 200), (2, 200)].map {
            try MapExamples.journey($0.0, minutes: $0.1)
        }
        let map = PlanMap(municipalities: [], journeys: journeys, unmatched: [])
        #expect(map.longest?.request == "req-2")
        let all = try elements(map)
        let group = try #require(all.firstIndex { $0.attributes["class"] == "way far longest" })
        #expect(all[group...].map(\.name).prefix(4) == ["g", "path", "title", "text"])
        #expect(all[group + 2].text == "req-2 → pre-2, 1時間未満")
        #expect(PlanMap(municipalities: [], journeys: [], unmatched: []).longest == nil)
    }

    @Test("cuts long names each by itself")
    func longNames() throws {
        let place = try MapExamples.tokyo()
        let journey = PlanMap.Journey(
            from: place,
            to: place,
            request: "req-1 " + String(repeating: "長", count: 90),
            presenter: "pre-1 " + String(repeating: "い", count: 90),
            minutes: 5,
            band: "30分未満"
        )
        let map = PlanMap(municipalities: [], journeys: [journey], unmatched: [])
        let title = try #require(titles(try elements(map)).first)
        #expect(title.wholeMatch(of: #/req-1 長{10,30}… → pre-1 い{10,30}…, 30分未満/#) != nil, "\(title)")
    }

    @Test("shows markup in labels and obeys none of it")
    func escaping() throws {
        let label = "<script>alert(\"1\")</script> & ]]> '\u{1}"
        let shown = label.replacing("\u{1}", with: "\u{FFFD}")
        let place = try MapExamples.tokyo()
        let journey = PlanMap.Journey(
            from: place,
            to: place,
            request: label,
            presenter: "p",
            minutes: 1,
            band: "b"
        )
        let map = PlanMap(
            municipalities: [],
            journeys: [journey],
            unmatched: [.init(at: place, label: label)]
        )
        let all = try elements(map, MapExamples.captions(description: label, title: label))
        #expect(!all.contains { $0.name == "script" })
        #expect(titles(all).sorted() == ["\(shown) → p, b", shown].sorted())
        #expect(all.filter { $0.name == "desc" }.map(\.text) == [shown])
    }

    @Test("asks for nothing from elsewhere and runs nothing")
    func alone() throws {
        let map = PlanMap(
            municipalities: [try MapExamples.tokyo()],
            journeys: [try MapExamples.journey(1)],
            unmatched: []
        )
        let text = String(decoding: map.svg(MapExamples.captions()), as: UTF8.self)
        #expect(text.ranges(of: "://").count == 1, "the namespace alone")
        for word in ["href", "src=", "@import", "<script", "<image", "url(h", "onload"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test("has the same bytes for the same values in any order")
    func order() throws {
        let municipalities = try MapExamples.municipalities().map(\.point)
        let journeys = try (0..<60).map { try MapExamples.journey($0 / 2, minutes: $0) }
        let unmatched = try (0..<20).map {
            PlanMap.Unmatched(at: try MapExamples.tokyo(), label: "nobody-\($0)")
        }
        let map = PlanMap(municipalities: municipalities, journeys: journeys, unmatched: unmatched)
        let shuffled = PlanMap(
            municipalities: municipalities.shuffled(),
            journeys: journeys.shuffled(),
            unmatched: unmatched.shuffled()
        )
        #expect(map.svg(MapExamples.captions()) == shuffled.svg(MapExamples.captions()))
    }

    @Test("stays below 3 MB with 10,000 journeys of long labels")
    func size() throws {
        let label = String(repeating: "講", count: 500)
        let journeys = try (0..<10_000).map {
            let example = try MapExamples.journey($0)
            return PlanMap.Journey(
                from: example.from,
                to: example.to,
                request: "\($0)\(label)",
                presenter: label,
                minutes: $0 % 200,
                band: label
            )
        }
        let points = try MapExamples.municipalities().map(\.point)
        let map = PlanMap(municipalities: points, journeys: journeys, unmatched: [])
        #expect(map.svg(MapExamples.captions(description: label, title: label)).count < 3_000_000)
    }

    @Test("writes with a contrast of at least 4.5 to 1 on white")
    func contrast() throws {
        let map = PlanMap(municipalities: [], journeys: [], unmatched: [])
        let style = try #require(try elements(map).first { $0.name == "style" }).text
        let inks = style.matches(of: #/\bfill:#([0-9a-f]{6})\b/#).map { String($0.1) }
        #expect(inks.count >= 2)
        for ink in inks { #expect(1.05 / (luminance(ink) + 0.05) >= 4.5, "\(ink)") }
    }

    /// Relative luminance after WCAG 2.2.
    private func luminance(_ colour: String) -> Double {
        let value = Int(colour, radix: 16) ?? 0xFFFFFF
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
