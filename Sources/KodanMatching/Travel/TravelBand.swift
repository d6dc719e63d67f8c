/// How far a place is, as coarsely as the data allow: what people are shown, and what plans are compared by.
///
/// The model is off by 3 to 10 % at the median and by up to 40 % in the mountains, and a point by about 5 km, which is
/// some ten minutes. Minutes order candidates and add up in costs; whoever reads them reads a band.
public enum TravelBand: Int, Sendable, CaseIterable, Comparable {
    /// Under half an hour.
    case under30
    /// From half an hour to an hour.
    case under60
    /// From an hour to an hour and a half.
    case under90
    /// From an hour and a half to two and a half hours.
    case under150
    /// Longer, and there and back in a day.
    case dayTrip
    /// Not there and back in a day.
    case overnight

    /// The band of a journey of so many minutes one way.
    public init(minutes: Int, isDayTrip: Bool) {
        self =
            switch minutes {
            case _ where !isDayTrip: .overnight
            case ..<30: .under30
            case ..<60: .under60
            case ..<90: .under90
            case ..<150: .under150
            default: .dayTrip
            }
    }

    /// Orders from near to far.
    public static func < (left: TravelBand, right: TravelBand) -> Bool { left.rawValue < right.rawValue }
}
