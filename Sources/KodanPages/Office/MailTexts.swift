public import KodanDomain
import KodanText

/// The log of mails (メールの送信記録), and addresses at which they came back.
public enum MailTexts {
    /// The list, the newest first; `filter` and the `address` that was typed are what it is narrowed to.
    public static func list(
        _ mails: [MailEntry],
        _ filter: MailFilter,
        to address: String,
        next: String?
    ) -> PageContent {
        PageContent(
            "メールの送信記録",
            lead: "「不達」は、送信をあきらめたか、戻ってきたメールです。宛先を直したら、そのメールのページで再送します。",
            [
                Block(
                    "絞り込み",
                    links: [PageLink("送信を止めている宛先", "/mails/bounces")]
                        + (filter.announcement.map { [PageLink("一斉連絡 \($0)", "/announcements/\($0)")] } ?? []),
                    form: PageForm(
                        "search",
                        "絞り込む",
                        [
                            .choice(
                                "state",
                                "状態",
                                MailState.allCases.map { ($0.rawValue, PageWords.state($0)) },
                                value: filter.states.first?.rawValue ?? ""
                            ).optional,
                            .text("to", "宛先のメールアドレス", value: address, type: "email", most: 254).optional,
                        ],
                        hidden: filter.announcement.map { ["announcement": "\($0)"] } ?? [:],
                        isSearch: true
                    )
                ),
                Block(nil, table: table(mails, next: next)),
            ]
        )
    }

    private static func table(_ mails: [MailEntry], next: String?) -> PageTable {
        PageTable(
            "メールの一覧（新しい順）",
            ["用件", "受付日時", "宛先", "文面", "番号", "状態", "試行"],
            mails.map { mail in
                [
                    PageCell(mail.subject, "/mails/\(mail.id)"), PageCell(PageWords.moment(mail.queuedAt)),
                    PageCell("\(mail.recipientName)（\(mail.recipient.text)）"),
                    PageCell(MailKindWords.name(of: mail.kind), "/mail-templates/\(mail.kind)"),
                    PageCell("\(mail.id)"),
                    PageCell(PageWords.state(mail.state)), .number("\(mail.attempts)回"),
                ]
            },
            empty: "該当するメールはありません。",
            next: next
        )
    }

    /// The page of one mail; `names` are those of request and presenter.
    public static func page(
        _ mail: MailEntry,
        names: ThingNames,
        mayAct: Bool,
        done: String?
    ) -> PageContent {
        var facts = [
            Fact("番号", "\(mail.id)"), Fact("状態", PageWords.state(mail.state)),
            Fact("宛先", "\(mail.recipientName)（\(mail.recipient.text)）"),
            Fact("文面", MailKindWords.name(of: mail.kind), "/mail-templates/\(mail.kind)"),
            Fact("用件", mail.subject, Announcement.ID(mail.subject).map { "/announcements/\($0)" }),
            Fact("受付日時", PageWords.moment(mail.queuedAt)), Fact("試行", "\(mail.attempts)回"),
        ]
        if let request = mail.request { facts.append(Fact("申込", names[request], "/requests/\(request)")) }
        if let presenter = mail.presenter {
            facts.append(Fact("講師", names[presenter], "/presenters/\(presenter)"))
        }
        if let sent = mail.sentAt { facts.append(Fact("送信日時", PageWords.moment(sent))) }
        if let due = mail.dueAt { facts.append(Fact("次の試行", PageWords.moment(due))) }
        if let error = mail.lastError { facts.append(Fact("相手方の応答", error)) }
        if let overtaken = mail.overtaken { facts.append(Fact("送らなかった理由", name(overtaken))) }
        if mail.isBounced { facts.append(Fact("宛先の扱い", "送信を止めています", "/mails/bounces")) }
        facts.append(Fact("Message-ID", mail.messageID))
        var blocks = [Block(nil, facts: facts)]
        if mayAct, mail.state == .dead {
            blocks.append(
                Block(
                    "再送",
                    ["いま登録されている宛先に送ります。用件がもう当てはまらないときは送られません。"],
                    form: PageForm("resend", "再送する", [.area("reason", "理由", most: 1000)])
                )
            )
        }
        if mayAct, mail.state == .sent { blocks.append(cameBack) }
        return PageContent(
            "メール：\(mail.subject)",
            lead: lead(mail.state),
            notice: notices[done ?? ""],
            blocks
        )
    }

