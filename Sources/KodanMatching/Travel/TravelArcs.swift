import KodanDomain

/// Both directions of every edge and link, checked.
struct TravelArcs {
    private(set) var roads: [(node: Int, arc: TravelNetwork.RoadArc)] = []
    private(set) var carFerries: [(node: Int, arc: TravelNetwork.RideArc)] = []
    private(set) var platforms: [TravelNetwork.Platform] = []
    private(set) var rides: [(node: Int, arc: TravelNetwork.RideArc)] = []
    private var platformIndex: [TravelNetwork.Platform: Int] = [:]
    private var lines: [String: Int32] = [:]

    init(
        _ landEdges: [TravelGraph.LandEdge],
        _ links: [TravelGraph.Link],
        _ nodes: TravelNodes
    ) throws(TravelGraphError) {
        for edge in landEdges {
            let ends = try nodes.ends(edge.from, edge.to)
            try TravelArcs.check(metres: edge.metres, edge.from, edge.to)
            road(ends, centimetres: Int64(max(1, edge.metres)) * TravelRules.centimetresForAMetre)
        }
        for (index, link) in links.enumerated() {
            let ends = try nodes.ends(link.from, link.to)
            try TravelArcs.check(metres: link.metres, link.from, link.to)
            if link.mode == .road {
                road(ends, centimetres: Int64(max(1, link.metres)) * 100)
            } else {
                try TravelArcs.check(link)
                ride(link, Int32(index), ends)
            }
        }
    }

    private mutating func road(_ ends: (from: Int, to: Int), centimetres: Int64) {
        for (from, to) in [(ends.from, ends.to), (ends.to, ends.from)] {
            roads.append((from, TravelNetwork.RoadArc(to: Int32(to), centimetres: centimetres)))
        }
    }

    private mutating func ride(_ link: TravelGraph.Link, _ index: Int32, _ ends: (from: Int, to: Int)) {
        let line = line(of: link)
        for (from, to) in [(ends.from, ends.to), (ends.to, ends.from)] {
            func arc(to node: Int) -> TravelNetwork.RideArc {
                TravelNetwork.RideArc(
                    to: Int32(node),
                    line: line,
                    minutes: Int64(link.minutes + link.accessMinutes),
                    wait: TravelRules.wait(for: link),
                    link: index
                )
            }
            let target = platform(at: to, link.mode)
            rides.append((platform(at: from, link.mode), arc(to: target)))
            if link.mode == .ferry, link.takesCars { carFerries.append((from, arc(to: to))) }
        }
    }

    private mutating func platform(at place: Int, _ mode: TravelGraph.Mode) -> Int {
        let platform = TravelNetwork.Platform(place: Int32(place), mode: mode)
        if let known = platformIndex[platform] { return known }
        platforms.append(platform)
        platformIndex[platform] = platforms.count - 1
        return platforms.count - 1
    }

    private mutating func line(of link: TravelGraph.Link) -> Int32 {
        switch link.mode {
        case .road, .ferry: return TravelRules.anyLine
        case .air: return TravelRules.airLine
        case .rail:
            if link.isShinkansen { return TravelRules.shinkansenLine }
            if let known = lines[link.note] { return known }
            let line = TravelRules.shinkansenLine + 1 + Int32(lines.count)
            lines[link.note] = line
            return line
        }
    }

    private static func check(
        metres: Int,
        _ from: MunicipalityCode,
        _ to: MunicipalityCode
    ) throws(TravelGraphError) {
        guard (0...10_000_000).contains(metres) else { throw .metres(metres, from: from, to: to) }
    }

    private static func check(_ link: TravelGraph.Link) throws(TravelGraphError) {
        for minutes in [link.minutes, link.accessMinutes] where !(0...20_000).contains(minutes) {
            throw .minutes(minutes, from: link.from, to: link.to)
        }
        let minutes = link.minutes + link.accessMinutes
        guard (1...20_000).contains(minutes) else { throw .minutes(minutes, from: link.from, to: link.to) }
        if let departures = link.departuresIn100Days, departures < 1 {
            throw .departures(departures, from: link.from, to: link.to)
        }
    }
}
