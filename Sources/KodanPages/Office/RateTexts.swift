public import KodanDomain
import KodanText

/// The dated tables by which money is computed (単価・税率の表).
public enum RateTexts {
    /// What a table's page shows besides its rows.
    public struct Surroundings: Sendable {
        let ranks: [NamedCode]
        let programmes: [NamedCode]
        let prefectures: [PrefectureEntry]
        let mayAct: Bool
        let today: LocalDate
        let done: String?

        /// The words that the forms offer, and what was just done.
        public init(
            ranks: [NamedCode],
            programmes: [NamedCode],
            prefectures: [PrefectureEntry],
            mayAct: Bool,
            today: LocalDate,
            done: String?
        ) {
            self.ranks = ranks
            self.programmes = programmes
            self.prefectures = prefectures
            self.mayAct = mayAct
            self.today = today
            self.done = done
        }
    }

    /// The page that leads to each table.
    public static let index = PageContent(
        "単価・税率の表",
        lead: "どの表も、いつからいつまで有効かを持ちます。計算に使われた行は変わりません。",
        [
            Block(
                nil,
                table: PageTable(
                    "表の一覧",
                    ["表", "何を決めるか"],
                    RateKind.allCases.map { kind in
                        [PageCell(name(kind), "/rates/\(kind.rawValue)"), PageCell(purpose(kind))]
                    },
                    empty: ""
                )
            ),
            Block("関連", links: [PageLink("祝日の表", "/holidays")]),
        ]
    )

    /// The page of one table.
    public static func page(_ kind: RateKind, _ rates: [Rate], _ around: Surroundings) -> PageContent {
        let groups = RateGroup.groups(of: rates)
        var blocks = [Block(nil, table: table(kind, groups, around))]
        if around.mayAct {
            blocks.append(RateForms.adding(kind, around))
            if !groups.isEmpty {
                blocks += RateForms.ending(groups.map { ($0.keys, label($0, around)) })
            }
        }
        return PageContent(
            name(kind),
            lead: purpose(kind),
            notice: [
                "added": "追加しました。", "ended": "最終日を変更しました。", "removed": "取り除きました。内容は監査証跡に残ります。",
            ][around.done ?? ""],
            blocks
        )
    }

    static func name(_ kind: RateKind) -> String {
        switch kind {
        case .fee: "謝金の単価"
        case .withholding: "源泉徴収税率"
        case .consumptionTax: "消費税率"
        case .deduction: "仕入税額控除の経過措置"
        case .travel: "旅費の上限と単価"
        case .evidence: "証憑が必要な金額"
        }
    }

    private static func purpose(_ kind: RateKind) -> String {
        switch kind {
        case .fee: "講演日の単価で、謝金を計算します。"
        case .withholding: "支払日の税率で、源泉徴収する税額を計算します。"
        case .consumptionTax: "講演日の税率で、消費税額を計算します。"
        case .deduction: "登録のない支払先について、講演日に控除できる割合です。"
        case .travel: "宿泊費の上限、宿泊手当、自家用車の1kmの単価です。"
        case .evidence: "この額を超える請求には、証憑の添付が必要です。"
        }
    }

    private static func table(_ kind: RateKind, _ groups: [RateGroup], _ around: Surroundings) -> PageTable {
        PageTable(
            name(kind),
            ["対象", "内容", "有効期間", "いま", "根拠・備考", "記号"],
            groups.map { group in
                [
                    PageCell(subject(group.rates[0], around)), PageCell(group.figures),
                    PageCell(PageWords.validity(group.validity)), PageCell(standing(group, around.today)),
                    PageCell(group.rates[0].ground.isEmpty ? "－" : group.rates[0].ground),
                    PageCell(group.keys),
                ]
            },
            empty: "行がありません。"
        )
    }

    private static func standing(_ group: RateGroup, _ today: LocalDate) -> String {
        if group.validity.contains(today) { return "有効" }
        return today < group.validity.first ? "これから" : "終了"
    }

