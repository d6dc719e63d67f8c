public import KodanDomain
import KodanExport
import KodanMatching
import KodanStore
public import KodanText
import Postgres

/// A plan as people look at it before they accept it, in whole or in part.
public struct PlanView: Sendable, Equatable {
    /// A part of the country, or a programme, to which a plan can be limited.
    public struct Choice: Sendable, Equatable {
        /// Its code.
        public let code: String
        /// Its name.
        public let name: String
    }

    /// A request that gets a presenter.
    public struct Row: Sendable, Equatable {
        /// The request.
        public let request: LectureRequest.ID
        /// What it is called.
        public let title: String
        /// Who asks.
        public let host: String
        /// Who comes.
        public let presenter: Presenter.ID
        /// Their name.
        public let name: String
        /// When.
        public let during: TimeRange
        /// Whether it is online.
        public let isOnline: Bool
        /// What speaks against it, in sentences; none where nothing does.
        public let grounds: [String]
    }

    /// A request that gets nobody.
    public struct Left: Sendable, Equatable {
        /// The request.
        public let request: LectureRequest.ID
        /// What it is called.
        public let title: String
        /// Who asks.
        public let host: String
        /// Why, in a sentence.
        public let reason: String
    }

    /// A presenter's way to a venue, on the map of ``MapFrame``.
    public struct Way: Sendable, Equatable {
        /// Where the presenter sets out.
        public let from: PagePoint
        /// The venue.
        public let to: PagePoint
        /// Minutes one way.
        public let minutes: Int
    }

    /// Who comes to whom, by request.
    public let rows: [Row]
    /// To whom nobody comes, by request.
    public let left: [Left]
    /// The ways of those who travel.
    public let ways: [Way]
    /// The venues to which nobody comes.
    public let nobody: [PagePoint]
    /// The municipalities, which draw the country.
    public let land: [PagePoint]
    /// The map in sentences, for those who do not see it.
    public let description: String
    /// All prefectures, from north to south.
    public let prefectures: [Choice]
    /// The programmes in force under which presenters are sent.
    public let programmes: [Choice]
}

/// Which rows of a plan were accepted.
public struct AcceptedPlan: Sendable, Equatable {
    /// The saved run; nil where nothing was left to save.
    public let run: MatchingRun.ID?
    /// The requests that have their presenter now.
    public let saved: [LectureRequest.ID]
    /// The others, with why not: a code of a stale row, or nil where the plan itself has changed.
    public let refused: [Refused]

    /// A row that was not saved.
    public struct Refused: Sendable, Equatable {
        /// The request.
        public let request: LectureRequest.ID
        /// What had changed, in a sentence; nil where the best plan is another now.
        public let reason: String?
    }
}

extension MatchRequests {
    /// The plan of now for people to look at, in `language`; nothing is written, and a match may run meanwhile.
    ///
    /// For coordinators. Throws ``Refusal/matchRunning`` while several others look at plans.
    public func preview(
        _ scope: MatchScope,
        in language: Language,
        as credential: Credential
    ) async throws -> PlanView {
        try await office.looking {
            let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
            let (facts, country, prefectures) = try await office.transaction(as: credential, snapshot) {
                desk in
                try desk.actor.require(.coordinator)
                let (country, prefectures) = (
                    try desk.travelRoom.coverage.country { () throws(PostgresError) in
                        try CoverageQueries(desk.session).municipalities()
                    },
                    try VocabularyStore(desk.session).prefectures()
                )
                // The facts end with what the service itself sees: nothing is read after them.
                return (try MatchingFacts(desk: desk, scope: scope), country, prefectures)
            }
            return PlanView(try plan(facts), facts, country, prefectures, language)
        }
    }

