public import KodanDomain
import KodanText

/// The page of a payment month (支払月): what is done next, its payments, what stands out, its papers.
public enum MonthTexts {
    /// What stands on the page.
    public struct Contents: Sendable {
        let readiness: MonthReadiness
        let work: MonthWork
        let payments: [PaymentSummary]
        let totals: PaymentTotals
        let choice: Choice
        let next: String?
        let findings: [FindingEntry]
        let files: [TransferFileEntry]

        /// All that is told of a month.
        public init(
            readiness: MonthReadiness,
            work: MonthWork,
            payments: [PaymentSummary],
            totals: PaymentTotals,
            choice: Choice,
            next: String?,
            findings: [FindingEntry],
            files: [TransferFileEntry]
        ) {
            self.readiness = readiness
            self.work = work
            self.payments = payments
            self.totals = totals
            self.choice = choice
            self.next = next
            self.findings = findings
            self.files = files
        }
    }

    /// What the payments are narrowed to, as it was typed.
    public struct Choice: Sendable, Equatable {
        let state: PaymentState?
        let name: String

        /// A narrowing.
        public init(state: PaymentState?, name: String) {
            self.state = state
            self.name = name
        }
    }

    /// What waits for approval, as its approver sees it; another such is another state.
    public static func state(_ work: MonthWork) -> String { MonthSteps.state(work) }

    /// The page of a month that nobody has prepared.
    public static func unprepared(_ month: YearMonth, role: Role) -> PageContent {
        let accountant = role == .accountant
        return PageContent(
            title(month),
            lead: accountant
                ? "この月の支払はまだ作成されていません。ボタンを押すと、前月末までの講演の謝金を計算し、支払先ごとの支払を作成します。"
                : "この月の支払はまだ作成されていません。経理担当が作成します。",
            accountant ? [MonthSteps.preparing] : []
        )
    }

    /// The page of a month; `today` decides which day is offered.
    public static func page(_ contents: Contents, role: Role, today: LocalDate, done: String?) -> PageContent
    {
        let month = contents.readiness.month
        var blocks = MonthSteps.blocks(contents, role: role, today: today)
        blocks.append(Block("この月の合計", facts: facts(month)))
        if !month.isClosed {
            blocks.append(checks(contents.readiness))
            blocks.append(
                Block(
                    "確認事項（未処理）",
                    table: FindingTexts.table("未処理の確認事項", contents.findings),
                    links: [PageLink("確認事項の一覧", "/findings?state=open")]
                )
            )
        }
        blocks += payments(contents)
        if month.isClosed { blocks += papers(contents, role) }
        return PageContent(
            title(month.month),
            lead: lead(contents.work),
            notice: done.flatMap { notices[$0] },
            blocks
        )
    }

    private static let leftOut = "この月に含められない謝金があります。理由は「締めの確認」の「前月末までの講演」の条件からご覧ください。"

    private static let notices = [
        "unchanged": "計算しました。支払に変わりはありません。",
        "unchanged_left": "計算しました。支払に変わりはありません。\(leftOut)",
        "prepared": "謝金を計算し、支払を作成しました。内容を確認し、承認に回してください。",
        "prepared_left": "謝金を計算し、支払を作成しました。\(leftOut)",
        "submitted": "承認に回しました。承認者が確認します。", "approved": "承認しました。確認のうえ、月を締めてください。",
        "closed": "締めました。経理担当が振込データを作成します。", "exported": "振込データを作成しました。下のリンクから受け取ってください。",
        "retried": "組戻しになった振込の振込データを作成しました。",
        "noticed": "支払通知書を発行しました。メールで通知できない支払先は、支払通知書の一覧でご確認ください。",
    ]

    private static func title(_ month: YearMonth) -> String { "\(PageWords.month(month))支払分" }

    private static func lead(_ work: MonthWork) -> String {
        switch work.stage {
        case .toPrepare: "いまは支払うものがありません。確定した謝金があれば、経理担当が支払を作成します。"
        case .toSubmit: "作成中の支払が\(work.drafts)件あります。経理担当が内容を確認し、承認に回します。"
        case .toApprove: "\(work.submitted)件が承認を待っています。承認者が確認して承認します。"
        case .toClose: "\(work.approved)件すべてが承認されました。承認者が月を締めます。"
        case .toExport: "締めました。\(work.unsent)件の振込データを、経理担当が作成します。"
        case .toRetry: "\(work.returned)件の振込が組戻しになりました。経理担当が口座を確認し、再振込します。"
        case .toNotify: "支払通知書が\(work.unnoticed)件、未発行です。経理担当が発行します。"
        case .toCollect: "返金をお願いしている支払が\(work.claims)件あります。入金を確認したら、支払ごとに登録します。"
        case .toSettle: "\(work.sent)件が銀行の結果を待っています。経理担当が結果を登録します。"
        case .done: "この月の支払はすべて完了しました。"
        }
    }