    private static func label(_ group: RateGroup, _ around: Surroundings) -> String {
        "\(subject(group.rates[0], around))：\(PageWords.validity(group.validity))"
    }

    private static func subject(_ rate: Rate, _ around: Surroundings) -> String {
        switch rate {
        case .fee(let rate):
            let rank = around.ranks.first { $0.code == rate.rankCode }?.japanese ?? rate.rankCode
            let programme = rate.programmeCode.map { code in
                around.programmes.first { $0.code == code }?.japanese ?? code
            }
            return "\(rank)／\(programme ?? "すべての事業")"
        case .withholding(let rate, _): return NameText.name(of: rate.payeeClass, in: .japanese)
        case .consumptionTax, .deduction: return name(rate.kind)
        case .travel(let rate):
            let place = rate.prefecture.map { code in
                around.prefectures.first { $0.code == code }?.name ?? "\(code)"
            }
            return NameText.name(of: rate.kind, in: .japanese) + (place.map { "（\($0)）" } ?? "")
        case .evidence(let rule): return "\(RateForms.name(rule.claim))の\(RateForms.name(rule.evidence))"
        }
    }
}

/// Rows of a table that hold for the same subject on the same days: the bands of a tax, else one.
struct RateGroup {
    let rates: [Rate]

    var validity: DateRange { rates[0].validity }
    /// The keys of the rows, with spaces between them.
    var keys: String { rates.compactMap { $0.key.map(String.init(describing:)) }.joined(separator: " ") }
    /// What they say.
    var figures: String { rates.map(\.figures).joined(separator: "、") }

    static func groups(of rates: [Rate]) -> [RateGroup] {
        var groups: [RateGroup] = []
        for rate in rates {
            if let last = groups.last, last.rates[0].subject == rate.subject, last.validity == rate.validity {
                groups[groups.count - 1] = RateGroup(rates: last.rates + [rate])
            } else {
                groups.append(RateGroup(rates: [rate]))
            }
        }
        return groups
    }
}

extension Rate {
    /// What it says, in one line.
    fileprivate var figures: String {
        switch self {
        case .fee(let rate): return rate.figures
        case .withholding(let rate, _):
            let most = rate.bandTo.map { "\(PageWords.yen($0))以下" }
            let least = rate.bandFrom == .zero ? nil : "\(PageWords.yen(rate.bandFrom))超"
            let band = [least, most].compactMap(\.self).joined()
            return "\(band.isEmpty ? "全額" : band) \(rate.rateBasisPoints.percent)"
        case .consumptionTax(let rate, _): return rate.basisPoints.percent
        case .deduction(let rate, _): return "\(rate.percent)%"
        case .travel(let rate): return PageWords.yen(rate.amount)
        case .evidence(let rule): return "\(PageWords.yen(rule.above))を超えるとき"
        }
    }

    /// By which rule, or what was noted.
    fileprivate var ground: String {
        switch self {
        case .fee(let rate): rate.legalBasis
        case .withholding(_, let note), .consumptionTax(_, let note), .deduction(_, let note): note
        case .travel(let rate): rate.legalBasis
        case .evidence(let rule): rule.legalBasis
        }
    }
}

extension FeeRate {
    fileprivate var figures: String {
        var parts = ["\(unit == .perHour ? "1時間" : "1回")\(PageWords.yen(amount))"]
        if unit == .perHour { parts.append("\(timeStepMinutes)分単位・\(RateForms.name(rounding))") }
        if preparationMinutes > 0 { parts.append("準備\(preparationMinutes)分を含めて支払") }
        if let cap { parts.append("上限\(PageWords.yen(cap))") }
        parts.append(taxIncluded ? "税込" : "税別")
        return parts.joined(separator: "、")
    }
}

extension Int64 {
    /// Basis points as a percentage: 1021 is `10.21%`, 1000 is `10%`.
    fileprivate var percent: String {
        let (whole, rest) = quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)%" }
        let digits = rest < 10 ? "0\(rest)" : "\(rest)"
        return "\(whole).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits)%"
    }
}
