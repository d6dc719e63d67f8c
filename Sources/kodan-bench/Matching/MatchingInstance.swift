/// A matching instance: presenters, requests, constants, and the candidate lists of fixed length if it has them.
struct MatchingInstance {
    /// Who lectures: `topics` has bit t for topic t, `days` bit d for each free day d.
    struct Presenter: Equatable {
        /// Micro-degrees of WGS84.
        var latitude: Int32
        var longitude: Int32
        var topics: UInt8
        var level: Int
        var capacity: Int
        var days: UInt64
    }

    /// Who asks: for one topic on any one of `days`.
    struct Request: Equatable {
        /// Micro-degrees of WGS84.
        var latitude: Int32
        var longitude: Int32
        var topic: UInt8
        var level: Int
        var days: UInt64
    }

    /// The constants of an instance, named as in its file.
    struct Constants: Codable, Equatable {
        var name: String
        /// How long candidate lists are.
        var k: Int
        /// How far a presenter may be, in metres.
        var radius_m: Int
        /// What each further lecture of a presenter costs more than the one before.
        var lambda: Int
        /// What a request costs that nobody serves.
        var unassigned: Int
    }

    /// How many topics there are.
    static let topicCount = 8
    /// What each missing level costs.
    static let missingLevelCost = 10_000

    var constants: Constants
    var presenters: [Presenter]
    var requests: [Request]
    /// Empty unless they were read or made.
    var lists = CandidateLists()

    /// What it costs that `presenter` serves `request` from so many metres away.
    func cost(of request: Int, by presenter: Int, metres: Double) -> Int {
        let missing = max(0, requests[request].level - presenters[presenter].level)
        return Int(metres.rounded(.toNearestOrEven)) + MatchingInstance.missingLevelCost * missing
    }

    /// Whether `presenter` knows the topic of `request` and is free on one of its days.
    func isEligible(_ presenter: Int, for request: Int) -> Bool {
        presenters[presenter].topics >> requests[request].topic & 1 == 1
            && presenters[presenter].days & requests[request].days != 0
    }
}

/// The candidates of each request with what they cost, the nearest first.
struct CandidateLists: Equatable {
    /// The candidates of request `r` stand from `starts[r]` until `starts[r + 1]`.
    var starts: [UInt32] = []
    var presenters: [UInt32] = []
    var costs: [Int32] = []

    /// Where the candidates of `request` stand.
    func range(of request: Int) -> Range<Int> { Int(starts[request])..<Int(starts[request + 1]) }
}
