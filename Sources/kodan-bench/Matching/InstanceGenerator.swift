/// Makes instances from a seed: people in and around Japan's towns, the same for the same seed on every machine.
struct InstanceGenerator {
    /// Where people are, in micro-degrees; who would live beyond lives on the edge.
    static let latitudes: ClosedRange<Int32> = 24_000_000...45_600_000
    static let longitudes: ClosedRange<Int32> = 122_900_000...145_900_000
    /// The days asked for, from 0.
    static let dayCount = 60
    /// How likely a presenter has 1, 2, 3 or 4 lectures to give.
    private static let capacities = [0.45, 0.3, 0.15, 0.1]
    /// How likely a presenter, or a request, is of each level.
    private static let levelsGiven = [0.3, 0.35, 0.25, 0.1]
    private static let levelsAsked = [0.45, 0.3, 0.15, 0.1]
    /// How often each topic is asked for.
    private static let topics = [0.28, 0.2, 0.16, 0.12, 0.09, 0.07, 0.05, 0.03]

    /// Towns with their share of people, and how far these live around them, in micro-degrees.
    private struct Town {
        var latitude: Double
        var longitude: Double
        var share: Double
        var spread: Double
    }

    private static let towns: [Town] = [
        Town(latitude: 43.06e6, longitude: 141.35e6, share: 2.4, spread: 0.12e6),
        Town(latitude: 43.77e6, longitude: 142.37e6, share: 0.4, spread: 0.15e6),
        Town(latitude: 40.82e6, longitude: 140.74e6, share: 0.5, spread: 0.12e6),
        Town(latitude: 39.70e6, longitude: 141.15e6, share: 0.5, spread: 0.13e6),
        Town(latitude: 38.27e6, longitude: 140.87e6, share: 1.5, spread: 0.11e6),
        Town(latitude: 37.90e6, longitude: 139.02e6, share: 0.9, spread: 0.12e6),
        Town(latitude: 36.57e6, longitude: 139.88e6, share: 1.0, spread: 0.14e6),
        Town(latitude: 35.69e6, longitude: 139.69e6, share: 12.0, spread: 0.17e6),
        Town(latitude: 35.44e6, longitude: 139.64e6, share: 4.0, spread: 0.1e6),
        Town(latitude: 36.65e6, longitude: 138.19e6, share: 0.8, spread: 0.15e6),
        Town(latitude: 36.56e6, longitude: 136.66e6, share: 0.9, spread: 0.12e6),
        Town(latitude: 34.97e6, longitude: 138.38e6, share: 1.4, spread: 0.18e6),
        Town(latitude: 35.18e6, longitude: 136.91e6, share: 4.2, spread: 0.14e6),
        Town(latitude: 35.01e6, longitude: 135.77e6, share: 1.7, spread: 0.09e6),
        Town(latitude: 34.69e6, longitude: 135.50e6, share: 5.6, spread: 0.12e6),
        Town(latitude: 34.66e6, longitude: 133.93e6, share: 1.0, spread: 0.13e6),
        Town(latitude: 34.40e6, longitude: 132.46e6, share: 1.4, spread: 0.13e6),
        Town(latitude: 34.34e6, longitude: 134.05e6, share: 0.7, spread: 0.12e6),
        Town(latitude: 33.84e6, longitude: 132.77e6, share: 0.7, spread: 0.12e6),
        Town(latitude: 33.59e6, longitude: 130.40e6, share: 3.0, spread: 0.13e6),
        Town(latitude: 32.80e6, longitude: 130.71e6, share: 1.0, spread: 0.13e6),
        Town(latitude: 31.60e6, longitude: 130.56e6, share: 0.9, spread: 0.15e6),
        Town(latitude: 26.21e6, longitude: 127.68e6, share: 0.9, spread: 0.1e6),
    ]

    private var dice: Dice

    /// A generator that makes what `seed` says.
    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// An instance of `size` without lists.
    mutating func instance(_ size: InstanceSize) -> MatchingInstance {
        instance(name: size.rawValue, presenters: size.people.presenters, requests: size.people.requests)
    }

    /// An instance of so many people without lists.
    mutating func instance(name: String, presenters: Int, requests: Int) -> MatchingInstance {
        let homes = InstanceGenerator.towns.map(\.share)
        // Requests gather elsewhere than presenters: each town asks for half to twice its share.
        let venues = homes.map { $0 * (0.5 + 1.5 * dice.part()) }
        return MatchingInstance(
            constants: MatchingInstance.Constants(
                name: name,
                k: 32,
                radius_m: 80_000,
                lambda: 4_000,
                unassigned: 1_000_000
            ),
            presenters: (0..<presenters).map { _ in presenter(homes) },
            requests: (0..<requests).map { _ in request(venues) }
        )
    }

    private mutating func presenter(_ shares: [Double]) -> MatchingInstance.Presenter {
        let (latitude, longitude) = place(shares)
        // Each knows one topic, and every other with one chance in four.
        var topics = UInt8(1) << UInt8(dice.below(MatchingInstance.topicCount))
        for topic in 0..<MatchingInstance.topicCount where dice.part() < 0.25 { topics |= 1 << UInt8(topic) }
        var days: UInt64 = 0
        for day in 0..<InstanceGenerator.dayCount where dice.part() < 0.4 { days |= 1 << UInt64(day) }
        return MatchingInstance.Presenter(
            latitude: latitude,
            longitude: longitude,
            topics: topics,
            level: dice.position(in: InstanceGenerator.levelsGiven),
            capacity: 1 + dice.position(in: InstanceGenerator.capacities),
            days: days
        )
    }

    private mutating func request(_ shares: [Double]) -> MatchingInstance.Request {
        let (latitude, longitude) = place(shares)
        let topic = UInt8(dice.position(in: InstanceGenerator.topics))
        let level = dice.position(in: InstanceGenerator.levelsAsked)
        // One to three wishes, of which two may be the same day.
        var days: UInt64 = 0
        for _ in 0...dice.below(3) { days |= 1 << UInt64(dice.below(InstanceGenerator.dayCount)) }
        return MatchingInstance.Request(
            latitude: latitude,
            longitude: longitude,
            topic: topic,
            level: level,
            days: days
        )
    }

    /// A place around a town; one in ten lives far out.
    private mutating func place(_ shares: [Double]) -> (latitude: Int32, longitude: Int32) {
        let town = InstanceGenerator.towns[dice.position(in: shares)]
        let spread = town.spread * (dice.part() < 0.1 ? 4 : 1)
        let north = (town.latitude + spread * dice.bell()).rounded()
        let east = (town.longitude + spread * 1.2 * dice.bell()).rounded()
        let (south, westernmost) = (Self.latitudes.lowerBound, Self.longitudes.lowerBound)
        return (
            Int32(min(max(north, Double(south)), Double(Self.latitudes.upperBound))),
            Int32(min(max(east, Double(westernmost)), Double(Self.longitudes.upperBound)))
        )
    }
}
