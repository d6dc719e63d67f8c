public import KodanMatching

/// The rules that keep a presenter from a request.
public enum RuleText {
    /// A short name for tables: `移動圏外`.
    public static func name(of rule: EligibilityRule, in language: Language) -> String {
        switch rule {
        case .pinnedToAnother: language("講師指名", "another presenter wished")
        case .inactive: language("活動休止", "not active")
        case .notQualified: language("事業の要件", "not qualified")
        case .topicMissing: language("テーマ対象外", "topic not covered")
        case .belongsToHost: language("申込団体に所属", "belongs to the host")
        case .excluded: language("対象から除外", "excluded")
        case .refusedBefore: language("辞退済み", "declined before")
        case .outOfReach: language("移動圏外", "out of reach")
        case .onlineRefused: language("オンライン不可", "not online")
        case .notAvailableThatDay: language("曜日・時間外", "not at that time")
        case .blackout: language("対応不可日", "not on that day")
        case .alreadyBooked: language("同日に別講演", "booked that day")
        case .travelDoesNotFit: language("移動時間不足", "no time to travel")
        case .monthlyCapReached: language("月間上限", "month full")
        case .yearlyCapReached: language("年間上限", "year full")
        }
    }

    /// The short name of the rule with this code, `out_of_reach`; nil for a code of none.
    static func name(ofCode code: String, in language: Language) -> String? {
        EligibilityRule.allCases.first { $0.code == code }.map { name(of: $0, in: language) }
    }

    /// What the rule says of a presenter, whole.
    ///
    /// `会場が移動できる範囲の外にあります。`
    public static func sentence(_ rule: EligibilityRule, in language: Language) -> String {
        switch rule {
        case .pinnedToAnother:
            language("申込で別の講師が指名されています。", "The request names another presenter.")
        case .inactive: language("講師としての活動を休止しています。", "The presenter is not active.")
        case .notQualified:
            language("この事業で講演するための要件を満たしていません。", "The presenter may not lecture under this programme.")
        case .topicMissing: language("このテーマには対応していません。", "The presenter does not lecture on this topic.")
        case .belongsToHost: language("申込団体に所属しています。", "The presenter belongs to the organization that asks.")
        case .excluded:
            language("この申込または団体の対象から除外されています。", "The presenter and this request or host exclude each other.")
        case .refusedBefore:
            language("この申込を以前に辞退しています。", "The presenter declined or left this request before.")
        case .outOfReach:
            language("会場が移動できる範囲の外にあります。", "The venue is farther than the presenter travels.")
        case .onlineRefused: language("オンライン講演には対応していません。", "The presenter does not lecture online.")
        case .notAvailableThatDay:
            language("希望日時が対応できる曜日・時間の外です。", "The wished time is outside the presenter's hours.")
        case .blackout: language("希望日は対応できない日です。", "The presenter lectures nowhere on the wished day.")
        case .alreadyBooked:
            language("希望日に別の講演があります。", "The presenter has another lecture on the wished day.")
        case .travelDoesNotFit:
            language("前後の予定との間に移動する時間がありません。", "There is no time to travel there and back.")
        case .monthlyCapReached:
            language("その月の講演回数が上限に達しています。", "The presenter's lectures of that month are used up.")
        case .yearlyCapReached:
            language("その年度の講演回数が上限に達しています。", "The presenter's lectures of that fiscal year are used up.")
        }
    }
}
