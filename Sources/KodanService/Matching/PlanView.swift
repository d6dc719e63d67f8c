public import KodanDomain
import KodanExport
import KodanMatching
import KodanStore
import KodanText

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

extension PlanView {
    /// What the plan of `outcome` shows, with the country that the map draws.
    init(
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
