public import KodanDomain

/// Budgets as people read them.
public enum BudgetText {
    /// One sentence with all figures: `The budget of … is 1,000,000 yen; …`.
    public static func sentence(_ excess: BudgetExcess, in language: Language) -> String {
        let year = excess.year.startYear
        let figures = [excess.budget, excess.committed, excess.wanted, excess.excess].map(\.grouped)
        return language(
            "事業「\(excess.programme)」の\(year)年度の予算は\(figures[0])円、執行済と予定は\(figures[1])円です。"
                + "この申込の見込み\(figures[2])円を加えると\(figures[3])円超過します。",
            "The budget of \(excess.programme) in the fiscal year \(year) is \(figures[0]) yen, of which \(figures[1]) "
                + "yen are spent or reserved: this request, about \(figures[2]) yen, exceeds it by \(figures[3]) yen."
        )
    }
}
