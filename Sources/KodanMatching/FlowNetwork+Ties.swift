extension FlowNetwork {
    /// Among all cheapest flows takes the one in which each source, in the order given, uses the first of its arcs
    /// that the sources before it leave open.
    ///
    /// Each source sends one unit. Every cheapest flow differs from this one by circles of reduced cost 0, so the
    /// answer depends on the problem alone and not on how the flow at hand was found.
    mutating func settleTies(sources: Range<Int>) {
        var settled = [Bool](repeating: false, count: nodeCount)
        var onward = [Int](repeating: -1, count: nodeCount)
        for source in sources {
            settled[source] = true
            let given = arcs(from: source)
            guard let used = given.first(where: { $0 & 1 == 0 && flow($0) > 0 }) else { continue }
            let better = given.prefix { $0 != used }.filter { $0 & 1 == 0 && isTight($0) }
            guard !better.isEmpty else { continue }
            let met = tightNodes(
                leadingTo: head[used],
                until: head[better[0]],
                avoiding: settled,
                onward: &onward
            )
            if let best = better.first(where: { onward[head[$0]] >= 0 || head[$0] == head[used] }) {
                push(used ^ 1)
                push(best)
                var node = head[best]
                while node != head[used] {
                    let arc = onward[node]
                    push(arc)
                    node = head[arc]
                }
            }
            for node in met { onward[node] = -1 }
        }
    }

    /// Whether `arc` has room at reduced cost 0.
    private func isTight(_ arc: Int) -> Bool { room[arc] > 0 && reducedCost(arc) == 0 }

    /// The nodes with a way of tight arcs to `target`; `onward` then holds the next arc of each but the target.
    ///
    /// Once `wanted` is among them, no others are looked for.
    private func tightNodes(
        leadingTo target: Int,
        until wanted: Int,
        avoiding settled: [Bool],
        onward: inout [Int]
    ) -> [Int] {
        var met = [target]
        var next = 0
        while next < met.count, wanted != target, onward[wanted] < 0 {
            let node = met[next]
            next += 1
            for arc in arcs(from: node) where isTight(arc ^ 1) {
                let before = head[arc]
                guard before != target, onward[before] < 0, !settled[before] else { continue }
                onward[before] = arc ^ 1
                met.append(before)
            }
        }
        return met
    }
}
