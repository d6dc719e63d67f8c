import KodanDomain
import KodanMatching
import KodanService
import KodanText

/// A plan as lines for people.
struct MatchReport {
    let text: String

    init(_ answer: MatchAnswer, _ questions: MatchQuestions, in language: Language) {
        var lines = [
            PlanText.summary(
                matched: answer.assignments.count,
                unmatched: answer.unmatched.count,
                cost: answer.assignedCost,
                in: language
            )
        ]
        for assignment in answer.assignments {
            let request = answer.labels.request(assignment.option.request).words
            let presenter = answer.labels.presenter(assignment.option.presenter).words
            lines.append("\(request)  \(presenter)  \(PlanText.assignment(assignment, in: language))")
        }
        for entry in answer.unmatched {
            let sentence = UnmatchedText.sentence(entry.reason.code, in: language) ?? entry.reason.code
            lines.append("\(entry.request.words)  \(PlanText.nobody(sentence, in: language))")
        }
        for row in answer.stale {
            let sentence = StaleText.sentence(row.reason, in: language)
            let words = [row.request.words, row.presenter?.words].compactMap(\.self).joined(separator: "  ")
            lines.append("\(words)  \(PlanText.notSaved(sentence, in: language))")
        }
        lines += questions.fairness.flatMap { FairnessText.lines($0, in: language) }
        for entry in questions.explained {
            lines += ["", entry.request.words]
            lines += MatchReport.lines(entry, answer.labels.names, language).map { "  \($0)" }
        }
        if let shortages = questions.shortages {
            lines += [""] + MatchReport.lines(shortages, language)
        }
        text = lines.joined(separator: "\n")
    }

    private static func lines(
        _ entry: MatchQuestions.Explained,
        _ names: ExplanationNames,
        _ language: Language
    ) -> [String] {
        guard let explanation = entry.explanation else {
            return [UnmatchedText.sentence(UnmatchedRequest.Reason.tooLate.code, in: language)].compactMap(
                \.self
            )
        }
        return ExplanationText.lines(explanation, names: names, in: language)
    }

    private static func lines(_ shortages: [MatchQuestions.Shortage], _ language: Language) -> [String] {
        guard !shortages.isEmpty else { return [ScarcityText.none(in: language)] }
        return shortages.map { shortage in
            ScarcityText.sentence(
                shortage.scarcity,
                prefecture: language == .japanese ? shortage.capital.name : shortage.capital.romaji,
                topic: shortage.topic,
                in: language
            )
        } + [ScarcityText.assumptions(AssumedPresenter(), in: language)]
    }
}
