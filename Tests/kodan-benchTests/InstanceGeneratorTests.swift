import Testing

@testable import kodan_bench

@Suite("Our own instances")
struct InstanceGeneratorTests {
    /// A small instance of `seed`.
    static func small(seed: UInt64) -> MatchingInstance {
        var generator = InstanceGenerator(seed: seed)
        return generator.instance(name: "small", presenters: 400, requests: 200)
    }

    @Test("are the same for the same seed, and others for another")
    func deterministic() {
        let instance = Self.small(seed: 7)
        #expect(instance.presenters == Self.small(seed: 7).presenters)
        #expect(instance.requests == Self.small(seed: 7).requests)
        #expect(instance.presenters != Self.small(seed: 8).presenters)
    }

    @Test("throw dice as the published generator does")
    func dice() {
        // The first outputs for seed 1234567 in the generator's public test vectors.
        var dice = Dice(seed: 1_234_567)
        #expect(dice.bits() == 6_457_827_717_110_365_317)
        #expect(dice.bits() == 3_203_168_211_198_807_973)
        #expect(dice.bits() == 9_817_491_932_198_370_423)
    }

    @Test("keep to Japan and to what the format allows")
    func limits() {
        let instance = Self.small(seed: 3)
        #expect(instance.presenters.count == 400)
        #expect(instance.requests.count == 200)
        for presenter in instance.presenters {
            #expect(InstanceGenerator.latitudes.contains(presenter.latitude))
            #expect(InstanceGenerator.longitudes.contains(presenter.longitude))
            #expect(presenter.topics != 0)
            #expect((1...4).contains(presenter.capacity))
            #expect((0...3).contains(presenter.level))
            #expect(presenter.days >> 60 == 0)
        }
        for request in instance.requests {
            #expect(InstanceGenerator.latitudes.contains(request.latitude))
            #expect(InstanceGenerator.longitudes.contains(request.longitude))
            #expect(request.topic < 8)
            #expect((0...3).contains(request.level))
            #expect((1...3).contains(request.days.nonzeroBitCount))
            #expect(request.days >> 60 == 0)
        }
    }
}
