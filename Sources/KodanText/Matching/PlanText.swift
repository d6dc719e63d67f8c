import KodanDomain
public import KodanMatching

/// A plan in short lines, as a terminal shows it.
public enum PlanText {
    /// How many requests are matched, and what that costs in equivalent minutes.
    public static func summary(matched: Int, unmatched: Int, cost: Int, in language: Language) -> String {
        language(
            "申込\(matched + unmatched)件のうち\(matched)件に講師が決まり、\(unmatched)件は決まりません。負担は合わせて\(cost)分相当です。",
            "\(counted(matched + unmatched, "open request")), \(matched) matched, \(unmatched) not; cost \(cost)."
        )
    }

    /// When, how far, what speaks against it, and what it costs.
    ///
    /// `2026-12-05 14:00, under 30 minutes, missing level 45: 67`. The journey is told in bands, the other terms in
    /// equivalent minutes, those that add nothing not at all.
    public static func assignment(_ assignment: MatchingPlan.Assignment, in language: Language) -> String {
        let option = assignment.option
        let way =
            option.isOnline
            ? language("オンライン", "online")
            : JourneyText.duration(minutes: option.terms.travel, in: language)
        let others = assignment.shares.filter { $0.term != .travel && $0.minutes > 0 }
            .map { "\(CostText.name(of: $0.term, in: language)) \($0.minutes)" }
        let when = "\(option.day) \(option.time.start.time)"
        return "\(language.list([when, way] + others)): \(assignment.cost)"
    }

    /// That nobody comes; `sentence` says why.
    public static func nobody(_ sentence: String, in language: Language) -> String {
        language("講師なし: \(sentence)", "nobody: \(sentence)")
    }

    /// That a row was not saved; `sentence` says what has changed.
    public static func notSaved(_ sentence: String, in language: Language) -> String {
        language(
            "保存していません: \(sentence)もう一度マッチングしてください。",
            "not saved: \(sentence) Match again."
        )
    }

    /// That a plan was only looked at.
    public static func nothingSaved(in language: Language) -> String {
        language("何も保存していません。保存するには --save を付けてください。", "Nothing was saved; --save saves the plan.")
    }
}
