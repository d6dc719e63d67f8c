import KodanDomain
import KodanMatching
import KodanService
import KodanText

/// A plan as lines for people.
struct MatchReport {
    let text: String

    init(_ answer: MatchAnswer) {
        let count = answer.assignments.count + answer.unmatched.count
        var lines = [
            "\(count) open requests, \(answer.assignments.count) matched, \(answer.unmatched.count) not; "
                + "cost \(answer.assignedCost)."
        ]
        lines += answer.assignments.map(MatchReport.line)
        for entry in answer.unmatched {
            let sentence = UnmatchedText.sentence(entry.reason.code, in: .terminal) ?? entry.reason.code
            lines.append("\(MatchReport.words(entry.request))  nobody: \(sentence)")
        }
        for request in answer.stale {
            lines.append("\(request)  not saved: it or its presenter changed meanwhile; match again")
        }
        text = lines.joined(separator: "\n")
    }

    /// `R1 題  P1 花子  2026-12-05 14:00, 45 min, slot order 0, level 0, load 15: 60`.
    private static func line(_ match: MatchAnswer.Assignment) -> String {
        let terms = match.option.terms
        var parts = [
            "\(match.option.day) \(clock(match.option.time.start))",
            match.option.isOnline ? "online" : "\(terms.travel) min",
            "slot order \(terms.slotOrder)",
            "level \(terms.missingLevel)",
            "load \(match.load)",
        ]
        if terms.notPreferred > 0 { parts.append("not preferred \(terms.notPreferred)") }
        if terms.onlineInstead > 0 { parts.append("online instead \(terms.onlineInstead)") }
        let who = "\(words(match.request))  \(words(match.presenter))"
        return "\(who)  \(parts.joined(separator: ", ")): \(match.total)"
    }

    private static func words(_ label: MatchAnswer.Label) -> String {
        label.name.isEmpty ? label.id : "\(label.id) \(label.name)"
    }

    private static func clock(_ moment: Instant) -> String {
        let minutes = Instant(moment.date, .midnight).minutes(until: moment)
        return TimeOfDay(minutes: minutes)?.description ?? ""
    }
}
