/// By what a part of a journey is made, as far as its price depends on it.
public enum TravelMeans: String, Sendable, CaseIterable {
    /// 自家用車.
    case car
    /// フェリー, with the car.
    case carFerry = "car_ferry"
    /// 在来線・バス: what stops everywhere.
    case local
    /// 鉄道: a line with express trains; the surcharge is in the price.
    case rail
    /// 新幹線: the surcharge is in the price.
    case shinkansen
    /// 航空機.
    case air
    /// 船.
    case ferry

    /// Whether two parts that follow each other are paid for as one.
    var isThrough: Bool {
        switch self {
        case .car, .local, .rail, .shinkansen: true
        case .carFerry, .air, .ferry: false
        }
    }
}

/// A part of a journey by one means.
public struct JourneyPart: Sendable, Hashable {
    /// By what.
    public let means: TravelMeans
    /// How far.
    public let metres: Int

    /// A part; a distance below zero counts as none.
    public init(_ means: TravelMeans, metres: Int) {
        self.means = means
        self.metres = max(0, metres)
    }

    /// The parts of a journey in order, those that are paid for as one put together.
    public static func joined(_ parts: [JourneyPart]) -> [JourneyPart] {
        parts.reduce(into: []) { joined, part in
            if let last = joined.last, last.means == part.means, part.means.isThrough {
                joined[joined.count - 1] = JourneyPart(part.means, metres: last.metres + part.metres)
            } else {
                joined.append(part)
            }
        }
    }
}

/// What journeys cost about, by means and distance (運賃の目安).
///
/// For estimates before a lecture alone: what is paid is what a claim says, with its evidence.
public struct FareTable: Sendable, Equatable {
    /// The price of a part up to some distance.
    public struct Band: Sendable, Equatable {
        /// By what one travels.
        public let means: TravelMeans
        /// The longest part that it serves, in kilometres; nil for all that are longer than the other bands say.
        public let upToKilometres: Int?
        /// What each part costs, whatever its length.
        public let base: Yen
        /// What each kilometre costs more, in hundredths of a yen.
        public let centiYenPerKilometre: Int

        /// A band.
        public init(
            _ means: TravelMeans,
            upToKilometres: Int?,
            base: Yen,
            centiYenPerKilometre: Int
        ) {
            self.means = means
            self.upToKilometres = upToKilometres
            self.base = base
            self.centiYenPerKilometre = centiYenPerKilometre
        }
    }

    /// Distances that a band may end at, in kilometres.
    public static let kilometres = 1...5_000
    /// Prices that may be stated, for a part and for a hundred kilometres.
    public static let yen = 0...200_000
    /// Estimates are rounded up to so many yen.
    private static let step: Int64 = 100

    private let bands: [TravelMeans: [Band]]

    /// A table; nil unless every means has one last band without an end, and no two that end alike.
    public init?(_ bands: [Band]) {
        let byMeans = Dictionary(grouping: bands, by: \.means)
        for means in TravelMeans.allCases {
            let ends = byMeans[means, default: []].map(\.upToKilometres)
            guard Set(ends).count == ends.count, ends.contains(nil) else { return nil }
        }
        self.bands = byMeans.mapValues { bands in
            bands.sorted { ($0.upToKilometres ?? .max) < ($1.upToKilometres ?? .max) }
        }
    }

    /// What one part costs.
    public func fare(of part: JourneyPart) -> Yen {
        let serving = bands[part.means, default: []].first { band in
            band.upToKilometres.map { part.metres <= $0 * 1000 } ?? true
        }
        guard let serving else { return .zero }
        return serving.base + Yen(Int64(part.metres) * Int64(serving.centiYenPerKilometre) / 100_000)
    }

    /// What the way there and back costs, the fares of all `parts` twice, rounded up to whole hundreds of yen.
    public func roundTrip(_ parts: [JourneyPart]) -> Yen {
        let oneWay = parts.reduce(Yen.zero) { $0 + fare(of: $1) }
        let both = oneWay.amount * 2
        return Yen((both + FareTable.step - 1) / FareTable.step * FareTable.step)
    }
}
