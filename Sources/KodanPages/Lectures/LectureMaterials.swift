public import KodanDomain

/// The materials of a lecture as both sides and the body see them (資料): what was planned, sent and received.
public enum LectureMaterials {
    /// How a reader opens the file of a delivery, by its address; nil for those who go by the delivery's page.
    public typealias Opening = @Sendable (MaterialDelivery.ID) -> String

    /// What the reader may do with the materials.
    public struct Reader: Sendable {
        let opens: Opening?
        let receives: Bool
        let seesDelivery: Bool

        /// A reader who opens files at `opens`, says that parcels arrived (`receives`), and may see the delivery's own
        /// page.
        public init(opens: Opening?, receives: Bool, seesDelivery: Bool) {
            self.opens = opens
            self.receives = receives
            self.seesDelivery = seesDelivery
        }
    }

    /// The part of a page; nothing where nothing is planned.
    public static func blocks(_ deliveries: [DeliveryEntry], for reader: Reader) -> [Block] {
        guard !deliveries.isEmpty else { return [] }
        let rows = deliveries.map { delivery in
            let opened = delivery.isOpen ? reader.opens?(delivery.id) : nil
            return [
                PageCell(
                    delivery.materialName,
                    reader.seesDelivery ? "/deliveries/\(delivery.id)" : nil
                ),
                PageCell(delivery.edition), PageCell(amount(delivery)), PageCell(standing(delivery)),
                PageCell(delivery.carrierNumber ?? "－"),
                opened.map { PageCell("\(delivery.materialName)を開く", $0) } ?? PageCell(file(delivery)),
            ]
        }
        var blocks = [
            Block(
                "資料",
                table: PageTable(
                    "お届けする資料",
                    ["資料", "版", "部数", "状態", "送り状番号", "ファイル"],
                    rows,
                    empty: ""
                )
            )
        ]
        let arriving = deliveries.filter { $0.medium == .printed && $0.state == .sent && !$0.comesBack }
        if reader.receives, !arriving.isEmpty { blocks.append(receiving(arriving)) }
        return blocks
    }

    private static func receiving(_ deliveries: [DeliveryEntry]) -> Block {
        let ticks = PageTable(
            "届いた資料",
            ["資料", "版", "部数", "選択"],
            deliveries.map { delivery in
                [
                    PageCell(delivery.materialName), PageCell(delivery.edition),
                    PageCell(amount(delivery)),
                    .tick("\(delivery.id)", "\(delivery.materialName)が届いた", isTicked: true),
                ]
            },
            empty: ""
        )
        return Block(
            "資料の受領",
            ["届いた資料を選んで、ボタンを押してください。届かないときや部数が足りないときは、事務局までご連絡ください。"],
            form: PageForm("receive", "受け取ったことを知らせる", ticks: ticks)
        )
    }

    private static func amount(_ delivery: DeliveryEntry) -> String {
        delivery.medium == .digital ? "データ" : "\(delivery.quantity)部"
    }

    private static func standing(_ delivery: DeliveryEntry) -> String {
        switch delivery.state {
        case .planned: "準備中（\(PageWords.day(delivery.shipBy))までに発送）"
        case .sent: "発送済み" + on(delivery.sentAt)
        case .received: "受領済み" + on(delivery.receivedAt)
        case .returned: delivery.sentAt == nil ? "取りやめ" : "返却済み" + on(delivery.returnedAt)
        }
    }

    private static func on(_ moment: Instant?) -> String {
        moment.map { "（\(PageWords.day($0.date))）" } ?? ""
    }

    private static func file(_ delivery: DeliveryEntry) -> String {
        switch (delivery.medium, delivery.state) {
        case (.printed, _): "－"
        case (.digital, .planned): "発送後に開けます"
        case (.digital, _): delivery.hasFile ? "あり" : "別の方法でお送りします"
        }
    }
}

extension DeliveryEntry {
    /// Whether the sides may open its file.
    fileprivate var isOpen: Bool { medium == .digital && hasFile && [.sent, .received].contains(state) }
}
