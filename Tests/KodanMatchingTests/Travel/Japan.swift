import CSV
import Foundation
import KodanDomain
import KodanImport
import Testing

@testable import KodanMatching

/// The shipped ways of Japan, and what the reference model says of them.
enum Japan {
    private static let loaded = Result { try load() }

    /// The graph of `Config/geo`.
    static func graph() throws -> TravelGraph { try loaded.get() }

    /// The node with this code.
    static func node(_ code: String) throws -> Int {
        let number = try #require(Int32(code))
        return try #require(try graph().network.node(number))
    }

    /// The point of the municipality with this code, moved by so many micro-degrees.
    static func place(_ code: String, north: Int32 = 0, east: Int32 = 0) throws -> Place {
        let point = try graph().network.points[node(code)]
        let moved = GeoPoint(latitude: point.latitude + north, longitude: point.longitude + east)
        return Place(try #require(moved), in: try MunicipalityCode(code))
    }

    /// A table of the folder `Golden`.
    static func golden(_ name: String) throws -> [CSVTable.Row] {
        let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
        return try CSVTable([UInt8](Data(contentsOf: folder.appendingPathComponent(name)))).rows
    }

    private static func load() throws -> TravelGraph {
        let links: [TravelLink] = try rows("travel_links")
        let landEdges: [TravelEdge] = try rows("travel_edges")
        let municipalities: [KodanImport.Municipality] = try rows("municipalities")
        return try TravelGraph(
            municipalities: municipalities.map { .init(code: $0.code, point: $0.point) },
            landEdges: landEdges.map { .init(from: $0.from, to: $0.to, metres: $0.metres) },
            links: links.map { row in
                var link = TravelGraph.Link(
                    try #require(TravelGraph.Mode(rawValue: row.mode.rawValue)),
                    from: row.from,
                    to: row.to,
                    minutes: row.minutes,
                    metres: row.kilometres * 1000,
                    note: row.note
                )
                link.departuresIn100Days = row.departuresIn100Days
                link.accessMinutes = row.accessMinutes
                link.takesCars = row.takesCars
                link.isShinkansen = TravelLink.isShinkansen(row.note)
                return link
            }
        )
    }

    private static func rows<Record: TableRecord>(_ file: String) throws -> [Record] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        let bytes = try FileBytes(path: root.joined(separator: "/") + "/Config/geo/\(file).csv.gz")
        let text = try GzipReader { try bytes.next() }
        return try TableReader<Record>.all { try text.next() }
    }
}

/// Two places that lie far apart, a hundred minutes by public transport of the graph.
func tunnel(from: Place, to: Place?) throws -> TravelGraph {
    let ends = [try MunicipalityCode("01100"), try MunicipalityCode("02201")]
    return try TravelGraph(
        municipalities: [
            .init(code: ends[0], point: from.point), .init(code: ends[1], point: try #require(to).point),
        ],
        landEdges: [],
        links: [.init(.rail, from: ends[0], to: ends[1], minutes: 70, metres: 0, note: "tunnel")]
    )
}
