public import KodanMatching

/// Why a row of a plan was not saved.
public enum StaleText {
    /// One sentence: what has changed since the plan was made.
    public static func sentence(_ reason: StaleReason, in language: Language) -> String {
        switch reason {
        case .requestClosed:
            language("申込はもう講師を待っていません。", "The request no longer waits for a presenter.")
        case .slotGone:
            language("希望日時が変わったか、過ぎました。", "The wished time was changed, or has passed.")
        case .presenterGone:
            language("講師の登録がなくなりました。", "The presenter is no longer registered.")
        case .notEligible(let rule):
            RuleText.sentence(rule, in: language)
        case .heldOtherwise:
            language(
                "会場かオンラインかが計画と変わりました。",
                "It would be held online instead of at the venue now, or the other way round."
            )
        }
    }
}
