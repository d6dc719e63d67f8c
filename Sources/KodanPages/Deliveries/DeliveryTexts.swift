public import KodanDomain
import KodanText

/// The page of one material on its way to a lecture (資料提供).
public enum DeliveryTexts {
    /// What the page shows besides the delivery itself.
    public struct Surroundings: Sendable {
        let parcel: [DeliveryEntry]
        let links: [MaterialLinkEntry]
        let openings: [MaterialOpenings]
        let mayAct: Bool
        let now: Instant
        let done: String?

        /// What goes with a delivery: what else goes to the same lecture, and the links to its file,
        /// and how often its sides opened it without one.
        public init(
            parcel: [DeliveryEntry],
            links: [MaterialLinkEntry],
            openings: [MaterialOpenings],
            mayAct: Bool,
            now: Instant,
            done: String?
        ) {
            self.parcel = parcel
            self.links = links
            self.openings = openings
            self.mayAct = mayAct
            self.now = now
            self.done = done
        }
    }

    /// The page.
    public static func page(_ delivery: DeliveryEntry, _ around: Surroundings) -> PageContent {
        var blocks = [Block("現在の状況", facts: standing(delivery, around.now.date))]
        if around.mayAct { blocks += steps(delivery, around) }
        blocks.append(Block("送り先と内容", facts: facts(delivery)))
        if around.parcel.count > 1 { blocks.append(Block("この講演の資料", table: parcel(around.parcel))) }
        if delivery.medium == .digital { blocks += links(delivery, around) }
        if around.mayAct, delivery.state == .planned { blocks.append(changing(delivery)) }
        return PageContent(
            "\(delivery.materialName) \(delivery.edition)",
            lead: lead(delivery),
            notice: notices[around.done ?? ""],
            blocks
        )
    }

    private static let notices = [
        "sent": "発送を記録しました。到着の連絡を受けたら、受領を記録してください。", "received": "受領を記録しました。",
        "returned": "返却を記録しました。戻った部数は在庫に加わりました。", "changed": "内容を変更しました。",
        "linked": "新しいリンクをメールで送りました。前のリンクは使えなくなりました。",
        "revoked": "リンクを無効にしました。",
    ]

    private static func lead(_ delivery: DeliveryEntry) -> String {
        if delivery.comesBack { return "講演が開催されなくなりました。資料担当が返却を待ち、戻ったら記録します。" }
        return switch delivery.state {
        case .planned: planned(delivery)
        case .sent: "配送中です。到着の連絡を受けたら、資料担当が受領を記録します。"
        case .received: "届きました。このあとの作業はありません。"
        case .returned: "返却されました。このあとの作業はありません。"
        }
    }

    private static func planned(_ delivery: DeliveryEntry) -> String {
        let day = PageWords.day(delivery.shipBy)
        return switch (delivery.medium, delivery.hasFile) {
        case (.printed, _): "資料担当が、\(day)までに発送します。"
        case (.digital, true): "\(day)に、リンクが自動でメール送付されます。それより前に、資料担当が送ることもできます。"
        case (.digital, false): "資料担当がファイルを登録すると、\(day)にリンクが自動でメール送付されます。"
        }
    }

    private static func standing(_ delivery: DeliveryEntry, _ today: LocalDate) -> [Fact] {
        var facts = [Fact("状態", PageWords.state(delivery.state))]
        if delivery.state == .planned {
            let distance = PageWords.distance(from: today, to: delivery.shipBy)
            facts.append(Fact("発送期限", "\(PageWords.day(delivery.shipBy))（\(distance)）"))
        }
        if let sent = delivery.sentAt { facts.append(Fact("発送日時", PageWords.moment(sent))) }
        if let number = delivery.carrierNumber { facts.append(Fact("送り状番号", number)) }
        if let received = delivery.receivedAt { facts.append(Fact("受領日時", PageWords.moment(received))) }
        if let returned = delivery.returnedAt { facts.append(Fact("返却日時", PageWords.moment(returned))) }
        if let count = delivery.returnedQuantity { facts.append(Fact("戻った部数", "\(count)部")) }
        if let used = delivery.usedAt { facts.append(Fact("この版の使用", "\(PageWords.moment(used))に確認")) }
        return facts
    }

    private static func facts(_ delivery: DeliveryEntry) -> [Fact] {
        var facts = [
            Fact("講演", delivery.title, "/lectures/\(delivery.assignment)"),
            Fact("講演日", PageWords.day(delivery.lectureOn)),
            Fact("主催", delivery.organization ?? "講師の自主開催"),
        ]
        if let address = delivery.shipTo { facts.append(Fact("送り先", address)) }
        facts += [
            Fact("受取人", "\(delivery.contactName) 様（\(delivery.contactPhone.text)）"),
            Fact("資料", delivery.materialName), Fact("版", "\(delivery.edition)（この版に固定）"),
            Fact("種別", PageWords.medium(delivery.medium)),
        ]
        switch delivery.medium {
        case .printed: facts.append(Fact("部数", "\(delivery.quantity)部"))
        case .digital:
            facts.append(
                delivery.hasFile
                    ? Fact("ファイル", "開く", "/v1/editions/\(delivery.editionID)/file") : Fact("ファイル", "未登録")
            )
        }
        return facts
    }

    private static func parcel(_ deliveries: [DeliveryEntry]) -> PageTable {
        PageTable(
            "この講演へ送る資料",
            ["資料", "部数", "状態", "送り先"],
            deliveries.map { delivery in
                [
                    PageCell("\(delivery.materialName) \(delivery.edition)", "/deliveries/\(delivery.id)"),
                    .number(delivery.medium == .digital ? "データ" : "\(delivery.quantity)部"),
                    PageCell(PageWords.state(delivery.state)), PageCell(delivery.shipTo ?? "リンク"),
                ]
            },
            empty: ""
        )
    }