    private static func facts(_ month: PaymentMonth) -> [Fact] {
        var facts = [
            Fact("支払日", PageWords.day(month.payOn)),
            Fact("状態", StateText.name(ofMonthClosed: month.isClosed, in: .japanese)),
            Fact("支払先・支払・明細", "\(month.totals.payees)名・\(month.totals.payments)件・\(month.totals.lines)件"),
            Fact("支払額", PageWords.yen(month.totals.gross)), Fact("源泉徴収税額", PageWords.yen(month.totals.tax)),
            Fact("差引支払額", PageWords.yen(month.totals.net)),
            Fact("うち振込", "\(month.transfers)件　\(PageWords.yen(month.transferred))"),
        ]
        if let closedAt = month.closedAt { facts.append(Fact("締めた日時", PageWords.moment(closedAt))) }
        if let seal = month.auditSeal { facts.append(Fact("監査証跡の封印", seal.hexadecimal)) }
        return facts
    }

    /// Every condition as the closing itself checks it, satisfied or not.
    private static func checks(_ readiness: MonthReadiness) -> Block {
        let counts = Dictionary(
            readiness.concerns.map { ($0.check, $0.count) },
            uniquingKeysWith: { first, _ in first }
        )
        let rows = MonthCheck.allCases.filter { $0 != .closedAlready }.map { check in
            let count = counts[check] ?? 0
            return [
                PageCell(condition(check), place(check, readiness.month.month)),
                PageCell(check.isObstacle ? "必須" : "参考"),
                PageCell(state(check, count)),
            ]
        }
        return Block(
            "締めの確認",
            [
                readiness.mayClose
                    ? "必須の条件をすべて満たしています。" : "「必須」の条件がすべて満たされると、承認者が締められます。"
            ],
            table: PageTable("締めの条件", ["条件", "区分", "状態"], rows, empty: "条件はありません。")
        )
    }

    private static func state(_ check: MonthCheck, _ count: Int) -> String {
        guard count > 0 else { return "✓ 満たしています" }
        return switch check {
        case .nothingToPay: "□ 支払なし"
        case .payDayPassed: "□ 過ぎています。振込データを作成するときに、振込日を指定します。"
        default: "□ 残り\(count)件"
        }
    }

    private static func condition(_ check: MonthCheck) -> String {
        switch check {
        case .closedAlready: "まだ締めていない"
        case .drafts: "すべての支払が承認に回されている"
        case .submitted: "承認を待つ支払がない"
        case .nothingToPay: "支払がある"
        case .unpaidHonoraria: "前月末までの講演の謝金がすべて支払に含まれている"
        case .uncalculatedLectures: "前月末までの講演の謝金がすべて計算されている"
        case .blockingFindings: "支払を保留する確認事項がない"
        case .warningFindings: "注意の確認事項がない"
        case .payDayPassed: "支払日を過ぎていない"
        }
    }

    private static func place(_ check: MonthCheck, _ month: YearMonth) -> String? {
        switch check {
        case .closedAlready, .nothingToPay, .payDayPassed: nil
        case .drafts: "/months/\(month)?state=draft"
        case .submitted: "/months/\(month)?state=submitted"
        case .unpaidHonoraria, .uncalculatedLectures: "/months/\(month)/left-out"
        case .blockingFindings, .warningFindings: "/findings?state=open"
        }
    }

    private static func payments(_ contents: Contents) -> [Block] {
        let choice = contents.choice
        let isNarrowed = choice.state != nil || !choice.name.isEmpty
        let totals = contents.totals
        return [
            Block("支払の絞り込み", form: search(choice), isFolded: !isNarrowed),
            Block(
                "支払の明細",
                facts: [
                    Fact(
                        isNarrowed ? "絞り込んだ支払の合計" : "支払の合計",
                        "\(totals.payments)件　支払額\(PageWords.yen(totals.gross))"
                            + "　源泉徴収税額\(PageWords.yen(totals.tax))　差引支払額\(PageWords.yen(totals.net))"
                    )
                ],
                table: PaymentTexts.table("支払の一覧", contents.payments, next: contents.next)
            ),
        ]
    }

    private static func search(_ choice: Choice) -> PageForm {
        PageForm(
            "search",
            "絞り込む",
            [
                .text("name", "支払先の名前", value: choice.name, most: 100).optional,
                .choice(
                    "state",
                    "支払の状態",
                    PaymentState.allCases.filter { $0 != .dropped }.map {
                        ($0.rawValue, PageWords.state($0))
                    },
                    value: choice.state?.rawValue ?? ""
                ).optional,
            ],
            isSearch: true
        )
    }

    private static func papers(_ contents: Contents, _ role: Role) -> [Block] {
        let month = contents.readiness.month.month
        let list = "/v1/months/\(month)/honorarium-list?format="
        var links = [
            PageLink("謝金支払一覧（CSV）", list + "csv"),
            PageLink("謝金支払一覧（CSV・Shift_JIS）", list + "cp932"),
            PageLink("謝金支払一覧（Excel）", list + "xlsx"),
        ]
        if role == .accountant { links.append(PageLink("仕訳データ（CSV）", "/v1/months/\(month)/journal")) }
        links += [
            PageLink("支払通知書の一覧", "/notices?month=\(month)"),
            PageLink("源泉所得税の納付額", "/months/\(month)/slip"),
            PageLink("出力したファイルの記録", "/exports?month=\(month)"),
        ]
        return [
            Block("振込データ", table: TransferTexts.table("振込データの一覧", contents.files)),
            Block("帳票", links: links),
        ]
    }
}
