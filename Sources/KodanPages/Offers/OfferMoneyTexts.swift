import KodanDomain

/// What an offer's presenter may expect (謝金と旅費), before and after tax.
enum OfferMoneyTexts {
    /// The fee with what is withheld of it and of the travel, where one is paid, and what travel may cost.
    static func facts(
        _ fee: (gross: Yen, tax: Yen)?,
        _ travel: TravelEstimate,
        isOnline: Bool
    ) -> [Fact] {
        let rule = Fact(
            "旅費の扱い",
            isOnline
                ? "なし（オンライン）"
                : "実費をお支払いします。領収書のいる区間は、報告のときに添付します。"
                    + (fee == nil ? "" : "講師にお支払いする旅費からも、謝金と合わせて源泉徴収します。")
        )
        let estimate = isOnline ? [] : [Fact("旅費の目安（往復）", words(travel))]
        guard let fee else { return [Fact("謝金", "この事業では謝金のお支払いはありません。")] + estimate + [rule] }
        let sum = fee.gross + travel.amount
        let what = travel.amount > .zero ? "謝金と旅費" : "謝金"
        var facts = [Fact("謝金の見込み（税引前）", PageWords.yen(fee.gross))] + estimate
        if travel.amount > .zero { facts.append(Fact("謝金と旅費の目安（税引前）", PageWords.yen(sum))) }
        return facts + [
            Fact("源泉徴収税額の見込み", PageWords.yen(fee.tax)),
            Fact(
                "\(what)の\(travel.amount > .zero ? "目安" : "見込み")（税引後）",
                "\(PageWords.yen(sum - fee.tax))（支払日の税率で計算し直します）"
            ),
            rule,
        ]
    }

    private static func words(_ travel: TravelEstimate) -> String {
        switch travel {
        case .none: return "なし"
        case .about(let yen, let means):
            var told: [TravelMeans] = []
            for one in means where !told.contains(one) { told.append(one) }
            return "約\(PageWords.yen(yen))（\(told.map(name).joined(separator: "、"))。距離から計算した目安です）"
        case .unknown(.noFares): return "表示できません（事務局に運賃の目安の表がありません）。"
        case .unknown(.noWay): return "表示できません（会場までの経路が表にありません）。"
        }
    }

    private static func name(_ means: TravelMeans) -> String {
        switch means {
        case .car: "自家用車"
        case .carFerry: "カーフェリー"
        case .local: "在来線・バス"
        case .rail: "鉄道"
        case .shinkansen: "新幹線"
        case .air: "航空機"
        case .ferry: "船"
        }
    }
}
