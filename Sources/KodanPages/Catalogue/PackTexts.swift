public import KodanDomain

/// What goes out by default for a programme's lectures (標準資料セット).
public enum PackTexts {
    /// What the page chooses from, and what was chosen.
    public struct Choice: Sendable {
        let programmes: [(value: String, text: String)]
        let topics: [(value: String, text: String)]
        let materials: [MaterialEntry]
        let programme: String
        let topic: String

        /// A choice; no `topic` for all topics that have no pack of their own.
        public init(
            programmes: [(value: String, text: String)],
            topics: [(value: String, text: String)],
            materials: [MaterialEntry],
            programme: String,
            topic: String
        ) {
            self.programmes = programmes
            self.topics = topics
            self.materials = materials
            self.programme = programme
            self.topic = topic
        }
    }

    /// The page; `packs` are those of the programme that was chosen.
    public static func page(
        _ packs: [MaterialPack],
        _ choice: Choice,
        mayAct: Bool,
        done: String?
    ) -> PageContent {
        var blocks = [
            Block(
                "事業とテーマを選ぶ",
                form: PageForm(
                    "search",
                    "表示する",
                    [
                        .choice("programme", "事業", choice.programmes, value: choice.programme),
                        .choice("topic", "テーマ", choice.topics, value: choice.topic)
                            .hinted("選ばなければ、セットのないテーマすべてに使うセットです。").optional,
                    ],
                    isSearch: true
                )
            )
        ]
        if !choice.programme.isEmpty {
            let name = choice.programmes.first { $0.value == choice.programme }?.text ?? choice.programme
            blocks.append(Block(name, table: table(packs, choice)))
            if mayAct { blocks.append(setting(packs, choice)) }
        }
        return PageContent(
            "標準資料セット",
            lead: "講師が決まると、事業とテーマのセットから発送の予定を作ります。計画済みの発送は変わりません。",
            notice: done == "set" ? "標準資料セットを変更しました。これから決まる講演に使われます。" : nil,
            blocks
        )
    }

    private static func name(_ topic: String, _ choice: Choice) -> String {
        topic.isEmpty ? "そのほかのテーマすべて" : choice.topics.first { $0.value == topic }?.text ?? topic
    }

    private static func table(_ packs: [MaterialPack], _ choice: Choice) -> PageTable {
        let names = Dictionary(choice.materials.map { ($0.id, $0.japaneseName) }) { first, _ in first }
        return PageTable(
            "テーマごとのセット",
            ["テーマ", "資料"],
            packs.map { pack in
                let topic = pack.topic?.text ?? ""
                let address =
                    "/packs?programme=\(choice.programme)" + (topic.isEmpty ? "" : "&topic=\(topic)")
                return [
                    PageCell(name(topic, choice), address),
                    PageCell(pack.materials.map { names[$0] ?? "\($0)" }.joined(separator: "、")),
                ]
            },
            empty: "セットはありません。発送の予定は自動では作られません。手で作ると、登録された資料のすべてが入ります。"
        )
    }

    private static func setting(_ packs: [MaterialPack], _ choice: Choice) -> Block {
        let own = packs.first { ($0.topic?.text ?? "") == choice.topic }?.materials ?? []
        let ticks = PageTable(
            "セットに入れる資料",
            ["資料", "種別", "選択"],
            choice.materials.map { material in
                [
                    PageCell(material.japaneseName, "/materials/\(material.id)"),
                    PageCell(PageWords.medium(material.medium)),
                    .tick(
                        "\(material.id)",
                        "\(material.japaneseName)を入れる",
                        isTicked: own.contains(material.id)
                    ),
                ]
            },
            empty: "資料はまだ登録されていません。"
        )
        return Block(
            "セットを変更する：\(name(choice.topic, choice))",
            ["何も選ばずに保存すると、このセットはなくなります。"],
            form: PageForm(
                "set",
                "セットを保存する",
                ticks: ticks,
                hidden: ["programme": choice.programme, "topic": choice.topic].filter { !$0.value.isEmpty }
            )
        )
    }
}
