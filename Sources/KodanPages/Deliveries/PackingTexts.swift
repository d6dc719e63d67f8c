public import KodanDomain

/// What is printed and put into the parcels of a day (送付票): one sheet for each.
public enum PackingTexts {
    /// What goes into one parcel.
    public struct Parcel: Sendable {
        let deliveries: [DeliveryEntry]

        /// A parcel of some deliveries of one lecture to one place, at least one.
        public init(_ deliveries: [DeliveryEntry]) {
            self.deliveries = deliveries
        }
    }

    /// The page of what leaves on `day`, or until then.
    public static func page(
        _ parcels: [Parcel],
        on day: LocalDate,
        isUntil: Bool,
        next: String?
    ) -> PageContent {
        let form = PageForm(
            "search",
            "表示する",
            [
                .text("day", "発送期限", value: "\(day)", type: "date"),
                .tick("until", "期限が過ぎたものも含める", isTicked: isUntil).optional,
            ],
            isSearch: true
        )
        var blocks = [Block("印刷する日", form: form)]
        if parcels.isEmpty { blocks.append(Block(nil, ["この日に送る印刷物はありません。"])) }
        blocks += parcels.enumerated().compactMap { index, parcel in
            sheet(parcel, number: index + 1, of: parcels.count, isPart: next != nil)
        }
        if let next { blocks.append(Block("続き", links: [PageLink("次の送付票", next)])) }
        return PageContent(
            "送付票：\(PageWords.day(day))\(isUntil ? "まで" : "")",
            lead: parcels.isEmpty
                ? nil : "\(parcels.count)個口です。このページをブラウザーで印刷すると、1個口が1枚になります。",
            blocks
        )
    }

    private static func sheet(_ parcel: Parcel, number: Int, of count: Int, isPart: Bool) -> Block? {
        guard let first = parcel.deliveries.first else { return nil }
        let copies = parcel.deliveries.reduce(0) { $0 + $1.quantity }
        return Block(
            "送付票 \(number)\(isPart ? "" : "／\(count)")：\(first.organization ?? first.title)",
            facts: [
                Fact("送り先", first.shipTo ?? "未定"),
                Fact("宛名", "\(first.organization.map { "\($0)　" } ?? "")\(first.contactName) 様"),
                Fact("電話", first.contactPhone.text), Fact("講演", first.title),
                Fact("講演日", PageWords.day(first.lectureOn)), Fact("発送期限", PageWords.day(first.shipBy)),
                Fact("合計", "\(parcel.deliveries.count)点　\(copies)部"),
            ],
            table: PageTable(
                "中身（\(first.assignment)）",
                ["資料", "版", "部数", "番号", "確認"],
                parcel.deliveries.map { delivery in
                    [
                        PageCell(delivery.materialName), PageCell(delivery.edition),
                        .number("\(delivery.quantity)部"),
                        PageCell("\(delivery.id)", "/deliveries/\(delivery.id)"), PageCell("□"),
                    ]
                },
                empty: ""
            ),
            isSheet: true
        )
    }
}
