import Foundation
import KodanDomain
import KodanExport
import KodanImport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// An element of an SVG file as any XML parser sees it.
struct SVGElement {
    let name: String
    let attributes: [String: String]
    /// Its own text.
    var text = ""
    /// The name and class of what it lies in.
    let parent: String
}

/// Reads SVG with Foundation's parser; nil for what is not well-formed.
final class SVGReading: NSObject, XMLParserDelegate {
    private(set) var elements: [SVGElement] = []
    private var open: [Int] = []

    static func elements(_ bytes: [UInt8]) -> [SVGElement]? {
        let reading = SVGReading()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = reading
        return parser.parse() ? reading.elements : nil
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        let parent = open.last.map { elements[$0].attributes["class"] ?? elements[$0].name } ?? ""
        open.append(elements.count)
        elements.append(SVGElement(name: name, attributes: attributes, parent: parent))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }
}

enum MapExamples {
    /// The shipped municipalities.
    static func municipalities() throws -> [Municipality] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
            .joined(separator: "/")
        return try MunicipalityTable.all(
            GzipReader(FileBytes(path: "\(root)/Config/geo/municipalities.csv.gz").next).next
        )
    }

    static func point(_ latitude: Int32, _ longitude: Int32) throws -> GeoPoint {
        try #require(GeoPoint(latitude: latitude, longitude: longitude))
    }

    static func tokyo() throws -> GeoPoint { try point(35_689_500, 139_691_710) }
    static func osaka() throws -> GeoPoint { try point(34_686_320, 135_519_660) }

    static func journey(_ number: Int, minutes: Int = 45, band: String = "1時間未満") throws
        -> PlanMap.Journey
    {
        PlanMap.Journey(
            from: try tokyo(),
            to: try point(Int32(33_000_000 + number * 7_919 % 9_000_000), 136_500_000),
            request: "req-\(number)",
            presenter: "pre-\(number % 7)",
            minutes: minutes,
            band: band
        )
    }

    /// Captions that say which they are.
    static func captions(description: String = "D", title: String = "T") -> PlanMap.Captions {
        PlanMap.Captions(
            language: "ja",
            title: title,
            subtitle: "subtitle",
            description: description,
            figures: [.init("matched", "1"), .init("unmatched", "2"), .init("longest", "3")],
            notes: ["note"],
            legend: .init(
                municipality: "municipality",
                presenter: "presenter",
                venue: "venue",
                near: "near",
                middle: "middle",
                far: "far",
                unmatched: "cross"
            ),
            unmatchedHeading: "heading",
            unmatchedRest: "rest",
            southwest: "southwest",
            ogasawara: "ogasawara",
            scale: "200 km",
            source: "source"
        )
    }
}
