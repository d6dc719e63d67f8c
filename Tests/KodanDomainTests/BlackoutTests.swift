import KodanDomain
import Testing

@Suite("Days off made one")
struct BlackoutTests {
    private static func day(_ number: Int) -> LocalDate { LocalDate(dayNumber: 20_000 + number) }

    /// The days that spans cover, one by one.
    private func covered(_ spans: [DateRange]) -> Set<LocalDate> {
        Set((0..<40).map(Self.day).filter { day in spans.contains { $0.contains(day) } })
    }

    @Test("cover the same days, in order, with a free day between any two", arguments: 0..<200)
    func merged(seed: Int) throws {
        // Spans from a simple recurrence: short and long ones, touching, nested and apart.
        var state = UInt64(seed) &* 2_654_435_761 &+ 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let spans = (0..<next(8)).compactMap { _ -> DateRange? in
            let first = next(30)
            return DateRange(first: Self.day(first), last: Self.day(first + next(6)))
        }
        let merged = try Blackout.merged(spans)
        #expect(covered(merged) == covered(spans))
        for (one, other) in zip(merged, merged.dropFirst()) {
            let last = try #require(one.last)
            #expect(last.adding(days: 1) < other.first)
        }
    }

    @Test("have an end, and are not too many")
    func refused() throws {
        let open = DateRange(Self.day(0)...)
        #expect(throws: FieldRefused(.unavailable, expected: .date)) { try Blackout.merged([open]) }
        let many = (0...Blackout.limit).map { DateRange(Self.day($0 * 2)) }
        #expect(throws: FieldRefused(.unavailable, expected: .count(0...Blackout.limit))) {
            try Blackout.merged(many)
        }
        #expect(try Blackout.merged(Array(many.dropLast())).count == Blackout.limit)
    }
}
