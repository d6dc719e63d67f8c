public import KodanMatching

/// The lectures to which a request loses the presenters who could take it.
public enum CompetitorText {
    /// What the presenter called `presenter` is needed for: the request called `request`.
    ///
    /// `山田太郎は、同じ日に「申込12」を担当します。`
    public static func sentence(
        _ competitor: Competitor,
        presenter: String,
        request: String,
        in language: Language
    ) -> String {
        switch competitor.takes {
        case .monthlyCapReached:
            language(
                "\(presenter)は、その月の講演が「\(request)」などで上限に達します。",
                "\(presenter) takes \(request) in that month, which is full."
            )
        case .yearlyCapReached:
            language(
                "\(presenter)は、その年度の講演が「\(request)」などで上限に達します。",
                "\(presenter) takes \(request) in that fiscal year, which is full."
            )
        default:
            language(
                "\(presenter)は、同じ日に「\(request)」を担当します。",
                "\(presenter) takes \(request) on the same day."
            )
        }
    }

    /// What matching the request after all would do: where all are needed, it is one other that loses its presenter.
    public static func anotherLeft(in language: Language) -> String {
        language(
            "この申込に講師を決めると、ほかの申込1件で講師が決まらなくなります。",
            "Matching this request would leave one other without a presenter."
        )
    }
}
