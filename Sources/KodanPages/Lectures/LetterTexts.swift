public import KodanDomain

/// The letters about a lecture, to print: to where the presenter works (講師派遣依頼書), and to the host
/// (講師派遣決定通知書).
public enum LetterTexts {
    /// Who writes.
    public struct Sender: Sendable {
        let name: String
        let address: String
        let phone: String

        /// A body with its address and telephone number.
        public init(name: String, address: String, phone: String) {
            self.name = name
            self.address = address
            self.phone = phone
        }
    }

    /// What is written above a letter.
    public struct Head: Sendable {
        let addressee: String?
        let number: String?
        let day: LocalDate

        /// To whom the letter to the presenter's employer goes, the number of the document, and its day.
        public init(addressee: String?, number: String?, day: LocalDate) {
            self.addressee = addressee
            self.number = number
            self.day = day
        }
    }

    /// The page for a reader in this role: a coordinator prints both, each side its own.
    public static func page(
        _ lecture: AssignmentDetail,
        _ request: RequestDetail,
        from sender: Sender,
        _ head: Head,
        role: Role,
        path: (String) -> String
    ) -> PageContent {
        let back = Block(nil, links: [PageLink("講演のページに戻る", path("/lectures/\(lecture.summary.id)"))])
        guard areThere(for: lecture.summary, request) else {
            return PageContent("文書", lead: "講師の派遣が決まっている講演のほかは、文書がありません。", [back])
        }
        var blocks: [Block] = []
        // A host may have come by a link, and needs to fill in nothing.
        if role != .host { blocks.append(Block("文書に書くこと", form: form(head))) }
        if role != .host { blocks.append(asking(lecture.summary, request, sender, head)) }
        if role != .presenter { blocks.append(telling(lecture.summary, request, sender, head)) }
        return PageContent(
            "文書：\(lecture.summary.title)",
            lead: "このページをブラウザーで印刷すると、1通が1枚になります。",
            blocks + [back]
        )
    }

    /// Whether there are letters: of a lecture to which the body sends a presenter.
    static func areThere(for lecture: AssignmentSummary, _ request: RequestDetail) -> Bool {
        AssignmentState.binding.contains(lecture.state) && request.summary.askingPresenter == nil
    }

    /// Whether somebody in this role has letters to print.
    static func areFor(_ role: Role) -> Bool { [.coordinator, .presenter, .host].contains(role) }

    /// What the link to them promises: to each side its own, to a coordinator both.
    static func printing(_ role: Role) -> String {
        switch role {
        case .presenter: "講師派遣依頼書を印刷する"
        case .host: "講師派遣決定通知書を印刷する"
        default: "講師派遣依頼書・講師派遣決定通知書を印刷する"
        }
    }

    private static func form(_ head: Head) -> PageForm {
        PageForm(
            "search",
            "表示する",
            [
                .text("to", "講師派遣依頼書の宛名", value: head.addressee ?? "", most: 100)
                    .hinted("講師の所属先・役職・氏名です。例：株式会社見本　代表取締役　見本 一郎").optional,
                .text("number", "文書番号", value: head.number ?? "", most: 50).optional,
                .text("day", "日付", value: "\(head.day)", type: "date"),
            ],
            isSearch: true
        )
    }

    private static func asking(
        _ lecture: AssignmentSummary,
        _ request: RequestDetail,
        _ sender: Sender,
        _ head: Head
    ) -> Block {
        let presenter = lecture.presenterName ?? "\(lecture.presenter)"
        return sheet(
            "講師派遣依頼書",
            to: head.addressee.map { "\($0) 様" } ?? "（講師の所属先の長） 様",
            """
            このたび、次の講演の講師を、貴所属の\(presenter)様にお願いすることになりました。
            ご多用のところ恐れ入りますが、\(presenter)様の派遣にご配慮くださいますよう、お願いいたします。
            """,
            facts(lecture, request),
            sender,
            head
        )
    }

    private static func telling(
        _ lecture: AssignmentSummary,
        _ request: RequestDetail,
        _ sender: Sender,
        _ head: Head
    ) -> Block {
        sheet(
            "講師派遣決定通知書",
            to: request.summary.organizationName.map { "\($0) 御中" }
                ?? request.contact.map { "\($0.name) 様" } ?? "主催団体 御中",
            "お申し込みのありました講演について、次のとおり講師の派遣を決定しましたので、お知らせします。",
            facts(lecture, request) + [Fact("申込番号", "\(lecture.request)")],
            sender,
            head
        )
    }

    private static func sheet(
        _ title: String,
        to addressee: String,
        _ words: String,
        _ facts: [Fact],
        _ sender: Sender,
        _ head: Head
    ) -> Block {
        let number = head.number.map { "\($0)\n" } ?? ""
        return Block(
            title,
            letter: """
                \(number)\(PageWords.day(head.day))

                \(addressee)

                \(sender.name)

                \(words)
                """,
            facts: facts + [Fact("お問い合わせ", "\(sender.name)　\(sender.address)　\(sender.phone)")],
            isSheet: true
        )
    }

    private static func facts(_ lecture: AssignmentSummary, _ request: RequestDetail) -> [Fact] {
        var facts = [
            Fact("講演名", lecture.title), Fact("テーマ", request.topicName),
            Fact("日時", PageWords.range(lecture.during)),
            Fact("会場", PageWords.place(isOnline: lecture.isOnline, venue: request.venue?.name)),
        ]
        if !lecture.isOnline, let venue = request.venue { facts.append(Fact("所在地", venue.address)) }
        if let host = request.summary.organizationName { facts.append(Fact("主催", host)) }
        return facts + [
            Fact("対象", request.audience), Fact("参加見込み", "\(request.summary.expectedAttendance)名"),
            Fact("講師", lecture.presenterName ?? "\(lecture.presenter)"),
        ]
    }
}
