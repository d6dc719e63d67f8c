public import KodanDomain
import KodanText

/// Announcements (一斉連絡): one mail to many presenters, written, looked at, sent, and followed.
public enum AnnouncementTexts {
    /// What stands for each recipient's name where a mail is looked at before it is sent.
    public static let anybody = "○○"

    /// A mail as its recipients get it.
    public struct Letter: Sendable {
        let subject: String
        let body: String

        /// A mail with this subject and text.
        public init(subject: String, body: String) {
            self.subject = subject
            self.body = body
        }
    }

    /// The list, the newest first.
    public static func list(
        _ announcements: [AnnouncementEntry],
        next: String?,
        mayAct: Bool
    ) -> PageContent {
        let rows: [[PageCell]] = announcements.map { announcement in
            [
                PageCell(announcement.subject, "/announcements/\(announcement.id)"),
                PageCell(PageWords.moment(announcement.sentAt)), PageCell(writer(announcement)),
                .number(people(announcement.reach.recipients)),
                .number(people(announcement.progress.waiting)),
                .number(people(announcement.progress.failed)),
            ]
        }
        return PageContent(
            "一斉連絡",
            lead: "登録中の講師に、同じ内容のメールをまとめて送ります。",
            [
                Block(
                    nil,
                    table: PageTable(
                        "送った一斉連絡（新しい順）",
                        ["件名", "送信日時", "作成者", "宛先", "送信待ち", "不達"],
                        rows,
                        empty: "一斉連絡はまだありません。",
                        next: next
                    ),
                    links: mayAct ? [PageLink("一斉連絡を書く", "/announcements/new")] : []
                )
            ]
        )
    }

    /// The page on which one is written, for presenters in `words`' prefectures; `audience` is whom it is for at first.
    public static func writing(_ audience: AnnouncementAudience, _ words: PresenterTexts.Words) -> PageContent
    {
        PageContent(
            "一斉連絡を書く",
            lead: "次のページで、送る人数と届く文面を確かめます。まだ送りません。",
            [Block("文面と宛先", form: PageForm("preview", "人数と文面を確かめる", fields(audience, words)))]
        )
    }

    private static func fields(
        _ audience: AnnouncementAudience,
        _ words: PresenterTexts.Words
    ) -> [FormField] {
        [
            .text("subject", "件名", most: AnnouncementDraft.subjectLimit),
            .area("text", "本文", most: AnnouncementDraft.textLimit)
                .hinted("はじめの「○○ 様」と、終わりの署名・電話番号は、自動で付きます。"),
            FormField.choice(
                "topic",
                "テーマ",
                words.topics.map { ($0.code, $0.japanese) },
                value: audience.topic?.text ?? ""
            ).optional.beginning("宛先（登録中の講師。条件を選ばなければ全員）"),
            .choice(
                "qualification",
                "資格",
                words.qualifications.map { ($0.code, $0.japanese) },
                value: audience.qualification?.text ?? ""
            ).optional,
            .text(
                "expiring_before",
                "この日より前に期限の切れる資格がある人",
                value: audience.expiringBefore.map { "\($0)" } ?? "",
                type: "date"
            ).optional,
        ] + places(audience, words)
    }

    private static func places(
        _ audience: AnnouncementAudience,
        _ words: PresenterTexts.Words
    ) -> [FormField] {
        var fields = words.prefectures.map { prefecture in
            FormField.tick(
                "prefectures/\(prefecture.code)",
                prefecture.name,
                isTicked: audience.prefectures.contains(prefecture.code)
            ).optional
        }
        if !fields.isEmpty { fields[0] = fields[0].beginning("都道府県（選ばなければ、下のすべて）") }
        return fields
    }

    /// The page that says what will go out and to how many; `typed` is sent along by its buttons, under `key` where it
    /// is sent.
    public static func preview(
        _ letter: Letter,
        to audience: AnnouncementAudience,
        _ reach: AnnouncementReach,
        _ words: PresenterTexts.Words,
        typed: [String: String],
        key: String?
    ) -> PageContent {
        var blocks = [
            Block("宛先", facts: conditions(audience, words) + counts(reach)),
            Block("件名", [letter.subject]), Block("届く文面", letter: letter.body),
        ]
        if reach.recipients > 0 {
            blocks.append(
                Block(
                    "送信",
                    ["送信すると取り消せません。メールは、打診などほかのメールの合間に順に送られます。"],
                    form: PageForm(
                        "send",
                        "\(people(reach.recipients))に送信する",
                        hidden: typed,
                        key: key,
                        isGrave: true
                    )
                )
            )
        }
        blocks.append(
            Block("書き直す", form: PageForm("edit", "件名・本文・宛先を直す", hidden: typed))
        )
        return PageContent(
            "一斉連絡を書く：確認",
            lead: reach.recipients > 0
                ? "まだ送っていません。人数と文面を確かめて、送信してください。"
                : "この条件に当てはまり、メールの届く登録中の講師がいません。条件を直してください。",
            blocks
        )
    }

