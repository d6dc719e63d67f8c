public import KodanDomain

/// A clerk's home: what to send by when, and what should come back.
public enum ClerkHomeTexts {
    /// The page.
    public static func page(
        toSend: [DeliveryEntry],
        hasMore: Bool,
        comesBack: [DeliveryEntry],
        short: [StockEntry],
        today: LocalDate
    ) -> PageContent {
        let late = toSend.filter { $0.shipBy < today }.count
        let due = toSend.filter { $0.shipBy == today }.count
        var blocks = [
            Block(
                "送るもの（発送期限の早い順）",
                table: DeliveryListTexts.table(
                    "送るもの",
                    toSend,
                    in: .toSend,
                    today: today,
                    next: hasMore ? "/deliveries?queue=to_send" : nil
                ),
                links: [PageLink("期限が今日までの送付票を印刷する", "/deliveries/packing?day=\(today)&until=true")]
            )
        ]
        if !short.isEmpty { blocks.append(Block("在庫が足りない印刷物", table: StockTexts.table(short))) }
        blocks.append(
            Block(
                "返却を待っている印刷物",
                table: DeliveryListTexts.table("返却待ち", comesBack, in: .comesBack, today: today)
            )
        )
        return PageContent("ホーム", lead: lead(late: late, due: due), blocks)
    }

    private static func lead(late: Int, due: Int) -> String {
        switch (late, due) {
        case (0, 0): "今日までに送るものはありません。"
        case (0, _): "今日が発送期限のものが\(due)件あります。"
        case (_, 0): "発送が遅れているものが\(late)件あります。"
        case (_, _): "発送が遅れているものが\(late)件、今日が期限のものが\(due)件あります。"
        }
    }
}
