public import KodanMatching

/// What would help a request that found nobody.
public enum RemedyText {
    /// How many presenters are named before the others are only counted.
    private static let namedAtMost = 3

    /// What would change, and who could come then; `name` says what a presenter is called.
    ///
    /// `移動時間を片道20分延ばせば、山田太郎が対応できます。`
    public static func sentence(
        _ remedy: Remedy,
        in language: Language,
        name: (PresenterKey) -> String
    ) -> String {
        switch remedy {
        case .anyPresenter(let count):
            return language(
                "講師の指名がなければ、\(could(count, language))",
                "If no presenter were named, \(could(count, language))"
            )
        case .online(let count):
            return language(
                "オンラインでの開催とすれば、\(could(count, language))",
                "If it could be held online, \(could(count, language))"
            )
        case .anotherDate(let date):
            let time = DateText.range(date.time, in: language)
            let wish = date.slotOrdinal
            return language(
                "第\(wish)希望を\(time)に変えれば、\(could(date.presenters, language))",
                "If wish \(wish) were \(time), \(could(date.presenters, language))"
            )
        case .moreReach(let reach):
            let names = names(of: reach.presenters.map(name), language)
            return language(
                "移動時間を片道\(reach.minutes)分延ばせば、\(names)が対応できます。",
                "If they would travel \(counted(reach.minutes, "minute")) longer each way, \(names) could come."
            )
        }
    }

    /// That no single change helps.
    public static func none(in language: Language) -> String {
        language(
            "日時、移動時間、オンライン開催、講師の指名のうち一つを変えるだけでは、講師は見つかりません。",
            "No single change of date, travel time, online or the presenter named would find anybody."
        )
    }

    private static func could(_ count: Int, _ language: Language) -> String {
        language("\(count)名が対応できます。", "\(counted(count, "presenter")) could come.")
    }

    private static func names(of names: [String], _ language: Language) -> String {
        let named = language.list(Array(names.prefix(namedAtMost)))
        let others = names.count - namedAtMost
        return others > 0 ? language("\(named)ほか\(others)名", "\(named) and \(others) more") : named
    }
}
