public import KodanMatching

/// What speaks against a choice.
public enum CostText {
    /// A short name for tables: `移動`.
    public static func name(of term: CostTerm, in language: Language) -> String {
        switch term {
        case .travel: language("移動", "travel")
        case .slotOrder: language("希望順位", "order of wishes")
        case .missingLevel: language("レベル不足", "missing level")
        case .notPreferred: language("希望講師以外", "not the presenter wished for")
        case .onlineInstead: language("会場からオンラインへの変更", "online instead")
        case .sameHostAgain: language("同じ団体に再訪", "same host again")
        case .load: language("年度内の担当回数", "load")
        }
    }

    /// What one term says, whole; nil if it adds nothing.
    ///
    /// `第1希望の日時ではありません（20分相当）。`
    public static func sentence(_ share: CostShare, in language: Language) -> String? {
        guard share.minutes > 0 else { return nil }
        let japanese = "（\(share.minutes)分相当）。"
        let english = " (worth \(counted(share.minutes, "minute")))."
        switch share.term {
        case .travel:
            let duration = JourneyText.duration(minutes: share.minutes, in: language)
            return language("会場までは片道\(duration)です。", "The journey takes \(duration) each way.")
        case .slotOrder:
            return language("第1希望の日時ではありません" + japanese, "It is not the first wished time" + english)
        case .missingLevel:
            return language(
                "ご希望のレベルに届いていません" + japanese,
                "The presenter's level is below the one wished for" + english
            )
        case .notPreferred:
            return language("ご希望の講師ではありません" + japanese, "It is not the presenter wished for" + english)
        case .onlineInstead:
            return language(
                "会場ではなくオンラインでの講演となります" + japanese,
                "It is held online instead of at the venue" + english
            )
        case .sameHostAgain:
            return language(
                "同じ団体で前年度からこれまでに講演したことがあります" + japanese,
                "The presenter has lectured at this host since last fiscal year" + english
            )
        case .load:
            return language(
                "同じ年度にほかの講演も担当します" + japanese,
                "The presenter has other lectures in the fiscal year" + english
            )
        }
    }
}
