import KodanDomain

// The fields of a request, which a new one, a correction and an application have in common.

extension RequestFormTexts {
    static let contact: [FormField] = [
        .text("contact/name", "担当者の氏名", complete: "name", most: 100).beginning("ご担当者"),
        .text("contact/email", "担当者のメールアドレス", type: "email", complete: "email", mode: "email", most: 254),
        .text("contact/phone", "担当者の電話番号", type: "tel", complete: "tel", mode: "tel", most: 20),
        .text("arrangements/department", "担当者の部署", most: 100).optional,
    ]

    static let deputy: [FormField] = [
        .text("arrangements/deputy/name", "代理の方の氏名", most: 100).beginning("代理の方（担当者のご不在のとき）")
            .hinted("代理の方がいないときは、3つとも空欄にします。").optional,
        .text("arrangements/deputy/email", "代理の方のメールアドレス", type: "email", mode: "email", most: 254).optional,
        .text("arrangements/deputy/phone", "代理の方の電話番号", type: "tel", mode: "tel", most: 20).optional,
    ]

    /// How far a presenter should master the topic.
    private static let levels = ["指定なし", "基礎", "標準", "専門"]

    /// A wished level in a word.
    static func level(_ level: Int) -> String { levels.indices.contains(level) ? levels[level] : "\(level)" }

    static func programme(_ choices: Choices) -> FormField { .choice("programme", "事業", choices.programmes) }

    static func what(_ choices: Choices) -> [FormField] {
        [
            .text("title", "講演名", most: 200).beginning("講演の内容"),
            .choice("topic", "テーマ", choices.topics),
            .choice(
                "required_level",
                "講師に求める水準",
                levels.enumerated().map { ("\($0.offset)", $0.element) },
                value: "0"
            ),
            .area("purpose", "目的", most: 2000),
            .area("audience", "対象", most: 500).hinted("例：県内の中小企業の経営者・担当者"),
            .number("expected_attendance", "参加見込み（名）"),
            .tick("open_to_public", "会員以外の方も参加できる").optional,
        ]
    }

    static var times: [FormField] {
        wishes + [
            .choice(
                "arrangements/flexibility",
                "希望日時の変更",
                Flexibility.allCases.map { ($0.rawValue, PageWords.flexibility($0)) },
                value: Flexibility.fixed.rawValue
            ).beginning("日程の調整")
        ]
    }

    /// The wished times, of which the first is needed.
    static var wishes: [FormField] {
        (0..<slotCount).flatMap { index -> [FormField] in
            let name = "第\(index + 1)希望"
            let fields: [FormField] = [
                .text("slots/\(index)/day", "\(name)の日", type: "date").beginning("希望日時（\(name)）"),
                .text("slots/\(index)/from", "\(name)の開始", type: "time"),
                .text("slots/\(index)/to", "\(name)の終了", type: "time"),
            ]
            return index == 0 ? fields : fields.map(\.optional)
        }
    }

    static let place: [FormField] = [
        .choice("place", "開催の方法", [("venue", "会場"), ("online", "オンライン"), ("both", "会場とオンライン")])
            .beginning("会場"),
        .text("venue/name", "会場名", most: 200).hinted("オンラインだけのときは、会場の欄は空欄にします。").optional,
        .text("venue/postal_code", "会場の郵便番号", complete: "postal-code", mode: "numeric", most: 12)
            .hinted("市区町村をこの番号から求めます。").optional,
        .told(
            "reach",
            "この会場に伺える講師",
            value: ReachTexts.unknown,
            by: "/reach",
            of: ["place", "topic", "venue/postal_code"]
                + (0..<slotCount).flatMap { index in
                    ["day", "from", "to"].map { "slots/\(index)/\($0)" }
                }
        ),
        .text("venue/address", "会場の所在地", complete: "street-address", most: 200).optional,
        .text("arrangements/nearest_station", "最寄り駅と駅からの道順", most: 100).hinted("例：地下鉄九段下駅4番出口から徒歩1分")
            .optional,
        .choice(
            "arrangements/parking",
            "講師が使える駐車場",
            Parking.allCases.map { ($0.rawValue, PageWords.parking($0)) },
            value: Parking.unknown.rawValue
        ),
    ]

    /// Whom the host would like, and whom not: of those who came before, or by key for who phones.
    static func lecturer(_ choices: Choices, _ writer: Writer) -> [FormField] {
        func presenter(_ name: String, _ label: String) -> FormField {
            if case .coordinator = writer {
                return .text(name, "\(label)（氏名か番号）", most: NamedThings.length)
                    .hinted(NamedThings.presenterHint)
            }
            return .choice(name, label, choices.presenters)
        }
        switch writer {
        case .presenter: return []
        case .host where choices.presenters.isEmpty: return []
        case .host, .coordinator:
            return [
                presenter("preferred_presenter", "希望する講師").beginning("講師の希望").optional,
                presenter("excluded_presenters/0/presenter", "希望しない講師").optional,
                .text("excluded_presenters/0/reason", "希望しない理由", most: RequestExclusion.reasonLimit).optional,
            ]
        }
    }

    static let rest: [FormField] =
        equipment.enumerated().map { index, entry in
            let field = FormField.tick(entry.name, entry.text).optional
            return index == 0 ? field.beginning("設備と資料") : field
        } + [
            .area("equipment", "そのほかの設備", most: 400).optional,
            .number("printed_copies", "印刷した資料の部数").optional,
            .choice(
                "arrangements/recording",
                "録画",
                Recording.allCases.map { ($0.rawValue, PageWords.recording($0)) },
                value: Recording.none.rawValue
            ).hinted("録画は、引き受ける講師が承諾したうえで行います。"),
            .tick("consent", "講演は無料で、営業や勧誘の場としては使いません。開催後に参加人数などを報告します。"),
        ]

    /// What a venue may have, by the name of its box; what is ticked goes before what was written of others.
    public static let equipment: [(name: String, text: String)] = [
        ("has_projector", "プロジェクター"), ("has_screen", "スクリーン"), ("has_microphone", "マイク"),
        ("has_network", "インターネット回線"),
    ]

    /// What is written of the equipment: what was ticked, and what was `written`.
    public static func equipmentText(ticked: [String], written: String?) -> String {
        ([ticked.joined(separator: "、")] + [written ?? ""]).filter { !$0.isEmpty }.joined(separator: "。")
    }
}
