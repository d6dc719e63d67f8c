import Testing

@testable import KodanMatching

@Suite("A radix heap")
struct RadixHeapTests {
    @Test("gives back in order what is put in, later ones included", arguments: 0..<10)
    func sorts(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var heap = RadixHeap()
        var waiting: [Int] = []
        var last = 0
        for step in 0..<2_000 {
            if dice.roll(3) > 0 || waiting.isEmpty {
                let distance = last + dice.roll([3, 1_000, 1 << 40][dice.roll(3)])
                heap.insert(Int32(step), at: distance)
                waiting.append(distance)
            } else {
                let least = heap.popLeast()?.distance
                #expect(least == waiting.min())
                last = least ?? last
                if let index = waiting.firstIndex(of: last) { waiting.remove(at: index) }
            }
        }
        heap.removeAll()
        let left = heap.popLeast()
        #expect(left == nil)
        heap.insert(1, at: 0)
        let first = heap.popLeast()?.distance
        #expect(first == 0)
    }
}

@Suite("Morton's curve")
struct ZCurveTests {
    @Test("holds every point once, and keeps neighbours nearer than chance does")
    func orders() {
        var dice = Dice(seed: 4)
        let points = (0..<3_000).map { _ in
            (
                latitude: Int32(26_000_000 + dice.roll(19_000_000)),
                longitude: Int32(127_000_000 + dice.roll(18_000_000))
            )
        }
        let order = ZCurve.order(points)
        #expect(order.sorted() == (0..<3_000).map { Int32($0) })
        func steps(_ order: [Int32]) -> Int {
            zip(order, order.dropFirst()).reduce(0) { sum, pair in
                let (here, there) = (points[Int(pair.0)], points[Int(pair.1)])
                return sum + Int(abs(here.latitude - there.latitude))
                    + Int(abs(here.longitude - there.longitude))
            }
        }
        #expect(steps(order) * 10 < steps(order.shuffled(using: &dice)))
    }

    @Test("leaves equal points in their order")
    func isStable() {
        let points =
            [(latitude: Int32(5), longitude: Int32(5))]
            + Array(repeating: (35_000_000, 139_000_000), count: 40)
        #expect(ZCurve.order(points) == (0..<41).map { Int32($0) })
        #expect(ZCurve.order([]).isEmpty)
    }
}