    private static func steps(_ delivery: DeliveryEntry, _ around: Surroundings) -> [Block] {
        switch delivery.state {
        case .planned: [sending(delivery, around), returning("発送を取りやめる", delivery)]
        case .sent where delivery.comesBack: [returning("返却", delivery)]
        case .sent:
            [
                Block("受領", form: PageForm("receive", "受領を記録する", [LectureTexts.phoned.optional])),
                returning("戻ってきたとき", delivery),
            ]
        case .received: [returning("戻ってきたとき", delivery)]
        case .returned: []
        }
    }

    private static func sending(_ delivery: DeliveryEntry, _ around: Surroundings) -> Block {
        guard delivery.medium == .printed else {
            let sentence =
                delivery.hasFile
                ? "講師と主催団体に、ファイルを開くためのリンクをメールで送ります。"
                : "ファイルが登録されていないため、リンクは送られません。別の方法で送ったあとに記録してください。"
            return Block("提供", [sentence], form: PageForm("send", delivery.hasFile ? "リンクを送る" : "提供済みにする"))
        }
        var fields = [FormField.text("carrier_number", "送り状番号", most: 50).optional]
        let others = around.parcel.filter { delivery.isPacked(with: $0) }.count - 1
        if others > 0 {
            fields.append(.tick("whole_parcel", "同じ送り先の残り\(others)点も、まとめて発送済みにする").optional)
        }
        return Block("発送", ["発送を記録すると、部数が在庫から引かれます。"], form: PageForm("send", "発送済みにする", fields))
    }

    private static func returning(_ heading: String, _ delivery: DeliveryEntry) -> Block {
        let isOff = delivery.state == .planned || delivery.medium == .digital
        return Block(
            heading,
            [isOff ? "この資料は送らないものとして終了します。" : "空欄のときは、\(delivery.quantity)部すべてが戻ったものとします。"],
            form: PageForm(
                "take_back",
                isOff ? "終了する" : "返却を記録する",
                isOff ? [] : [FormField.number("quantity", "戻った部数").optional],
                isGrave: true
            ),
            isFolded: !delivery.comesBack
        )
    }

    private static func changing(_ delivery: DeliveryEntry) -> Block {
        var fields = [
            FormField.text("ship_by", "発送期限", value: "\(delivery.shipBy)", type: "date").optional
        ]
        if delivery.medium == .printed {
            fields += [
                FormField.number("quantity", "部数", value: "\(delivery.quantity)").optional,
                .choice("destination", "送り先", [("venue", "会場"), ("organization", "主催団体の所在地")]).optional,
                .text("ship_to", "ほかの送り先（住所・宛名）", most: 300).hinted("ここに書くと、上の送り先より優先します。").optional,
            ]
        }
        return Block("内容の変更", form: PageForm("change", "変更する", fields), isFolded: true)
    }

    private static func links(_ delivery: DeliveryEntry, _ around: Surroundings) -> [Block] {
        let rows = around.links.map { link in
            [
                PageCell(NameText.name(of: link.side, in: .japanese)),
                PageCell(PageWords.moment(link.issuedAt)), PageCell(PageWords.moment(link.expiresAt)),
                PageCell(state(of: link, at: around.now)), .number("\(link.uses)回（\(link.useLimit)回まで）"),
                PageCell(link.lastUsedAt.map(PageWords.moment) ?? "なし"),
            ]
        }
        let columns = ["宛先", "送付日時", "期限", "状態", "使用", "最後の使用"]
        var blocks = [
            Block("ファイルのリンク", table: PageTable("送ったリンク", columns, rows, empty: "まだ送っていません。"))
        ]
        if !around.openings.isEmpty {
            let openings = around.openings.map { opening in
                Fact(
                    NameText.name(of: opening.side, in: .japanese),
                    "\(opening.count)回（最後は\(PageWords.moment(opening.last))）"
                )
            }
            blocks.append(Block("講演・申込のページから開いた回数", facts: openings))
        }
        guard around.mayAct, [.sent, .received].contains(delivery.state), delivery.hasFile else {
            return blocks
        }
        let sides = [Side.presenter, .host].map { ($0.rawValue, NameText.name(of: $0, in: .japanese)) }
        blocks.append(
            Block(
                "リンクを送り直す",
                form: PageForm("send_link", "送り直す", [.choice("side", "宛先", sides)]),
                isFolded: true
            )
        )
        let live = around.links.filter { $0.end(at: around.now) == nil }
        if !live.isEmpty {
            let options = live.map { link in
                let name = NameText.name(of: link.side, in: .japanese)
                return ("\(link.id)", "\(name)（\(PageWords.moment(link.issuedAt))送付）")
            }
            let form = PageForm("revoke_link", "無効にする", [.choice("link_id", "リンク", options)], isGrave: true)
            blocks.append(Block("リンクを無効にする", form: form, isFolded: true))
        }
        return blocks
    }

    private static func state(of link: MaterialLinkEntry, at now: Instant) -> String {
        switch link.end(at: now) {
        case nil: "有効"
        case .revoked: "無効"
        case .expired: "期限切れ"
        case .spent: "回数の上限に到達"
        }
    }
}

extension DeliveryEntry {
    /// Whether another goes out in the same parcel: printed, to the same place, not sent yet.
    ///
    /// Each is so with itself.
    public func isPacked(with other: DeliveryEntry) -> Bool {
        [medium, other.medium] == [.printed, .printed] && [state, other.state] == [.planned, .planned]
            && shipTo == other.shipTo && assignment == other.assignment
    }
}
