public import KodanDomain
import KodanText

/// Presenters (講師) as the body's people keep them.
public enum PresenterTexts {
    /// The words of the office's tables.
    public struct Words: Sendable {
        let topics: [NamedCode]
        let qualifications: [NamedCode]
        let ranks: [NamedCode]
        let prefectures: [PrefectureEntry]

        /// Words; what a page does not need stays empty.
        public init(
            topics: [NamedCode],
            qualifications: [NamedCode] = [],
            ranks: [NamedCode] = [],
            prefectures: [PrefectureEntry] = []
        ) {
            self.topics = topics
            self.qualifications = qualifications
            self.ranks = ranks
            self.prefectures = prefectures
        }
    }

    /// The list; `question` is what it is narrowed to, `register` where all that it finds is written as a table, for
    /// who may have it, and `announcement` where one writes to all of them, for who may.
    public static func list(
        _ presenters: [PresenterSummary],
        _ question: PresenterQuestion,
        _ words: Words,
        next: String?,
        register: String?,
        announcement: String? = nil,
        mayAct: Bool
    ) -> PageContent {
        var blocks = [
            Block("絞り込み", form: search(question, words)),
            Block(
                nil,
                table: table(presenters, next: next),
                links: [register].compactMap(\.self).map { PageLink("講師名簿を出力する（CSV）", $0) }
                    + [announcement].compactMap(\.self).map { PageLink("この条件の講師に一斉連絡を書く", $0) }
            ),
        ]
        if mayAct {
            blocks.append(
                Block(
                    "講師を登録する",
                    ["テーマと資格は、登録のあと講師のページで調整担当が加えます。テーマがないうちは打診されません。"],
                    form: PageForm("add", "登録する", PresenterForms.registration),
                    isFolded: true
                )
            )
        }
        return PageContent("講師", blocks)
    }

    private static func search(_ question: PresenterQuestion, _ words: Words) -> PageForm {
        PageForm(
            "search",
            "絞り込む",
            [
                .text("name", "氏名・カナの一部", value: question.name ?? "", most: 100).optional,
                .choice("state", "登録の状態", states, value: question.status?.rawValue ?? "").optional,
                .choice(
                    "prefecture",
                    "都道府県",
                    words.prefectures.map { ("\($0.code)", $0.name) },
                    value: question.prefecture.map { "\($0)" } ?? ""
                ).optional,
                .choice(
                    "topic",
                    "テーマ",
                    words.topics.map { ($0.code, $0.japanese) },
                    value: question.topic?.text ?? ""
                ).optional,
                .text(
                    "expiring_before",
                    "この日より前に期限の切れる資格がある人",
                    value: question.expiringBefore.map { "\($0)" } ?? "",
                    type: "date"
                ).optional,
            ],
            isSearch: true
        )
    }

    private static func table(_ presenters: [PresenterSummary], next: String?) -> PageTable {
        PageTable(
            "講師の一覧",
            ["氏名", "番号", "カナ", "所在地", "メールアドレス", "状態"],
            presenters.map { presenter in
                [
                    PageCell(presenter.name, "/presenters/\(presenter.id)"), PageCell("\(presenter.id)"),
                    PageCell(presenter.kana), PageCell(presenter.place), PageCell(presenter.email.text),
                    PageCell(name(presenter.status)),
                ]
            },
            empty: "該当する講師はいません。",
            next: next
        )
    }

    static let states = PresenterStatus.allCases.map { ($0.rawValue, name($0)) }

    static func name(_ status: PresenterStatus) -> String { StateText.name(of: status, in: .japanese) }

    /// What a level of a topic is called.
    static func level(_ level: Int) -> String {
        switch level {
        case 1: "基礎"
        case 2: "標準"
        case 3: "専門"
        default: "水準なし"
        }
    }

    /// The page of one presenter; `names` are those of organizations.
    public static func page(
        _ presenter: PresenterDetail,
        names: ThingNames,
        _ words: Words,
        daysOff: [BlackoutEntry],
        role: Role,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        var blocks = [Block("登録", facts: facts(presenter, words, names))]
        blocks.append(Block("テーマ", table: topics(presenter, words)))
        blocks.append(Block("資格", table: qualifications(presenter, words, today)))
        blocks.append(Block("講演できる時間", facts: times(presenter, today)))
        if !presenter.exclusions.isEmpty {
            blocks.append(Block("派遣しない団体", table: exclusions(presenter, names)))
        }
        if let block = PresenterForms.payee(presenter, role) { blocks.append(block) }
        if let block = PresenterForms.otherPayee(presenter, role) { blocks.append(block) }
        if role == .coordinator, presenter.profile.anonymizedAt == nil {
            blocks += PresenterForms.forms(presenter, names, words)
            blocks += PresenterForms.times(presenter, daysOff, today)
            blocks += PresenterForms.exclusions(presenter, names)
        }
        if role == .administrator, presenter.mayBeAnonymized {
            blocks.append(AnonymizationForm.block("氏名・カナ・連絡先・住所・資格の番号と、この講師についてのメールを消します。"))
        }
        return PageContent(
            "\(presenter.summary.name) 様",
            lead: lead(presenter),
            notice: notices[done ?? ""],
            blocks
        )
    }

