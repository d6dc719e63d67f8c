public import KodanMatching

/// Where presenters are missing most.
public enum ScarcityText {
    /// What one more presenter would save; `prefecture` and `topic` are what people call them.
    ///
    /// `青森県で「標的型攻撃」の講師が1名増えると、講師の決まらない申込が2件減ります。`
    public static func sentence(
        _ scarcity: Scarcity,
        prefecture: String,
        topic: String,
        in language: Language
    ) -> String {
        let change = PlanChangeText.predicate(
            moreUnmatched: -scarcity.fewerUnmatched,
            moreMinutes: -scarcity.fewerMinutes,
            in: language
        )
        return language(
            "\(prefecture)で「\(topic)」の講師が1名増えると、\(change)",
            "One more presenter on \(topic) in \(prefecture) would \(change)"
        )
    }

    /// That no presenter is missing anywhere.
    public static func none(in language: Language) -> String {
        language(
            "講師が1名増えても、全体の計画はよくなりません。",
            "One more presenter would improve the plan nowhere."
        )
    }

    /// What is assumed of the new presenter, for below a list.
    public static func assumptions(_ assumed: AssumedPresenter, in language: Language) -> String {
        let reach = JourneyText.duration(minutes: assumed.reachMinutes, in: language)
        let lectures = assumed.lectures
        return language(
            "増える講師は県庁所在地に住み、そのテーマにレベル\(assumed.level)で対応し、毎日いつでも講演でき、"
                + "片道\(reach)まで移動し、年度内に\(lectures)回まで担当し、"
                + "オンライン講演には対応\(assumed.acceptsOnline ? "する" : "しない")ものとしています。",
            "The new presenter is taken to live in the prefecture's capital, to lecture on the topic at level "
                + "\(assumed.level), at any hour of any day, to travel \(reach) each way at most, to take "
                + "\(counted(lectures, "lecture")) in a fiscal year and "
                + "\(assumed.acceptsOnline ? "also" : "not") to lecture online."
        )
    }
}
