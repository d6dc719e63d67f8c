public import KodanDomain

/// The form of a new request (講師派遣の申込・自主開催の申込), on one page.
public enum RequestFormTexts {
    /// What one can choose from.
    public struct Choices: Sendable {
        let programmes: [(value: String, text: String)]
        let topics: [(value: String, text: String)]
        let organizations: [(value: String, text: String)]

        /// Choices, each with its value and its name.
        public init(
            programmes: [(value: String, text: String)],
            topics: [(value: String, text: String)],
            organizations: [(value: String, text: String)]
        ) {
            self.programmes = programmes
            self.topics = topics
            self.organizations = organizations
        }
    }

    /// How many wished times the form has.
    public static let slotCount = RequestDraft.slotBounds.upperBound

    /// Who fills the form in.
    public enum Writer: Sendable {
        /// Somebody of one of the organizations to choose from.
        case host
        /// A presenter who holds the lecture themself.
        case presenter(Presenter.ID)
        /// A coordinator for somebody who phones or writes, of the organization with this key.
        case coordinator(String)
    }

    /// The page.
    public static func page(_ choices: Choices, for writer: Writer, rules: [ProgrammeRules]) -> PageContent {
        var title = "講師派遣の申込"
        var hidden: [String: String] = [:]
        var lead = "送信すると、事務局が審査します。結果はメールでお知らせします。"
        switch writer {
        case .host: break
        case .presenter(let presenter):
            title = "自主開催の申込"
            hidden = ["presenter": "\(presenter)"]
        case .coordinator:
            title = "申込の代理入力"
            lead = "電話・FAXなどで受けた申込を入力します。担当者の方に受付のメールが届きます。"
        }
        return PageContent(
            title,
            lead: lead,
            [
                conditions(rules),
                Block(
                    "申込の内容",
                    form: PageForm(
                        "submit",
                        "申し込む",
                        who(choices, writer) + what(choices) + times + place + rest,
                        hidden: hidden
                    )
                ),
            ]
        )
    }

    /// The rules, before the first question.
    static func conditions(_ rules: [ProgrammeRules]) -> Block {
        Block(
            "お申込みの条件",
            ["謝金と旅費は事務局が負担します。主催団体の負担はありません。"],
            facts: rules.map { rule in
                Fact(rule.name, "開催日の\(rule.leadDays)日前までのお申込み、参加見込み\(rule.minimumAttendance)名以上")
            }
        )
    }

    /// The page on which a request that was sent back is corrected; who asks, and under what, stays.
    public static func correction(of request: RequestDetail, _ choices: Choices) -> PageContent {
        PageContent(
            "申込の修正",
            lead: "修正して送信すると、事務局がもう一度審査します。",
            [
                Block("修正していただく点", [request.reason ?? "事務局からの連絡をご確認ください。"]),
                Block(
                    nil,
                    form: PageForm(
                        "submit",
                        "修正して申し込む",
                        contact + what(choices) + times + place + rest,
                        hidden: kept(of: request)
                    ).filled(values(of: request), [])
                ),
            ]
        )
    }

    /// What a correction sends along unseen: what stays, and what the form has no field for.
    private static func kept(of request: RequestDetail) -> [String: String] {
        var kept = ["programme": request.summary.programme.text]
        if let organization = request.summary.organization { kept["organization"] = "\(organization)" }
        if let presenter = request.summary.askingPresenter { kept["presenter"] = "\(presenter)" }
        if let preferred = request.preferredPresenter { kept["preferred_presenter"] = "\(preferred)" }
        if let venue = request.venue { kept["venue/municipality"] = venue.municipality.digits }
        for (index, exclusion) in request.excludedPresenters.enumerated() {
            kept["excluded_presenters/\(index)/presenter"] = "\(exclusion.presenter)"
            kept["excluded_presenters/\(index)/reason"] = exclusion.reason
        }
        return kept
    }

    private static func values(of request: RequestDetail) -> [String: String] {
        let summary = request.summary
        var values = [
            "title": summary.title, "topic": summary.topic.text, "required_level": "\(request.requiredLevel)",
            "purpose": request.purpose, "audience": request.audience, "place": summary.place,
            "expected_attendance": "\(summary.expectedAttendance)", "equipment": request.equipment,
            "printed_copies": "\(request.printedCopies)",
        ]
        if request.isOpenToPublic { values["open_to_public"] = "true" }
        if let contact = request.contact {
            values["contact/name"] = contact.name
            values["contact/email"] = contact.email.text
            values["contact/phone"] = contact.phone.text
        }
        if let venue = request.venue {
            values["venue/name"] = venue.name
            values["venue/address"] = venue.address
        }
        for (index, slot) in request.slots.enumerated() {
            values["slots/\(index)/day"] = "\(slot.during.start.date)"
            values["slots/\(index)/from"] = "\(slot.during.start.time)"
            values["slots/\(index)/to"] = "\(slot.during.end.time)"
        }
        return values
    }

    static let contact: [FormField] = [
        .text("contact/name", "担当者の氏名", complete: "name", most: 100).beginning("ご担当者"),
        .text("contact/email", "担当者のメールアドレス", type: "email", complete: "email", mode: "email", most: 254),
        .text("contact/phone", "担当者の電話番号", type: "tel", complete: "tel", mode: "tel", most: 20),
    ]

    private static func who(_ choices: Choices, _ writer: Writer) -> [FormField] {
        let organization: [FormField] =
            switch writer {
            case .host:
                [
                    .choice(
                        "organization",
                        "団体",
                        choices.organizations,
                        value: choices.organizations.count == 1 ? choices.organizations[0].value : ""
                    )
                ]
            case .presenter:
                [
                    .text("organization", "共催する団体の番号", most: 20).hinted("org-12 のような番号。共催がなければ空欄。")
                        .optional
                ]
            case .coordinator(let key):
                [
                    .text("organization", "団体の番号", value: key, most: 20).hinted("org-12 のような番号。団体の頁にあります。"),
                    .text("on_behalf_of", "連絡された方の氏名", most: 100),
                ]
            }
        return organization + [programme(choices)] + contact
    }

    static func programme(_ choices: Choices) -> FormField { .choice("programme", "事業", choices.programmes) }

    static func what(_ choices: Choices) -> [FormField] {
        [
            .text("title", "講演名", most: 200).beginning("講演の内容"),
            .choice("topic", "テーマ", choices.topics),
            .choice(
                "required_level",
                "講師に求める水準",
                [("0", "指定なし"), ("1", "基礎"), ("2", "標準"), ("3", "専門")],
                value: "0"
            ),
            .area("purpose", "目的", most: 2000),
            .area("audience", "対象", most: 500).hinted("例：県内の中小企業の経営者・担当者"),
            .number("expected_attendance", "参加見込み（名）"),
            .tick("open_to_public", "会員以外の方も参加できる").optional,
        ]
    }

    static var times: [FormField] {
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
        .text("venue/postal_code", "会場の郵便番号", complete: "postal-code", mode: "numeric", most: 8)
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
    ]

    static let rest: [FormField] =
        equipment.enumerated().map { index, entry in
            let field = FormField.tick(entry.name, entry.text).optional
            return index == 0 ? field.beginning("設備と資料") : field
        } + [
            .area("equipment", "そのほかの設備", most: 400).optional,
            .number("printed_copies", "印刷した資料の部数").optional,
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
