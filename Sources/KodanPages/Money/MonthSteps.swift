import KodanDomain

/// What may be done with a month now, for who reads its page.
enum MonthSteps {
    static let preparing = Block(
        "支払の作成",
        ["前月末までの講演のうち、まだ支払っていない謝金が対象です。何度押しても、同じ謝金が二度支払われることはありません。"],
        form: PageForm("prepare", "計算して支払を作成する")
    )

    /// The steps of `role`, the next one first.
    static func blocks(_ contents: MonthTexts.Contents, role: Role, today: LocalDate) -> [Block] {
        switch role {
        case .accountant: accountant(contents, today)
        case .approver: approver(contents)
        case .host, .presenter, .coordinator, .clerk, .auditor, .administrator, .system: []
        }
    }

    private static func accountant(_ contents: MonthTexts.Contents, _ today: LocalDate) -> [Block] {
        let work = contents.work
        guard work.isClosed else { return drafting(work) }
        var blocks: [Block] = []
        let waiting = contents.files.filter { $0.counts.sent > 0 }
        if work.unsent > 0 {
            blocks.append(exporting(work, today, "この月の振込データを作成する"))
        } else if !waiting.isEmpty {
            blocks.append(
                Block(
                    "振込データの受取りと結果の登録",
                    ["口座番号を含みます。受け取りは記録されます。銀行の結果は、振込データのページで登録します。"],
                    links: waiting.flatMap { file in
                        [
                            PageLink(
                                "振込データ \(file.fileName) を受け取る",
                                "/v1/transfer-files/\(file.id)/content"
                            ),
                            PageLink("\(file.fileName) の結果を登録する", "/transfers/\(file.id)"),
                        ]
                    }
                )
            )
        }
        if work.returned > 0 {
            blocks.append(
                Block(
                    "組戻しの再振込",
                    ["同じ金額を、支払先の最も新しい確認済みの口座へ振り込みます。確認済みの口座がない支払は残ります。"]
                        + unchanged(work),
                    links: contents.files.filter { $0.counts.returned > 0 }.map { file in
                        PageLink("\(file.fileName) の組戻しを見る", "/transfers/\(file.id)")
                    },
                    form: PageForm(
                        "retry",
                        "\(work.returned)件の再振込データを作成する",
                        [.text("pay_on", "振込日", value: "\(today)", type: "date")]
                    )
                )
            )
        }
        if work.claims > 0 {
            blocks.append(
                Block(
                    "返金の確認",
                    ["\(work.claims)件の支払は、支払先に返金をお願いしています。入金を確認したら、支払のページで登録します。"],
                    links: [PageLink("締めた支払を見る", "/months/\(work.month)?state=closed")]
                )
            )
        }
        if work.unnoticed > 0 {
            blocks.append(
                Block(
                    "支払通知書",
                    ["支払先ごとに1通を発行し、メールで知らせます。発行した通知書は変わりません。"],
                    form: PageForm("notify", "\(work.unnoticed)件の支払通知書を発行する")
                )
            )
        }
        return blocks
    }

    /// The steps of an accountant until the close.
    private static func drafting(_ work: MonthWork) -> [Block] {
        let again = Block(
            "作り直し",
            ["新しく確定した謝金や、解消した確認事項を反映します。"],
            form: PageForm("prepare", "計算して支払を作り直す"),
            isFolded: true
        )
        guard work.drafts > 0 else { return [work.stage == .toPrepare ? preparing : again] }
        return [
            Block(
                "承認への提出",
                (work.sentBack > 0 ? ["差し戻された支払が\(work.sentBack)件あります。理由を支払のページで確かめ、直してから提出してください。"] : [])
                    + ["提出すると、承認者が差し戻すまで金額は変わりません。"],
                form: PageForm("submit", "\(work.drafts)件を承認に回す")
            ),
            again,
        ]
    }

    /// What to do before the bank sends the same money back once more.
    private static func unchanged(_ work: MonthWork) -> [String] {
        guard work.unchanged > 0 else { return [] }
        return [
            "注意：\(work.unchanged)件は、組戻しになった口座へもう一度振り込むことになります。"
                + "口座が誤っているときは、先に支払先のページで新しい口座を登録し、確認してください。"
        ]
    }

    /// The form that makes a month's bank files; on the first page it names its month, and where the payment day has
    /// passed it asks for another.
    static func exporting(_ work: MonthWork, _ today: LocalDate, _ button: String) -> Block {
        let isLate = work.payOn < today
        return Block(
            "\(PageWords.month(work.month))分の振込データ",
            ["締めた月の振込データ（全銀協形式）を作成します。もう一度押しても、同じデータになります。"]
                + (isLate ? ["支払日（\(PageWords.day(work.payOn))）を過ぎているため、振込日を指定してください。"] : []),
            form: PageForm(
                "export",
                button,
                isLate ? [.text("pay_on", "振込日", value: "\(today)", type: "date")] : [],
                hidden: ["month": "\(work.month)"]
            )
        )
    }

    /// What an approver sees before approving: payments that were submitted anew, or would go to another account by
    /// now, are looked at again.
    static func state(_ work: MonthWork) -> String { "\(work.submitted) \(work.submittedMark)" }

    /// How many payments that go to another account are linked from above the approval.
    private static let movedShown = 20

    /// Where an approver looks twice: the list shows no accounts.
    private static func moved(_ work: MonthWork) -> [String] {
        guard !work.moved.isEmpty else { return [] }
        return ["注意：\(work.moved.count)件は、前回の支払とは違う口座に振り込みます。支払のページで口座を確かめてください。"]
    }

    private static func movedLinks(_ contents: MonthTexts.Contents) -> [PageLink] {
        contents.work.moved.prefix(movedShown).map { id in
            let payee = contents.payments.first { $0.id == id }?.payeeName ?? "\(id)"
            return PageLink("口座が変わった支払：\(payee)", "/payments/\(id)")
        }
    }

    private static func approver(_ contents: MonthTexts.Contents) -> [Block] {
        let work = contents.work
        var blocks: [Block] = []
        if work.submitted > 0 {
            blocks.append(
                work.own > 0
                    ? Block(
                        "承認",
                        ["ご自身が作成した支払、またはご自身が受け取る支払が\(work.own)件含まれるため、承認できません。別の承認者が承認します。"]
                    )
                    : Block(
                        "承認",
                        ["合計と明細を確認し、問題がなければ承認してください。直す支払があるときは、明細から差し戻します。"]
                            + moved(work),
                        links: movedLinks(contents),
                        form: PageForm("approve", "\(work.submitted)件を承認する", seen: state(work))
                    )
            )
        }
        if contents.readiness.mayClose {
            blocks.append(
                Block(
                    "締め",
                    ["締めると、この月の支払は二度と変わりません。下の確認もご覧ください。"],
                    form: PageForm("close", "この月を締める", isGrave: true)
                )
            )
        }
        return blocks
    }
}