    /// Plans anew and saves only the `accepted` rows: each request with the presenter whom somebody saw beside it.
    ///
    /// A row that the plan of now no longer has is refused, as is one that changes while it is saved; requests that
    /// were not accepted stay as they are, those without a presenter too. Refusals as those of
    /// ``callAsFunction(save:scope:expecting:as:)``.
    public func accept(
        _ accepted: [LectureRequest.ID: Presenter.ID],
        within scope: MatchScope,
        in language: Language,
        as credential: Credential
    ) async throws -> AcceptedPlan {
        try await office.alone(
            in: .matching,
            for: .coordinator,
            as: credential,
            otherwise: .matchRunning
        ) {
            let whole = try await proposal(scope.atPresent, as: credential)
            let part = whole.limited(to: accepted)
            guard !part.matches.isEmpty else {
                return AcceptedPlan(
                    run: nil,
                    saved: [],
                    refused: accepted.keys.sorted().map { .init(request: $0, reason: nil) }
                )
            }
            let outcome = try await saving(part, as: credential)
            let saved = outcome.matches.map(\.request)
            let stale = Dictionary(outcome.stale.map { ($0.request, $0.reason) }) { first, _ in first }
            let refused = Set(accepted.keys).subtracting(saved).sorted().map { request in
                AcceptedPlan.Refused(
                    request: request,
                    reason: stale[request].map { StaleText.sentence($0, in: language) }
                )
            }
            return AcceptedPlan(run: outcome.run, saved: saved, refused: refused)
        }
    }
}

extension MatchOutcome {
    /// The same plan with no rows but those `accepted`.
    fileprivate func limited(to accepted: [LectureRequest.ID: Presenter.ID]) -> MatchOutcome {
        let kept = matches.filter { accepted[$0.request] == $0.presenter }
        return MatchOutcome(
            matches: kept,
            unmatched: [],
            totalCost: kept.reduce(0) { $0 + $1.total },
            stale: [],
            solved: solved,
            topics: topics,
            today: today
        )
    }
}

extension PlanView {
    fileprivate init(
        _ outcome: MatchOutcome,
        _ facts: MatchingFacts,
        _ country: CoverageRoom.Country,
        _ prefectures: [PrefectureEntry],
        _ language: Language
    ) {
        let names = facts.names
        rows = outcome.solved.plan.assignments.map { assignment in
            let option = assignment.option
            let (request, presenter) = (LectureRequest.ID(option.request), Presenter.ID(option.presenter))
            return Row(
                request: request,
                title: names.title(of: request),
                host: names.host(of: request),
                presenter: presenter,
                name: names.name(of: presenter),
                during: option.time,
                isOnline: option.isOnline,
                grounds: assignment.shares.compactMap { CostText.sentence($0, in: language) }
            )
        }.sorted { $0.request < $1.request }
        left = outcome.unmatched.map { entry in
            Left(
                request: entry.request,
                title: names.title(of: entry.request),
                host: names.host(of: entry.request),
                reason: UnmatchedText.sentence(entry.reason.code, in: language) ?? ""
            )
        }
        let map = PlanMap(
            of: outcome.solved,
            assignments: outcome.solved.plan.assignments,
            tooLate: outcome.unmatched.count - outcome.solved.plan.unmatched.count,
            municipalities: country.municipalities.map(\.place.point),
            names: names.explained { id, title in "\(id) \(title)" },
            in: language
        )
        ways = map.journeys.map { journey in
            Way(
                from: MapFrame.place(journey.from),
                to: MapFrame.place(journey.to),
                minutes: journey.minutes
            )
        }
        nobody = map.unmatched.map { MapFrame.place($0.at) }
        land = country.points
        description = PlanMapText.captions(for: map, on: nil, in: language).description
        self.prefectures = prefectures.map { Choice(code: "\($0.code)", name: $0.name) }
        programmes = facts.programmes.filter { programme in
            programme.delivery == .dispatched && programme.validity.contains(facts.today)
        }.map { Choice(code: $0.code.text, name: $0.name) }
    }
}
