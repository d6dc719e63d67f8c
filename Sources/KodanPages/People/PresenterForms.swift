import KodanDomain
import KodanText

/// The forms beneath a presenter.
enum PresenterForms {
    /// What a new presenter must have.
    static let registration: [FormField] = [
        .text("family_name", "姓", most: 50), .text("given_name", "名", most: 50),
        .text("family_kana", "姓（カナ）", most: 50), .text("given_kana", "名（カナ）", most: 50),
        .text("email", "メールアドレス", type: "email", most: 254), .text("phone", "電話", type: "tel", most: 20),
        FormField.text("postal_code", "郵便番号", mode: "numeric", most: 12)
            .hinted("市区町村は郵便番号から決まります。移動時間はここから計算します。"),
        .text("address", "住所", most: 200), .text("organization", "所属団体の名称", most: 100).optional,
        .tick("allow_duplicates", "似た人が登録されていても、別の人として登録する").optional,
        .tick("applied", "申請中として登録する（登録中に変えるまで、打診しません）").optional,
    ]

    /// What a coordinator may do with a presenter.
    static func forms(
        _ presenter: PresenterDetail,
        _ names: ThingNames,
        _ words: PresenterTexts.Words
    ) -> [Block] {
        [
            status(presenter), profile(presenter, words), belonging(presenter, names),
            topics(presenter, words), qualifications(presenter, words),
        ]
    }

    private static func status(_ presenter: PresenterDetail) -> Block {
        let others = PresenterStatus.allCases.filter { $0 != presenter.summary.status && $0 != .applied }
        return Block(
            "登録の状態を変える",
            ["退任・逝去にすると、打診と今後の講演から外れ、主催団体にお知らせします。"],
            form: PageForm(
                "status",
                "変更する",
                [
                    .choice("state", "新しい状態", others.map { ($0.rawValue, PresenterTexts.name($0)) }),
                    .area("reason", "理由", most: 500),
                ]
            ),
            isFolded: presenter.summary.status != .applied
        )
    }

    private static let proxy = FormField.text("on_behalf_of", "代理で行うとき、連絡された方の氏名", most: 100).optional

    private static func profile(_ presenter: PresenterDetail, _ words: PresenterTexts.Words) -> Block {
        let profile = presenter.profile
        return Block(
            "登録の変更",
            form: PageForm(
                "change",
                "変更する",
                [
                    .text("family_name", "姓", value: profile.name.family, most: 50),
                    .text("given_name", "名", value: profile.name.given, most: 50),
                    .text("family_kana", "姓（カナ）", value: profile.kana.family, most: 50),
                    .text("given_kana", "名（カナ）", value: profile.kana.given, most: 50),
                    .text("email", "メールアドレス", value: presenter.summary.email.text, type: "email", most: 254),
                    .text("phone", "電話", value: profile.phone.text, type: "tel", most: 20),
                    .text("postal_code", "郵便番号", value: "\(profile.postalCode)", mode: "numeric", most: 12),
                    .text("address", "住所", value: profile.address, most: 200),
                    FormField.number("reach_minutes", "移動の上限（片道・分）", value: "\(profile.reachMinutes)"),
                    .number("monthly_cap", "月の上限（回）", value: "\(profile.monthlyCap)"),
                    .number("yearly_cap", "年度の上限（回）", value: "\(profile.yearlyCap)"),
                    .choice(
                        "rank",
                        "ランク",
                        words.ranks.map { ($0.code, $0.japanese) },
                        value: profile.rank.text
                    ),
                    .tick("accepts_online", "オンラインの講演を受ける", isTicked: profile.acceptsOnline).optional,
                    .tick("accepts_overnight", "宿泊を伴う講演を受ける", isTicked: profile.acceptsOvernight).optional,
                    proxy,
                ]
            ),
            isFolded: true
        )
    }

    /// One field more than they have, so that one can be added.
    private static func belonging(_ presenter: PresenterDetail, _ names: ThingNames) -> Block {
        let held = presenter.organizations.map { NamedThings.filling($0, names) }
        let fields = (held + [""]).enumerated().map { index, value in
            FormField.text(
                "organizations/\(index)",
                "所属団体\(index + 1)（名称か番号）",
                value: value,
                most: NamedThings.length
            ).hinted(NamedThings.organizationHint).optional
        }
        return Block(
            "所属団体の変更",
            ["所属団体には派遣しません。離れた団体の欄は空にします。新しい所属団体の打診は取り下げ、講師にお知らせします。すでに決まった講演は変わりません。"],
            form: PageForm("belonging", "所属団体を変更する", fields + [proxy]),
            isFolded: true
        )
    }

    private static func topics(_ presenter: PresenterDetail, _ words: PresenterTexts.Words) -> Block {
        var hidden: [String: String] = [:]
        let levels = TopicSkill.levels.map { ("\($0)", PresenterTexts.level($0)) }
        let fields = words.topics.enumerated().map { index, topic in
            hidden["topics/\(index)/topic"] = topic.code
            let held = presenter.topics.first { $0.topic.text == topic.code }
            return FormField.choice(
                "topics/\(index)/level",
                topic.japanese,
                levels,
                value: held.map { "\($0.level)" } ?? ""
            ).optional
        }
        return Block(
            "テーマの変更",
            ["担当できないテーマは「指定なし」のままにします。"],
            form: PageForm("topics", "テーマを変更する", fields + [proxy], hidden: hidden),
            isFolded: true
        )
    }

    private static func qualifications(_ presenter: PresenterDetail, _ words: PresenterTexts.Words) -> Block {
        let held = presenter.qualifications
        let options = words.qualifications.map { ($0.code, $0.japanese) }
        let fields = (0..<held.count + 2).flatMap { index in
            let one = index < held.count ? held[index] : nil
            let path = "qualifications/\(index)"
            return [
                FormField.choice("\(path)/code", "資格\(index + 1)", options, value: one?.code.text ?? "")
                    .optional,
                .text("\(path)/number", "資格\(index + 1)：登録番号", value: one?.number ?? "", most: 50).optional,
                .text(
                    "\(path)/expires_on",
                    "資格\(index + 1)：有効期限",
                    value: one?.expires.map { "\($0)" } ?? "",
                    type: "date"
                ).optional,
            ]
        }
        return Block(
            "資格の変更",
            ["なくなった資格は「指定なし」に戻します。"],
            form: PageForm("qualifications", "資格を変更する", fields + [proxy]),
            isFolded: true
        )
    }
}
