public import KodanDomain
import KodanText

/// Organizations with their people (団体と担当者).
public enum OrganizationTexts {
    /// The list; `question` is what it is narrowed to, `register` where all that it finds is written as a table, for
    /// who may have it.
    public static func list(
        _ organizations: [OrganizationSummary],
        _ question: OrganizationQuestion,
        prefectures: [PrefectureEntry],
        next: String?,
        register: String?,
        mayAct: Bool
    ) -> PageContent {
        var blocks = [
            Block(
                "絞り込み",
                form: PageForm(
                    "search",
                    "絞り込む",
                    [
                        .text("name", "団体名・カナの一部", value: question.name ?? "", most: 100).optional,
                        .choice("kind", "種別", kinds, value: question.kind?.rawValue ?? "").optional,
                        .choice(
                            "prefecture",
                            "都道府県",
                            prefectures.map { ("\($0.code)", $0.name) },
                            value: question.prefecture.map { "\($0)" } ?? ""
                        ).optional,
                    ],
                    isSearch: true
                )
            ),
            Block(
                nil,
                table: table(organizations, next: next),
                links: [register].compactMap(\.self).map { PageLink("団体名簿を出力する（CSV）", $0) }
            ),
        ]
        if mayAct {
            blocks.append(
                Block(
                    "団体を登録する",
                    form: PageForm("add", "登録する", OrganizationForms.fields(nil, isNew: true)),
                    isFolded: true
                )
            )
        }
        return PageContent("団体と担当者", blocks)
    }

    private static func table(_ organizations: [OrganizationSummary], next: String?) -> PageTable {
        PageTable(
            "団体の一覧",
            ["団体", "種別", "所在地", "協議会", "状態"],
            organizations.map { organization in
                [
                    PageCell(organization.name, "/organizations/\(organization.id)"),
                    PageCell(NameText.name(of: organization.kind, in: .japanese)),
                    PageCell(organization.place), PageCell(organization.isCouncilMember ? "会員" : "－"),
                    PageCell(
                        StateText.name(
                            of: organization.mergedInto == nil ? OrganizationStatus.active : .merged,
                            in: .japanese
                        )
                    ),
                ]
            },
            empty: "該当する団体はありません。",
            next: next
        )
    }

    static let kinds = OrganizationKind.allCases.map {
        ($0.rawValue, NameText.name(of: $0, in: .japanese))
    }

    /// The page of one organization.
    public static func page(
        _ organization: OrganizationDetail,
        names: ThingNames,
        role: Role,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        let isActive = organization.summary.mergedInto == nil
        var blocks = [
            Block("登録", facts: facts(organization, names)),
            Block("担当者", table: members(organization.members, today)),
        ]
        if isActive, [.coordinator, .administrator].contains(role) {
            blocks += OrganizationForms.forms(organization, role: role, today: today)
        }
        let name = organization.summary.name
        return PageContent(
            name,
            lead: isActive ? nil : "この団体は統合されました。申込は統合先の団体で受け付けます。",
            notice: notices[done ?? ""],
            blocks
        )
    }

    private static let notices = [
        "added": "団体を登録しました。続けて担当者を追加してください。", "changed": "登録を変更しました。", "merged": "統合しました。",
        "member_added": "担当者を追加しました。", "handed_over": "後任に引き継ぎました。前任者が操作できるのは、本日までです。",
        "member_removed": "担当者を外しました。",
    ]

    private static func facts(_ organization: OrganizationDetail, _ names: ThingNames) -> [Fact] {
        let summary = organization.summary
        var facts = [
            Fact("番号", "\(summary.id)"), Fact("種別", NameText.name(of: summary.kind, in: .japanese)),
            Fact("カナ", organization.kana ?? "未登録"),
            Fact("所在地", "\(organization.postalCode.map { "〒\($0)　" } ?? "")\(organization.address)"),
            Fact("市区町村", summary.place), Fact("メールアドレス", organization.email.text),
            Fact("電話", organization.phone.text), Fact("協議会", summary.isCouncilMember ? "会員" : "会員ではない"),
            Fact("法人番号など", organization.registrationNumber ?? "未登録"),
        ]
        if let successor = summary.mergedInto {
            facts.append(Fact("統合先", names[successor], "/organizations/\(successor)"))
        }
        return facts
    }

