public import KodanDomain

/// Stock of printed materials (在庫), and how it came to be.
public enum StockTexts {
    /// The list.
    public static func list(_ stock: [StockEntry], next: String?) -> PageContent {
        PageContent(
            "印刷物の在庫",
            lead: "入庫・棚卸・訂正は、版ごとのページで記録します。発送と返却は自動で反映されます。",
            [Block(nil, table: table(stock, next: next))]
        )
    }

    /// The table of some editions.
    static func table(_ stock: [StockEntry], next: String? = nil) -> PageTable {
        PageTable(
            "在庫",
            ["資料", "版", "在庫", "発送予定", "見込み"],
            stock.map { entry in
                [
                    PageCell(entry.materialName, "/stock/\(entry.edition)"), PageCell(entry.label),
                    .number(copies(entry.onHand)), .number(copies(entry.planned)), .number(outlook(entry)),
                ]
            },
            empty: "印刷物はありません。",
            next: next
        )
    }

    private static func outlook(_ entry: StockEntry) -> String {
        let rest = entry.onHand - entry.planned
        return rest < 0 ? "\(copies(-rest))不足" : "\(copies(rest))残る"
    }

    private static func copies(_ count: Int) -> String { "\(PageWords.count(count))部" }

    /// The page of one edition.
    public static func page(
        _ entry: StockEntry,
        _ movements: [StockMovementEntry],
        next: String?,
        mayAct: Bool,
        done: String?
    ) -> PageContent {
        var blocks = [
            Block(
                "現在の在庫",
                facts: [
                    Fact("在庫", copies(entry.onHand)), Fact("発送予定", copies(entry.planned)),
                    Fact("見込み", outlook(entry)),
                    Fact("資料", entry.materialName, "/materials/\(entry.materialID)"),
                ]
            )
        ]
        if mayAct { blocks += [receiving, counting] }
        blocks.append(Block("履歴", table: history(movements, next: next)))
        return PageContent(
            "在庫：\(entry.materialName) \(entry.label)",
            lead: entry.planned > entry.onHand ? "発送予定に足りません。増刷を手配してください。" : nil,
            notice: ["received": "入庫を記録しました。", "counted": "数えた部数を記録しました。差は履歴に残ります。"][done ?? ""],
            blocks
        )
    }

    private static let receiving = Block(
        "入庫",
        form: PageForm(
            "receive",
            "入庫を記録する",
            [.number("quantity", "届いた部数"), .text("reason", "備考（印刷所・納品書番号など）", most: 500).optional]
        )
    )

    private static let counting = Block(
        "棚卸・訂正",
        ["実際に数えた部数を記録します。帳簿との差は、理由とともに履歴に残ります。"],
        form: PageForm(
            "count",
            "数えた部数にする",
            [.number("quantity", "数えた部数"), .area("reason", "理由", most: 500)]
        ),
        isFolded: true
    )

    private static func history(_ movements: [StockMovementEntry], next: String?) -> PageTable {
        PageTable(
            "入出庫の履歴（古い順）",
            ["日時", "内容", "増減", "数えた部数", "発送・返却", "理由・備考"],
            movements.map { movement in
                [
                    PageCell(PageWords.moment(movement.movedAt)), PageCell(name(movement.kind)),
                    .number((movement.quantity > 0 ? "+" : "") + copies(movement.quantity)),
                    .number(movement.counted.map(copies) ?? "－"),
                    PageCell(
                        movement.delivery.map { PageWords.thing("\($0)") } ?? "－",
                        movement.delivery.map { "/deliveries/\($0)" }
                    ),
                    PageCell(movement.reason ?? "－"),
                ]
            },
            empty: "まだ入出庫はありません。",
            next: next
        )
    }

    private static func name(_ kind: StockMovementKind) -> String {
        switch kind {
        case .received: "入庫"
        case .sent: "発送"
        case .returned: "返却"
        case .counted: "棚卸"
        }
    }
}
