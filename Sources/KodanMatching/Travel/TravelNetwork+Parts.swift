public import KodanDomain

extension TravelModel {
    /// The parts of the faster way between two places, in order, those that are paid for as one put together; nil if
    /// nothing goes there.
    ///
    /// From point to point of the municipalities, so that `from` and `to` need not be exact. It searches anew, about a
    /// millisecond: for showing a journey, not for comparing many.
    public func parts(from: Place, to: Place) -> [JourneyPart]? {
        guard let network, network.node(of: from) != network.node(of: to) else {
            let kilometres = Sphere.kilometres(from: from.point, to: to.point) * RoadTime.detour
            return [JourneyPart(.car, metres: Int((kilometres * 1000).rounded()))]
        }
        return network.parts(from: network.node(of: from), to: network.node(of: to)).map(JourneyPart.joined)
    }
}

extension TravelNetwork {
    fileprivate func parts(from start: Int, to end: Int) -> [JourneyPart]? {
        let (driving, riding) = (driving(from: start), riding(from: start))
        return switch TravelTimes(driving, riding, in: self).faster(to: end) {
        case .car: parts(driving, to: end)
        case .publicTransport: parts(riding, to: end)
        case nil: nil
        }
    }

    private func parts(_ tree: DrivingTree, to end: Int) -> [JourneyPart] {
        var parts: [JourneyPart] = []
        var node = end
        while tree.parents[node] >= 0 {
            let before = Int(tree.parents[node])
            if tree.links[node] >= 0 {
                parts.append(JourneyPart(.carFerry, metres: links[Int(tree.links[node])].metres))
            } else {
                let cost = (tree.keys[node] - tree.keys[before]) >> TravelRules.minuteBits
                parts.append(
                    JourneyPart(.car, metres: Int(cost / TravelRules.driveUnitsForACentimetre / 100))
                )
            }
            node = before
        }
        return parts.reversed()
    }

    private func parts(_ tree: RidingTree, to end: Int) -> [JourneyPart] {
        var parts: [JourneyPart] = []
        var label = tree.labels[Int(tree.best[end])]
        while label.parent >= 0 {
            let before = tree.labels[Int(label.parent)]
            if label.link >= 0 {
                let link = links[Int(label.link)]
                parts.append(JourneyPart(link.means, metres: link.metres))
            } else if label.node < points.count, before.node < points.count {
                // Along the road a key counts centimetres; between street and platform minutes alone pass.
                let centimetres = (label.key - before.key) >> TravelRules.minuteBits
                parts.append(JourneyPart(.local, metres: Int(centimetres / 100)))
            }
            label = before
        }
        return parts.reversed()
    }
}

extension TravelGraph.Link {
    /// By what a passenger travels along it.
    fileprivate var means: TravelMeans {
        switch mode {
        case .road: .local
        case .rail: isShinkansen ? .shinkansen : .rail
        case .air: .air
        case .ferry: .ferry
        }
    }
}
