import Testing

@testable import KodanDemo

@Suite("Dice")
struct DiceTests {
    @Test("give the published numbers of SplitMix64 for the seed 1234567")
    func known() {
        var dice = Dice(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect((0..<5).map { _ in dice.next() } == expected)
    }

    @Test("draw every number below a bound, none beyond it")
    func bounds() {
        var dice = Dice(seed: 1)
        #expect(Set((0..<500).map { _ in dice.below(7) }) == Set(0..<7))
    }

    @Test("never pick what weighs nothing")
    func weights() {
        var dice = Dice(seed: 2)
        let picked = (0..<500).map { _ in dice.pick([(1, 0), (2, 3), (3, 0), (4, 1)], by: \.1).0 }
        #expect(Set(picked) == [2, 4])
    }

    @Test("shuffle without losing anything")
    func shuffling() {
        var dice = Dice(seed: 3)
        let shuffled = dice.shuffle(Array(0..<100))
        #expect(shuffled != Array(0..<100))
        #expect(shuffled.sorted() == Array(0..<100))
    }

    @Test("give each purpose numbers of its own")
    func purposes() {
        var hosts = Dice(seed: 2019, for: "hosts")
        var presenters = Dice(seed: 2019, for: "presenters")
        #expect(hosts.next() != presenters.next())
    }
}
