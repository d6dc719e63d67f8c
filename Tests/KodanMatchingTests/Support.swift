import KodanDomain
import KodanMatching

/// Repeatable random numbers: SplitMix64.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 until `bound`.
    mutating func roll(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}

/// The day with this ISO 8601 text; the first day of 1970 for nonsense.
func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(dayNumber: 0) }

/// Two hours, or `minutes`, from `clock` on `date`.
func slot(_ date: LocalDate, _ clock: String = "14:00", minutes: Int = 120) -> TimeRange {
    guard let time = TimeOfDay(clock), let range = TimeRange(start: Instant(date, time), minutes: minutes)
    else { preconditionFailure("no such slot") }
    return range
}

/// The place at these micro-degrees.
func place(_ latitude: Int32, _ longitude: Int32) -> Place {
    guard let point = GeoPoint(latitude: latitude, longitude: longitude)
    else { preconditionFailure("no such place") }
    return Place(point)
}

/// An option whose only cost is `cost` minutes of travel.
func option(
    _ request: RequestKey,
    _ slotOrdinal: Int = 1,
    by presenter: PresenterKey,
    on date: LocalDate,
    cost: Int
) -> MatchingOption {
    MatchingOption(
        request: request,
        slotOrdinal: slotOrdinal,
        presenter: presenter,
        time: slot(date),
        isOnline: false,
        terms: CostTerms(travel: cost)
    )
}

extension CostWeights {
    /// Weights that differ from the standard only in load.
    static func loading(_ step: Int) -> CostWeights { CostWeights(loadStep: step) ?? .standard }
}
