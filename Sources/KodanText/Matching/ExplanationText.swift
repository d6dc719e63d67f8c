public import KodanMatching

/// What presenters and requests are called.
public struct ExplanationNames: Sendable {
    /// The name of a presenter.
    public var presenter: @Sendable (PresenterKey) -> String
    /// The name of a request.
    public var request: @Sendable (RequestKey) -> String

    /// These names.
    public init(
        presenter: @escaping @Sendable (PresenterKey) -> String,
        request: @escaping @Sendable (RequestKey) -> String
    ) {
        self.presenter = presenter
        self.request = request
    }
}

/// Why a request is given to whom it is, or to nobody, in words.
public enum ExplanationText {
    /// How many lectures that need the presenters are told, before the others are only counted.
    private static let competitorsAtMost = 5

    /// The explanation, a sentence a line, what matters most first.
    public static func lines(
        _ explanation: RequestExplanation,
        names: ExplanationNames,
        in language: Language
    ) -> [String] {
        let choices = explanation.nextBest.map { choice in
            ChoiceText.sentence(choice, name: names.presenter(choice.option.presenter), in: language)
        }
        switch explanation.outcome {
        case .matched(let assignment): return matched(assignment, names, language) + choices
        case .nobodyEligible(let nobody):
            return [UnmatchedText.sentence(nobody.tally, in: language)]
                + nobody.blocking.map { BlockingText.sentence($0, in: language) }
                + remedies(nobody.remedies, names, language) + choices
        case .givenToOthers(let others):
            return givenToOthers(others, names, language) + remedies(others.remedies, names, language)
                + choices
        }
    }

    private static func matched(
        _ assignment: MatchingPlan.Assignment,
        _ names: ExplanationNames,
        _ language: Language
    ) -> [String] {
        let option = assignment.option
        let name = names.presenter(option.presenter)
        let time = DateText.range(option.time, in: language)
        let place = option.isOnline ? language("オンラインで", " online") : ""
        return [language("\(name)が\(time)に\(place)担当します。", "\(name) takes it\(place) on \(time).")]
            + assignment.shares.compactMap { CostText.sentence($0, in: language) }
            + [
                language(
                    "負担は合わせて\(assignment.cost)分相当です。",
                    "All together this is worth \(counted(assignment.cost, "minute"))."
                )
            ]
    }

    private static func givenToOthers(
        _ others: GivenToOthers,
        _ names: ExplanationNames,
        _ language: Language
    ) -> [String] {
        var lines = [UnmatchedText.givenToOthers(presenters: others.presenters.count, in: language)]
        lines += others.competitors.prefix(competitorsAtMost).map { competitor in
            CompetitorText.sentence(
                competitor,
                presenter: names.presenter(competitor.presenter),
                request: names.request(competitor.request),
                in: language
            )
        }
        let more = others.competitors.count - competitorsAtMost
        if more > 0 {
            lines.append(
                language(
                    "そのほか\(more)件の講演も担当します。",
                    "They are needed for \(counted(more, "more lecture")) too."
                )
            )
        }
        return lines + [CompetitorText.anotherLeft(in: language)]
    }

    private static func remedies(
        _ remedies: [Remedy],
        _ names: ExplanationNames,
        _ language: Language
    ) -> [String] {
        guard !remedies.isEmpty else { return [RemedyText.none(in: language)] }
        return remedies.map { RemedyText.sentence($0, in: language, name: names.presenter) }
    }
}
