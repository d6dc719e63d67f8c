import KodanDomain
import KodanText

/// Travel to a lecture (旅費): its legs as they are typed, and as they were claimed.
public enum LectureTravelTexts {
    /// How many legs a form takes; who has more claims the others through the office.
    public static let legs = 4

    private static let titles = ["往路の旅費", "復路の旅費", "そのほかの旅費（乗換・宿泊など）1", "そのほかの旅費（乗換・宿泊など）2"]

    /// The fields of all legs; `receipts` are the files that were sent for the lecture.
    static func fields(_ receipts: [EvidenceEntry]) -> [FormField] {
        titles.indices.flatMap { leg(at: $0, receipts) }
    }

    private static func leg(at index: Int, _ receipts: [EvidenceEntry]) -> [FormField] {
        func name(_ field: String) -> String { "travel/\(index)/\(field)" }
        let modes = TravelMode.allCases.map {
            (value: $0.rawValue, text: NameText.name(of: $0, in: .japanese))
        }
        var fields: [FormField] = [
            .choice(name("mode"), "交通手段・費目", modes).beginning(titles[index]),
            .text(name("from"), "出発地", most: 100), .text(name("to"), "到着地（宿泊は宿泊地）", most: 100),
            .number(name("amount"), "支払った額（円）").hinted("自家用車と宿泊手当では空欄にします。"),
            .number(name("kilometres"), "距離（km）").hinted("自家用車のときだけ入力します。"),
            .number(name("nights"), "泊数").hinted("宿泊手当のときだけ入力します。"),
            .text(name("day"), "日付", type: "date").hinted("講演日と違うときだけ入力します。"),
        ]
        if !receipts.isEmpty {
            fields.append(
                .choice(name("evidence"), "領収書", receipts.map { ("\($0.id)", $0.fileName) })
                    .hinted("「領収書などの添付」で先に送ったファイルから選びます。")
            )
        }
        fields.append(.tick(name("paid_directly"), "事務局が交通機関や宿に直接支払った"))
        return fields.map(\.optional)
    }

    /// What was claimed so far; nothing where nothing was.
    static func block(_ legs: [TravelLegEntry]) -> [Block] {
        guard !legs.isEmpty else { return [] }
        return [
            Block(
                "請求された旅費",
                table: PageTable(
                    "旅費の区間",
                    ["日付", "交通手段・費目", "区間", "金額", "支払", "領収書"],
                    legs.map { leg in
                        [
                            PageCell(PageWords.day(leg.day)),
                            PageCell(NameText.name(of: leg.mode, in: .japanese) + measure(leg)),
                            PageCell("\(leg.from) → \(leg.to)"), .number(PageWords.yen(leg.amount)),
                            PageCell(leg.isPaidDirectly ? "事務局が直接支払" : "講師に支払"),
                            leg.evidence.map { PageCell("開く", "/v1/evidence/\($0)/content") }
                                ?? PageCell("なし"),
                        ]
                    },
                    empty: ""
                )
            )
        ]
    }

    private static func measure(_ leg: TravelLegEntry) -> String {
        if let kilometres = leg.kilometres { return "（\(kilometres)km）" }
        return leg.nights.map { "（\($0)泊）" } ?? ""
    }

    /// The claim of travel that was bought for a lecture that was called off; `proxy` are the fields of who enters it
    /// for the presenter.
    static func claiming(
        _ lecture: AssignmentSummary,
        _ receipts: [EvidenceEntry],
        _ proxy: [FormField]
    ) -> Block {
        Block(
            "実施されなかった講演の旅費の請求",
            ["実際にかかった旅費と、購入して払い戻しのできない旅費だけを請求できます。先に領収書を添付してください。謝金はお支払いしません。"],
            form: PageForm(
                "claim",
                "旅費を請求する",
                proxy + fields(receipts),
                hidden: ["day": "\(lecture.during.start.date)"]
            ),
            isFolded: true
        )
    }
}
