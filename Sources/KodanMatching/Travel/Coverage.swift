/// How near somebody is, for every place of a list.
///
/// Journeys are counted from the point of one municipality to that of another. Pure: searches are handed in, so that
/// whoever asks often keeps them.
public struct Coverage: Sendable, Equatable {
    /// A journey so short as one may be from a source, or none at all: `minutes * 2`, and one more where nobody is back
    /// the same day.
    public struct Reach: Hashable, Comparable, Sendable {
        /// Nothing goes there.
        public static let none = Reach(code: .max)
        private let code: UInt16

        private init(code: UInt16) {
            self.code = code
        }

        /// The journey of `time`; none for nil.
        public init(_ time: JourneyTime?) {
            guard let time else {
                self = .none
                return
            }
            code = UInt16(min(time.minutes, 32_000) * 2 + (time.isDayTrip ? 0 : 1))
        }

        /// Minutes one way; nil where nothing goes.
        public var minutes: Int? { self == .none ? nil : Int(code / 2) }

        /// How far it is; what nobody reaches counts as farthest.
        public var band: TravelBand {
            guard let minutes else { return .overnight }
            return TravelBand(minutes: minutes, isDayTrip: code.isMultiple(of: 2))
        }

        /// Orders from near to far.
        public static func < (left: Reach, right: Reach) -> Bool { left.code < right.code }
    }

    /// The nearest source of each place, in the order of the places.
    public private(set) var nearest: [Reach]

    /// Of `places` places, none of which anybody reaches yet.
    public init(places: Int) {
        nearest = Array(repeating: .none, count: places)
    }

    /// Takes a source from which the places are as far as `reaches` says, in their order.
    public mutating func add(_ reaches: [Reach]) {
        for index in nearest.indices where index < reaches.count && reaches[index] < nearest[index] {
            nearest[index] = reaches[index]
        }
    }

    /// What one more source would save: for each place that comes nearer, the minutes by which it does, times its
    /// weight.
    ///
    /// Beyond `farthest` minutes all is equally far: a presenter is not asked to travel longer. `weights` has a weight
    /// for each place.
    public func saved(
        by reaches: [Reach],
        weights: [Int],
        farthest: Int
    ) -> (minutes: Int, places: Int) {
        var (minutes, places) = (0, 0)
        for index in nearest.indices where index < reaches.count && index < weights.count {
            let now = min(nearest[index].minutes ?? farthest, farthest)
            let then = min(reaches[index].minutes ?? farthest, farthest)
            guard then < now else { continue }
            minutes += (now - then) * weights[index]
            places += 1
        }
        return (minutes, places)
    }
}

extension TravelModel {
    /// How far each of `places` is from `source`, in their order: one search, about a millisecond.
    public func reaches(from source: Place, to places: [Place]) -> [Coverage.Reach] {
        let journeys = journeys(from: source)
        return places.map { Coverage.Reach(journeys.time(to: $0)) }
    }
}
