import KodanDomain
public import KodanMatching

/// How evenly lectures are shared out.
public enum FairnessText {
    /// The fiscal year without the plan, then with it.
    public static func lines(_ fairness: Fairness, in language: Language) -> [String] {
        let year = fairness.year.startYear
        return [
            language("\(year)年度、計画前：", "Fiscal year \(year) before the plan: ")
                + spread(fairness.before, in: language),
            language("\(year)年度、計画後：", "Fiscal year \(year) with the plan: ")
                + spread(fairness.after, in: language),
        ]
    }

    /// One spread as a sentence.
    ///
    /// `講師10名で講演12回（平均1.20回、最多4回）、担当のない講師は3名（30%）、上位1割の1名が33%を担当します。`
    public static func spread(_ spread: LectureSpread, in language: Language) -> String {
        let mean = "\(spread.meanHundredths / 100)." + twoDigits(spread.meanHundredths % 100)
        let none = "\(spread.withNonePercent)%"
        let top = "\(spread.busiestTenthPercent)%"
        return language(
            "講師\(spread.presenters)名で講演\(spread.lectures)回（平均\(mean)回、最多\(spread.most)回）、"
                + "担当のない講師は\(spread.withNone)名（\(none)）、"
                + "上位1割の\(spread.busiestTenth)名が\(top)を担当します。",
            "\(counted(spread.lectures, "lecture")) by \(counted(spread.presenters, "presenter")) "
                + "(\(mean) on average, \(spread.most) at most); \(spread.withNone) (\(none)) have none; "
                + "the busiest tenth, \(spread.busiestTenth), have \(top)."
        )
    }

    private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
}