    private static let notices = [
        "added": "登録しました。続けて、調整担当がテーマと資格を加えてください。", "changed": "登録を変更しました。",
        "status": "登録の状態を変更しました。", "payee": "支払先を登録しました。続けて口座を登録してください。",
        "days_off": "都合のつかない日を登録しました。この期間の打診は取り下げます。",
        "days_off_removed": "都合のつかない日を取り消しました。",
        "kept_apart": "派遣しない組合せを登録しました。この団体への打診は取り下げます。",
        "kept_apart_bound": "派遣しない組合せを登録しました。この団体で決まっている講演が残っています。講演のページで、辞退や講師の交代を行ってください。",
        "exclusion_lifted": "派遣しない組合せを解除しました。", AnonymizationForm.done.0: AnonymizationForm.done.1,
    ]

    private static func lead(_ presenter: PresenterDetail) -> String {
        switch presenter.summary.status {
        case .applied: "申請中です。調整担当が内容を確かめ、登録します。"
        case .active: "登録中です。打診の対象になります。"
        case .suspended: "休止中です。新しい打診は送られません。"
        case .retired: "退任しました。過去の講演と支払は残ります。"
        case .deceased: "逝去されました。過去の講演と支払は残ります。"
        }
    }

    private static func facts(
        _ presenter: PresenterDetail,
        _ words: Words,
        _ names: ThingNames
    ) -> [Fact] {
        let profile = presenter.profile
        var facts = [
            Fact("番号", "\(presenter.summary.id)"), Fact("カナ", presenter.summary.kana),
            Fact("登録の状態", name(presenter.summary.status)), Fact("登録日", PageWords.day(profile.registeredOn)),
            Fact("メールアドレス", presenter.summary.email.text),
        ]
        if let email = profile.newEmail { facts.append(Fact("確認待ちの新アドレス", email.text)) }
        facts += [
            Fact("電話", profile.phone.text),
            Fact(
                "住所",
                "〒\(profile.postalCode)　\(AddressText.whole(profile.address, in: presenter.summary.place))"
            ),
            Fact(
                "ランク",
                words.ranks.first { $0.code == profile.rank.text }?.japanese ?? profile.rank.text
            ),
            Fact("移動の上限（片道）", PageWords.duration(minutes: profile.reachMinutes)),
            Fact("オンライン", profile.acceptsOnline ? "受ける" : "受けない"),
            Fact("宿泊を伴う講演", profile.acceptsOvernight ? "受ける" : "受けない"),
            Fact("回数の上限", "月\(profile.monthlyCap)回、年度\(profile.yearlyCap)回"),
        ]
        if let moment = profile.anonymizedAt { facts.append(Fact("匿名化", PageWords.moment(moment))) }
        if let reason = profile.statusReason { facts.append(Fact("状態の理由", reason)) }
        facts += presenter.organizations.map { Fact("所属団体", names[$0], "/organizations/\($0)") }
        return facts
    }

    private static func topics(_ presenter: PresenterDetail, _ words: Words) -> PageTable {
        PageTable(
            "担当できるテーマ",
            ["テーマ", "水準"],
            presenter.topics.map { skill in
                [
                    PageCell(
                        words.topics.first { $0.code == skill.topic.text }?.japanese ?? skill.topic.text
                    ), PageCell(level(skill.level)),
                ]
            },
            empty: "テーマが登録されていません。打診の対象になりません。"
        )
    }

    private static func qualifications(
        _ presenter: PresenterDetail,
        _ words: Words,
        _ today: LocalDate
    ) -> PageTable {
        PageTable(
            "保有する資格",
            ["資格", "登録番号", "有効期限"],
            presenter.qualifications.map { held in
                let name = words.qualifications.first { $0.code == held.code.text }?.japanese
                return [
                    PageCell(name ?? held.code.text), PageCell(held.number ?? "－"),
                    PageCell(held.expires.map { expiry($0, today) } ?? "なし"),
                ]
            },
            empty: "資格は登録されていません。"
        )
    }

    private static func expiry(_ day: LocalDate, _ today: LocalDate) -> String {
        PageWords.day(day) + (day < today ? "（期限切れ）" : "")
    }

    private static func times(_ presenter: PresenterDetail, _ today: LocalDate) -> [Fact] {
        let hours = presenter.weeklyHours.map { hours in
            Fact(
                "\(DateText.weekday(hours.weekday, in: .japanese))曜",
                "\(DateText.time(hours.from, in: .japanese))〜\(DateText.time(hours.to, in: .japanese))"
            )
        }
        let away = presenter.blackouts.filter { $0.days.last.map { today <= $0 } ?? true }.map { blackout in
            Fact(
                "都合のつかない日",
                PageWords.validity(blackout.days) + (blackout.reason.map { "（\($0)）" } ?? "")
            )
        }
        return hours + away
    }

    private static func exclusions(_ presenter: PresenterDetail, _ names: ThingNames) -> PageTable {
        PageTable(
            "派遣しない団体の一覧",
            ["団体", "申し出た側", "理由"],
            presenter.exclusions.map { entry in
                [
                    PageCell(names[entry.organization], "/organizations/\(entry.organization)"),
                    PageCell(NameText.name(of: entry.askedBy, in: .japanese)), PageCell(entry.reason),
                ]
            },
            empty: ""
        )
    }
}

extension PresenterDetail {
    /// Whether they have left, and have their name yet.
    fileprivate var mayBeAnonymized: Bool {
        [.retired, .deceased].contains(summary.status) && profile.anonymizedAt == nil
    }
}
