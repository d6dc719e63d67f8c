public import KodanDomain
import KodanMatching
import KodanStore
import Postgres

/// The way of a bound presenter to the lecture, for a small map.
///
/// For the presenter and the body's people; a host is not told where a presenter lives.
public struct ReadJourney: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The way; nil for a lecture that is online, or that the reader may not see.
    ///
    /// Throws ``Refusal/notPermitted(_:)`` for a host.
    public func callAsFunction(of id: Assignment.ID, as credential: Credential) async throws -> JourneyMap? {
        let reading = TransactionOptions(readOnly: true)
        return try await office.transaction(as: credential, reading, serving: .partOfRequest) { desk in
            if try desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            guard let ends = try CoverageQueries(desk.session).journey(of: id) else { return nil }
            return try desk.journeyMap(from: ends.home, to: ends.venue)
        }
    }
}

extension Desk {
    /// The municipalities with their points, read once for all.
    func country() throws -> CoverageRoom.Country {
        try travelRoom.coverage.country { () throws(PostgresError) in
            try CoverageQueries(session).municipalities()
        }
    }

    /// The way between two municipalities; nil where one is not in the tables.
    func journeyMap(from home: MunicipalityCode, to venue: MunicipalityCode) throws -> JourneyMap? {
        let country = try country()
        guard let from = country.index[home], let to = country.index[venue] else { return nil }
        func end(_ index: Int) -> JourneyMap.End {
            JourneyMap.End(name: country.municipalities[index].name, point: country.points[index])
        }
        let frames = [from, to].map { MapFrame.holding(country.places[$0].point) }
        return JourneyMap(
            home: end(from),
            venue: end(to),
            isOfOneFrame: frames[0] == frames[1],
            land: country.points
        )
    }
}
