public import KodanDomain

/// The lists of materials that go out and come back (資料の発送一覧).
public enum DeliveryListTexts {
    /// The page of one list.
    public static func page(
        _ deliveries: [DeliveryEntry],
        in queue: DeliveryQueue,
        until day: LocalDate?,
        today: LocalDate,
        next: String?
    ) -> PageContent {
        let others = DeliveryQueue.allCases.filter { $0 != queue }
        var blocks = [
            Block(nil, table: table(name(queue), deliveries, in: queue, today: today, next: next)),
            Block(
                "ほかの一覧",
                links: others.map { PageLink(name($0), "/deliveries?queue=\($0.rawValue)") }
            ),
        ]
        if queue == .toSend { blocks.insert(narrowing(day, today), at: 0) }
        return PageContent("資料の発送：\(name(queue))", lead: lead(queue), blocks)
    }

    private static func narrowing(_ day: LocalDate?, _ today: LocalDate) -> Block {
        Block(
            "絞り込みと送付票",
            links: [PageLink("送付票を印刷する", "/deliveries/packing?day=\(today)")],
            form: PageForm(
                "search",
                "絞り込む",
                [.text("until", "発送期限がこの日までのもの", value: day.map { "\($0)" } ?? "", type: "date").optional],
                hidden: ["queue": DeliveryQueue.toSend.rawValue],
                isSearch: true
            )
        )
    }

    private static func lead(_ queue: DeliveryQueue) -> String {
        switch queue {
        case .toSend: "発送期限の早い順です。送ったら、その資料のページで発送を記録します。"
        case .underWay: "到着の連絡を受けたら、その資料のページで受領を記録します。"
        case .comesBack: "開催されなくなった講演の印刷物です。戻ったら、その資料のページで返却を記録します。"
        case .back: "返却を記録した印刷物です。戻った部数は在庫に加わっています。"
        }
    }

    static func name(_ queue: DeliveryQueue) -> String {
        switch queue {
        case .toSend: "送るもの"
        case .underWay: "配送中"
        case .comesBack: "返却待ち"
        case .back: "返却済み"
        }
    }

    /// The table of some deliveries.
    static func table(
        _ caption: String,
        _ deliveries: [DeliveryEntry],
        in queue: DeliveryQueue,
        today: LocalDate,
        next: String? = nil
    ) -> PageTable {
        switch queue {
        case .toSend: toSend(caption, deliveries, today, next)
        case .underWay, .comesBack:
            PageTable(
                caption,
                ["資料", "部数", "講演", "講演日", "発送日時", "送り状番号"],
                deliveries.map { delivery in
                    head(delivery) + [
                        PageCell(delivery.sentAt.map(PageWords.moment) ?? "－"),
                        PageCell(delivery.carrierNumber ?? "なし"),
                    ]
                },
                empty: "該当する資料はありません。",
                next: next
            )
        case .back:
            PageTable(
                caption,
                ["資料", "送った部数", "講演", "講演日", "返却日時", "戻った部数"],
                deliveries.map { delivery in
                    head(delivery) + [
                        PageCell(delivery.returnedAt.map(PageWords.moment) ?? "－"),
                        .number("\(delivery.returnedQuantity ?? 0)部"),
                    ]
                },
                empty: "該当する資料はありません。",
                next: next
            )
        }
    }

    private static func toSend(
        _ caption: String,
        _ deliveries: [DeliveryEntry],
        _ today: LocalDate,
        _ next: String?
    ) -> PageTable {
        PageTable(
            caption,
            ["資料", "発送期限", "期限まで", "部数", "講演", "講演日"],
            deliveries.map { delivery in
                var cells = head(delivery)
                cells.insert(
                    contentsOf: [
                        PageCell(PageWords.day(delivery.shipBy)),
                        PageCell(PageWords.distance(from: today, to: delivery.shipBy)),
                    ],
                    at: 1
                )
                return cells
            },
            empty: "送る資料はありません。",
            next: next
        )
    }

    private static func head(_ delivery: DeliveryEntry) -> [PageCell] {
        [
            PageCell("\(delivery.materialName) \(delivery.edition)", "/deliveries/\(delivery.id)"),
            .number(delivery.medium == .digital ? "データ" : "\(delivery.quantity)部"),
            PageCell(delivery.title, "/lectures/\(delivery.assignment)"),
            PageCell(PageWords.day(delivery.lectureOn)),
        ]
    }
}
