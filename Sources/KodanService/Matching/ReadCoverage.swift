public import KodanDomain
import KodanMatching
import KodanStore
import Postgres

/// How far the nearest presenter is from every municipality, and where one more would help.
public struct CoverageFound: Sendable, Equatable {
    /// A municipality that is far from all presenters.
    public struct Far: Sendable, Equatable {
        /// Its name with its prefecture.
        public let name: String
        /// Minutes to the nearest presenter; nil where nothing goes.
        public let minutes: Int?
        /// How far that is: the place of its band in ``CoverageFound/bands``.
        public let band: Int
        /// How many lectures were asked for there, in ``ReadCoverage/years``.
        public let requests: Int
    }

    /// A prefecture in whose capital one more presenter would help.
    public struct Gain: Sendable, Equatable {
        /// The capital with its prefecture.
        public let name: String
        /// Where it is drawn.
        public let point: PagePoint
        /// How many municipalities would have a presenter nearer.
        public let municipalities: Int
        /// By how many minutes together, each municipality as often as it weighs.
        public let minutes: Int
    }

    /// Where the municipalities are drawn, by the bands of `TravelBand`, from near to far; the last are those that
    /// nobody reaches and leaves the same day.
    public let bands: [[PagePoint]]
    /// The farthest municipalities: most minutes first, at most ``ReadCoverage/farAtMost``.
    public let far: [Far]
    /// Where one more presenter would help most, at most ``ReadCoverage/gainsAtMost``, the greatest gain first.
    public let gains: [Gain]
    /// How many presenters there are.
    public let presenters: Int
}

/// How far the nearest presenter is from every municipality (講師の分布).
///
/// Where one more would help is measured without looking at how many people live there, of which the office has no
/// table by municipality: a presenter is thought of in each of the 47 capitals, and every municipality counts once, and
/// once more for each lecture with a venue there that was asked for in the last ``years``. What is summed up is by how
/// many minutes its nearest presenter would come nearer; beyond ``farthest`` minutes all is equally far.
public struct ReadCoverage: Sendable {
    /// How many municipalities are named.
    public static let farAtMost = 20
    /// How many places for one more presenter are named.
    public static let gainsAtMost = 5
    /// How long presenters travel at most, in minutes: as far as they may state it.
    public static let farthest = 480
    /// How many years back requests count.
    public static let years = 3

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The coverage by active presenters who lecture on `topic`, or by all.
    ///
    /// For the body's people; everybody sees the whole country, and no presenter is named. The first call takes a
    /// search for each municipality in which a presenter lives; later ones take milliseconds.
    public func callAsFunction(
        on topic: TopicCode? = nil,
        as credential: Credential
    ) async throws -> CoverageFound {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            return try desk.asSystem { try found(topic, desk) }
        }
    }

    private func found(_ topic: TopicCode?, _ desk: Desk) throws -> CoverageFound {
        let queries = CoverageQueries(desk.session)
        let room = desk.travelRoom.coverage
        let homes = try queries.presenters(on: topic)
        let first = FiscalYear(containing: desk.now.date).first
        let asked = try queries.requests(
            on: topic,
            since: first.adding(days: -365 * (ReadCoverage.years - 1))
        )
        let question = CoverageRoom.Question(
            presenters: homes.map(\.municipality),
            requests: Dictionary(asked.map { ($0.municipality, $0.count) }) { first, _ in first }
        )
        let presenters = homes.reduce(0) { $0 + $1.count }
        if let known = room.answer(to: question, about: topic), known.presenters == presenters {
            return known
        }
        let country = try room.country { try queries.municipalities() }
        let travel = try desk.travel()
        let capitals = try PrefectureCapital.stored(desk)
        let sources = question.presenters.compactMap { country.index[$0] }
        var coverage = Coverage(places: country.places.count)
        for reaches in room.reaches(from: sources, in: country, by: travel) { coverage.add(reaches) }
        let weights = country.municipalities.map { 1 + (question.requests[$0.place.municipality] ?? 0) }
        let answer = CoverageFound(
            bands: bands(coverage, country),
            far: far(coverage, country, weights),
            gains: gains(coverage, country, capitals, weights, room, travel),
            presenters: presenters
        )
        room.keep(answer, to: question, about: topic)
        return answer
    }

    private func bands(_ coverage: Coverage, _ country: CoverageRoom.Country) -> [[PagePoint]] {
        let members = Dictionary(grouping: country.points.indices) { coverage.nearest[$0].band }
        return TravelBand.allCases.map { band in (members[band] ?? []).map { country.points[$0] } }
    }

    private func far(
        _ coverage: Coverage,
        _ country: CoverageRoom.Country,
        _ weights: [Int]
    ) -> [CoverageFound.Far] {
        // Of equally far ones the one that was asked for more often, then the smaller code.
        let order = coverage.nearest.indices.sorted { left, right in
            (coverage.nearest[right], weights[right], left) < (coverage.nearest[left], weights[left], right)
        }
        return order.prefix(ReadCoverage.farAtMost).map { index in
            CoverageFound.Far(
                name: country.municipalities[index].name,
                minutes: coverage.nearest[index].minutes,
                band: coverage.nearest[index].band.rawValue,
                requests: weights[index] - 1
            )
        }
    }

    private func gains(
        _ coverage: Coverage,
        _ country: CoverageRoom.Country,
        _ capitals: [PrefectureCapital],
        _ weights: [Int],
        _ room: CoverageRoom,
        _ travel: TravelModel
    ) -> [CoverageFound.Gain] {
        let places = capitals.compactMap { country.index[$0.municipality] }
        let reaches = room.reaches(from: places, in: country, by: travel)
        let gains = zip(places, reaches).map { place, reaches in
            let saved = coverage.saved(by: reaches, weights: weights, farthest: ReadCoverage.farthest)
            return CoverageFound.Gain(
                name: country.municipalities[place].name,
                point: country.points[place],
                municipalities: saved.places,
                minutes: saved.minutes
            )
        }
        return Array(
            gains.filter { $0.minutes > 0 }.sorted { ($1.minutes, $0.name) < ($0.minutes, $1.name) }
                .prefix(ReadCoverage.gainsAtMost)
        )
    }
}
