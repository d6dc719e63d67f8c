public import KodanMatching

/// What choosing another presenter would cost.
public enum ChoiceText {
    /// What choosing the presenter called `name` would do to the whole plan.
    ///
    /// `山田太郎を選ぶと、全体の負担が12分相当増えます。`
    public static func sentence(
        _ choice: Alternatives.Choice,
        name: String,
        in language: Language
    ) -> String {
        let change = PlanChangeText.predicate(
            moreUnmatched: choice.moreUnmatched,
            moreMinutes: choice.moreCost,
            in: language
        )
        return language("\(name)を選ぶと、\(change)", "Choosing \(name) would \(change)")
    }
}
