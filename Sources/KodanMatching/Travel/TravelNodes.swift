import KodanDomain

/// The municipalities of a graph in the order of their codes, and how they are found.
struct TravelNodes {
    let codes: [Int32]
    let points: [GeoPoint]
    /// The node of each number of five digits; -1 where there is none.
    let nodeOfCode: [Int32]
    /// The nodes from south to north.
    let northward: [Int32]

    init(_ municipalities: [TravelGraph.Municipality]) throws(TravelGraphError) {
        guard !municipalities.isEmpty else { throw .empty }
        let sorted = municipalities.sorted { $0.code < $1.code }
        var nodeOfCode = [Int32](repeating: -1, count: 48_000)
        for (node, row) in sorted.enumerated() {
            let code = TravelNodes.number(row.code)
            guard nodeOfCode[code] < 0 else { throw .municipalityTwice(row.code) }
            nodeOfCode[code] = Int32(node)
        }
        self.nodeOfCode = nodeOfCode
        codes = sorted.map { Int32(TravelNodes.number($0.code)) }
        let points = sorted.map(\.point)
        self.points = points
        northward = points.indices.map(Int32.init).sorted {
            (points[Int($0)].latitude, $0) < (points[Int($1)].latitude, $1)
        }
    }

    /// The nodes of the two ends of a way, which must differ.
    func ends(
        _ from: MunicipalityCode,
        _ to: MunicipalityCode
    ) throws(TravelGraphError) -> (from: Int, to: Int) {
        guard from != to else { throw .loop(from) }
        let ends = (from: nodeOfCode[TravelNodes.number(from)], to: nodeOfCode[TravelNodes.number(to)])
        guard ends.from >= 0 else { throw .unknownMunicipality(from, from: from, to: to) }
        guard ends.to >= 0 else { throw .unknownMunicipality(to, from: from, to: to) }
        return (Int(ends.from), Int(ends.to))
    }

    /// A code as a number below 48,000: five digits that begin with 01 to 47.
    private static func number(_ code: MunicipalityCode) -> Int { Int(code.digits) ?? 0 }
}
