import ArgumentParser

/// The sizes of our own instances; those of the yardsticks, so that figures stand side by side.
enum InstanceSize: String, CaseIterable, ExpressibleByArgument {
    case small = "S"
    case medium = "M"
    case large = "L"
    case huge = "XL"
    case mediumTight = "MT"
    case largeTight = "LT"

    /// How many presenters and requests.
    var people: (presenters: Int, requests: Int) {
        switch self {
        case .small: (1_078, 165)
        case .medium: (10_000, 5_000)
        case .large: (100_000, 50_000)
        case .huge: (1_000_000, 200_000)
        case .mediumTight: (2_000, 5_000)
        case .largeTight: (20_000, 50_000)
        }
    }

    /// Whether more is asked than all can give.
    var isTight: Bool { self == .mediumTight || self == .largeTight }

    /// How many times faster the match must be than the fastest other solver, and than OR-Tools.
    var required: (fastest: Double, orTools: Double) {
        switch self {
        case .small: (4, 10)
        case .medium, .huge: (10, 10)
        case .large: (20, 10)
        case .mediumTight: (2.5, 6)
        case .largeTight: (4, 6)
        }
    }
}