    private static let notices = [
        "resent": "再送を受け付けました。まもなく送信されます。", "bounced": "戻ってきたことを記録しました。",
    ]

    private static let cameBack = Block(
        "戻ってきたことを記録する",
        ["不達の知らせが事務局に届いたときに記録します。宛先がないときは、再開するまで、この宛先への送信を止めます。"],
        form: PageForm(
            "bounce",
            "記録する",
            [
                .choice(
                    "hard",
                    "戻ってきた事情",
                    [("true", "宛先がない（送信を止める）"), ("false", "一時的なもの（受信箱がいっぱい、不在など）")]
                ), .text("reason", "相手方の応答", most: BounceDraft.wordsLimit),
            ]
        ),
        isFolded: true
    )

    private static func lead(_ state: MailState) -> String {
        switch state {
        case .queued: "送信を待っています。まもなくシステムが送ります。"
        case .sent: "送信しました。"
        case .dead: "届いていません。管理者または調整担当が、宛先を確かめて再送します。"
        case .overtaken: "用件が終わったため、送りませんでした。"
        }
    }

    private static func name(_ overtaken: MailOvertaken) -> String {
        switch overtaken {
        case .requestMovedOn: "申込が先に進んだ"
        case .offerEnded: "打診が終わった"
        case .changeEnded: "変更の相談が終わった"
        case .deadlinePassed: "期限が過ぎた"
        case .assignmentEnded: "派遣が取りやめになった"
        case .assignmentStands: "派遣が続いている"
        case .lectureOver: "講演が終わった"
        case .newerMail: "同じ用件の新しいメールがある"
        case .neverAsked: "打診がまだ伝わっていなかった"
        case .unsubscribed: "お知らせメールを停止している"
        case .linkRevoked: "中のリンクが無効になった"
        case .noticeAnswered: "支払通知書が回答済み、または差替え済み"
        case .presenterNotActive: "講師が登録中でなくなった"
        }
    }

    /// Addresses at which mails came back.
    public static func bounces(
        _ bounces: [BounceEntry],
        names: ThingNames,
        all: Bool,
        next: String?,
        mayAct: Bool,
        done: String?
    ) -> PageContent {
        let rows = bounces.map { bounce in
            [
                PageCell(bounce.address.text, bounce.mail.map { "/mails/\($0)" }),
                PageCell(owners(of: bounce, names), owner(of: bounce)),
                PageCell([bounce.status, bounce.words].compactMap(\.self).joined(separator: "　")),
                PageCell(PageWords.moment(bounce.recordedAt)),
                PageCell(
                    bounce.clearedAt.map { "再開（\(PageWords.moment($0))）" } ?? (bounce.isHard ? "停止中" : "一時的")
                ),
            ]
        }
        let columns = ["宛先", "使っている人", "相手方の応答", "記録日時", "扱い"]
        var blocks = [
            Block(
                "絞り込み",
                form: PageForm(
                    "search",
                    "絞り込む",
                    [.tick("all", "再開したものと一時的なものも表示する", isTicked: all).optional],
                    isSearch: true
                )
            ),
            Block(nil, table: PageTable("戻ってきた宛先", columns, rows, empty: "該当する宛先はありません。", next: next)),
        ]
        let closed = bounces.filter { $0.isHard && $0.clearedAt == nil }
        if mayAct, !closed.isEmpty {
            blocks.append(
                Block(
                    "送信を再開する",
                    ["宛先が正しく、受け取れるようになったことを確かめてから行ってください。"],
                    form: PageForm(
                        "clear",
                        "再開する",
                        [
                            .choice("bounce", "宛先", closed.map { ("\($0.id)", $0.address.text) }),
                            .area("reason", "理由", most: 1000),
                        ]
                    )
                )
            )
        }
        return PageContent(
            "送信を止めている宛先",
            lead: "メールが戻ってきた宛先には、再開するまで送りません。",
            notice: done == "cleared" ? "送信を再開しました。" : nil,
            blocks
        )
    }

    private static func owners(of bounce: BounceEntry, _ names: ThingNames) -> String {
        let owners = bounce.presenters.map { names[$0] } + bounce.organizations.map { names[$0] }
        return owners.isEmpty ? "なし" : owners.joined(separator: "、")
    }

    private static func owner(of bounce: BounceEntry) -> String? {
        bounce.presenters.first.map { "/presenters/\($0)" }
            ?? bounce.organizations.first.map { "/organizations/\($0)" }
    }
}
