import KodanDomain
import KodanMatching
import KodanStore
import Postgres

extension Desk {
    /// What the way between two municipalities and back may cost, by the faster way that ``JourneyMap`` speaks of.
    func travelEstimate(
        from home: MunicipalityCode,
        to venue: MunicipalityCode,
        by fares: FareTable?
    ) throws -> TravelEstimate {
        guard let fares else { return .unknown(.noFares) }
        let country = try country()
        guard let from = country.index[home], let to = country.index[venue],
            let parts = try travel().parts(from: country.places[from], to: country.places[to])
        else { return .unknown(.noWay) }
        return .about(fares.roundTrip(parts), by: parts.map(\.means))
    }
}
