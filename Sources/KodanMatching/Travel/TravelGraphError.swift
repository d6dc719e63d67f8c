public import KodanDomain

/// Why rows make no graph; each case names the row by its ends.
public enum TravelGraphError: Error, Equatable {
    /// There is no municipality at all.
    case empty
    /// A municipality comes twice.
    case municipalityTwice(MunicipalityCode)
    /// An edge or link ends in a municipality that is not among the rows.
    case unknownMunicipality(MunicipalityCode, from: MunicipalityCode, to: MunicipalityCode)
    /// An edge or link leads from a municipality to itself.
    case loop(MunicipalityCode)
    /// Metres outside 0 to 10,000,000.
    case metres(Int, from: MunicipalityCode, to: MunicipalityCode)
    /// Minutes under way and to the port together outside 1 to 20,000, or one of the two negative.
    case minutes(Int, from: MunicipalityCode, to: MunicipalityCode)
    /// Departures in a hundred days that are not positive.
    case departures(Int, from: MunicipalityCode, to: MunicipalityCode)
}

extension TravelGraphError: CustomStringConvertible {
    /// The fault and what was expected.
    public var description: String {
        switch self {
        case .empty: "a travel graph needs at least one municipality"
        case .municipalityTwice(let code): "municipality \(code) comes twice"
        case .unknownMunicipality(let code, let from, let to):
            "the way from \(from) to \(to) ends in \(code), which is no municipality of the graph"
        case .loop(let code): "a way leads from \(code) to itself"
        case .metres(let metres, let from, let to):
            "the way from \(from) to \(to) is \(metres) m long; 0 to 10,000,000 was expected"
        case .minutes(let minutes, let from, let to):
            "the way from \(from) to \(to) takes \(minutes) minutes; 1 to 20,000 was expected"
        case .departures(let count, let from, let to):
            "the way from \(from) to \(to) has \(count) departures in a hundred days; at least 1 was expected"
        }
    }
}