    private static func members(_ members: [MemberEntry], _ today: LocalDate) -> PageTable {
        PageTable(
            "担当者の一覧",
            ["氏名", "メールアドレス", "期間", "いま"],
            members.map { member in
                [
                    PageCell(member.name), PageCell(member.email.text),
                    PageCell(PageWords.validity(member.valid)),
                    PageCell(
                        member.valid.contains(today) ? "担当" : today < member.valid.first ? "これから" : "終了"
                    ),
                ]
            },
            empty: "担当者はいません。担当者がいないと、この団体は申し込めません。"
        )
    }
}

/// The forms beneath an organization.
enum OrganizationForms {
    /// The fields of an organization, with what `old` says.
    static func fields(_ old: OrganizationDetail?, isNew: Bool) -> [FormField] {
        var fields: [FormField] = [
            .text("name", "団体名", value: old?.summary.name ?? "", most: 100),
            .text("kana", "カナ", value: old?.kana ?? "", most: 100).optional,
            .choice("kind", "種別", OrganizationTexts.kinds, value: old?.summary.kind.rawValue ?? ""),
            FormField.text(
                "postal_code",
                "郵便番号",
                value: old?.postalCode.map { "\($0)" } ?? "",
                mode: "numeric",
                most: 12
            )
            .hinted("市区町村は郵便番号から決まります。"),
            .text("address", "所在地", value: old?.address ?? "", most: 200),
            .text("email", "メールアドレス", value: old?.email.text ?? "", type: "email", most: 254),
            .text("phone", "電話", value: old?.phone.text ?? "", type: "tel", most: 20),
            .text("registration_number", "法人番号など", value: old?.registrationNumber ?? "", most: 50).optional,
            .tick("council_member", "協議会の会員である", isTicked: old?.summary.isCouncilMember ?? false).optional,
        ]
        if isNew { fields.append(.tick("allow_duplicates", "似た団体があっても、別の団体として登録する").optional) }
        return fields
    }

    /// What may be done with an organization in `role`.
    static func forms(_ organization: OrganizationDetail, role: Role, today: LocalDate) -> [Block] {
        var blocks = [adding]
        let current = organization.members.filter { $0.valid.contains(today) }
        if !current.isEmpty {
            blocks += leaving(current.map { ("\($0.user)", "\($0.name)（\($0.email.text)）") })
        }
        var changed = fields(organization, isNew: false)
        changed.append(caller)
        blocks.append(Block("登録の変更", form: PageForm("change", "変更する", changed), isFolded: true))
        if role == .coordinator {
            blocks.append(
                Block(
                    "ほかの団体に統合する",
                    ["統合すると、元に戻せません。過去の講演と支払は、この団体のまま残ります。"],
                    form: PageForm(
                        "merge",
                        "統合する",
                        [
                            FormField.text("into", "統合先の団体（名称か番号）", most: NamedThings.length)
                                .hinted(NamedThings.organizationHint),
                            .area("reason", "理由", most: 500),
                        ],
                        isGrave: true
                    ),
                    isFolded: true
                )
            )
        }
        return blocks
    }

    private static let caller: FormField =
        .text("on_behalf_of", "代理で行うとき、連絡された方の氏名", most: 100).optional

    private static let person: [FormField] = [
        .text("name", "氏名", most: 100), .text("email", "メールアドレス", type: "email", most: 254),
    ]

    private static let adding = Block(
        "担当者を追加する",
        ["ログイン用のリンクは、本人がログインのページで請求します。"],
        form: PageForm("add_member", "追加する", person),
        isFolded: true
    )

    private static func leaving(_ members: [(value: String, text: String)]) -> [Block] {
        let member = FormField.choice("member", "担当者", members)
        return [
            Block(
                "後任に引き継ぐ",
                [
                    "前任者が操作できるのは、本日までです。",
                    "前任者のアドレスが連絡先になっている申込は、連絡先が後任に変わり、後任にメールでお知らせします。電話番号は変わりません。",
                ],
                form: PageForm("hand_over", "引き継ぐ", [member] + person + [caller]),
                isFolded: true
            ),
            Block(
                "担当者を外す",
                form: PageForm(
                    "remove_member",
                    "外す",
                    [member, .area("reason", "理由", most: 500), caller],
                    isGrave: true
                ),
                isFolded: true
            ),
        ]
    }
}
