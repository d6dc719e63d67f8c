/// What a change does to the whole plan.
enum PlanChangeText {
    /// What it does, as the end of a sentence.
    ///
    /// `講師の決まらない申込が1件増え、全体の負担が30分相当減ります。` In English it follows `would`. Negative numbers
    /// are fewer and less.
    static func predicate(moreUnmatched: Int, moreMinutes: Int, in language: Language) -> String {
        let parts = [unmatched(moreUnmatched, language), cost(moreMinutes, language)].compactMap(\.self)
        guard !parts.isEmpty else {
            return language("全体の負担は変わりません。", "cost the whole plan nothing more.")
        }
        return language(parts.joined(separator: "、") + "ます。", parts.joined(separator: " and ") + ".")
    }

    private static func unmatched(_ more: Int, _ language: Language) -> String? {
        guard more != 0 else { return nil }
        let count = abs(more)
        let comparison = more > 0 ? "more" : "fewer"
        return language(
            "講師の決まらない申込が\(count)件\(direction(more))",
            "leave \(counted(count, "\(comparison) request")) without a presenter"
        )
    }

    private static func cost(_ more: Int, _ language: Language) -> String? {
        guard more != 0 else { return nil }
        let minutes = abs(more)
        let english = counted(minutes, "minute")
        return language(
            "全体の負担が\(minutes)分相当\(direction(more))",
            more > 0 ? "cost the whole plan \(english) more" : "save the whole plan \(english)"
        )
    }

    private static func direction(_ more: Int) -> String { more > 0 ? "増え" : "減り" }
}