    /// The page of one, with what has become of its mails.
    public static func page(
        _ announcement: AnnouncementEntry,
        _ words: PresenterTexts.Words,
        done: String?
    ) -> PageContent {
        PageContent(
            "一斉連絡：\(announcement.subject)",
            lead: lead(announcement.progress),
            notice: done == "sent" ? "送信を受け付けました。メールは順に送られます。" : nil,
            [
                Block("送信の状況", facts: standing(announcement)),
                Block(
                    "宛先",
                    facts: conditions(announcement.audience, words) + counts(announcement.reach, isSent: true)
                ),
                Block("本文", letter: announcement.text),
                Block(
                    nil,
                    links: [
                        PageLink("この連絡のメール", "/mails?announcement=\(announcement.id)"),
                        PageLink("一斉連絡の一覧", "/announcements"),
                    ]
                ),
            ]
        )
    }

    private static func lead(_ progress: AnnouncementProgress) -> String {
        if progress.waiting > 0 { return "送信しています。あと\(people(progress.waiting))です。" }
        return progress.failed > 0
            ? "届かなかった人がいます。管理者または調整担当が、宛先を確かめて再送します。" : "送信が終わりました。"
    }

    private static func standing(_ announcement: AnnouncementEntry) -> [Fact] {
        let progress = announcement.progress
        var facts = [
            Fact("番号", "\(announcement.id)"), Fact("送信日時", PageWords.moment(announcement.sentAt)),
            Fact("作成者", writer(announcement)), Fact("送信済", people(progress.sent)),
            Fact("送信待ち", people(progress.waiting)),
            Fact(
                "不達",
                people(progress.failed),
                progress.failed > 0 ? "/mails?announcement=\(announcement.id)&state=dead" : nil
            ),
        ]
        if progress.overtaken > 0 {
            facts.append(Fact("登録中でなくなり、送らなかった", people(progress.overtaken)))
        }
        let forgotten = announcement.reach.recipients - progress.mails
        if forgotten > 0 { facts.append(Fact("保存期間が過ぎ、記録のないもの", people(forgotten))) }
        return facts
    }

    private static func counts(_ reach: AnnouncementReach, isSent: Bool = false) -> [Fact] {
        let leftOut = isSent ? "送らなかった" : "送らない"
        var facts = [Fact(isSent ? "宛先の人数" : "送る人数", people(reach.recipients))]
        if reach.notActive > 0 { facts.append(Fact("登録中でないため\(leftOut)", people(reach.notActive))) }
        if reach.unreachable > 0 {
            facts.append(Fact("メールが戻ってくるため\(leftOut)", people(reach.unreachable), "/mails/bounces"))
        }
        return facts
    }

    private static func conditions(
        _ audience: AnnouncementAudience,
        _ words: PresenterTexts.Words
    ) -> [Fact] {
        let names = audience.prefectures.map { code in
            words.prefectures.first { $0.code == code }?.name ?? "\(code)"
        }
        var facts = [Fact("都道府県", names.isEmpty ? "全国" : names.joined(separator: "、"))]
        if let topic = audience.topic?.text {
            facts.append(Fact("テーマ", words.topics.first { $0.code == topic }?.japanese ?? topic))
        }
        if let held = audience.qualification?.text {
            facts.append(Fact("資格", words.qualifications.first { $0.code == held }?.japanese ?? held))
        }
        if let day = audience.expiringBefore {
            facts.append(Fact("資格の期限", "\(PageWords.day(day))より前"))
        }
        return facts
    }

    private static func writer(_ announcement: AnnouncementEntry) -> String {
        announcement.writerName ?? "\(announcement.writer)"
    }

    private static func people(_ count: Int) -> String { "\(PageWords.count(count))人" }
}
