public import KodanDomain
import KodanText

/// The page of a bank file (振込データ): its transfers, and what the bank did with them.
public enum TransferTexts {
    /// The page.
    public static func page(
        _ file: TransferFileEntry,
        transfers: [TransferEntry],
        names: ThingNames,
        role: Role,
        today: LocalDate,
        next: String?,
        done: String?
    ) -> PageContent {
        var blocks = [Block("振込データ", facts: facts(file))]
        if role == .accountant {
            blocks.append(
                Block(
                    "銀行へ送るデータ",
                    ["口座番号を含みます。受け取りは毎回記録されます。"],
                    links: [PageLink("振込データ \(file.fileName) を受け取る", "/v1/transfer-files/\(file.id)/content")]
                )
            )
            if file.counts.sent + file.counts.paid > 0 { blocks += results(file, today) }
        }
        blocks.append(Block("振込の明細", table: self.transfers("振込の一覧", transfers, names, next: next)))
        blocks.append(
            Block(nil, links: [PageLink("\(PageWords.month(file.month))支払分", "/months/\(file.month)")])
        )
        return PageContent(
            "振込データ \(file.fileName)",
            lead: lead(file.counts),
            notice: done == "settled" ? "銀行の結果を登録しました。\(sums(file.counts))" : nil,
            blocks
        )
    }

    private static func lead(_ counts: TransferFileEntry.Counts) -> String {
        counts.sent > 0
            ? "\(counts.sent)件が銀行の結果を待っています。経理担当が結果を登録します。" : "すべての結果が登録されています。\(sums(counts))"
    }

    private static func sums(_ counts: TransferFileEntry.Counts) -> String {
        "振込済\(counts.paid)件、組戻し\(counts.returned)件、結果待ち\(counts.sent)件です。"
    }

    private static func facts(_ file: TransferFileEntry) -> [Fact] {
        [
            Fact("支払月", PageWords.month(file.month), "/months/\(file.month)"),
            Fact("振込日", PageWords.day(file.valueDate)), Fact("回", "第\(file.round)回の\(file.part)"),
            Fact("件数と金額", "\(file.records)件　\(PageWords.yen(file.total))"),
            Fact("結果", sums(file.counts)), Fact("作成", PageWords.moment(file.exportedAt)),
            Fact("大きさ", "\(file.byteCount)バイト"), Fact("SHA-256", file.sha256.hexadecimal),
        ]
    }

    private static func results(_ file: TransferFileEntry, _ today: LocalDate) -> [Block] {
        let isLate = file.counts.sent == 0
        let day = FormField.text(
            "paid_on",
            isLate ? "組み戻された日" : "振込が実行された日",
            value: "\(isLate ? today : min(file.valueDate, today))",
            type: "date"
        )
        return [
            Block(
                isLate ? "振込の後に組み戻された場合" : "結果の登録",
                isLate
                    ? ["いったん振り込まれ、後日に組み戻された振込を書きます。振込は取り消され、口座を確かめてから再び振り込めます。"]
                    : [
                        "振込不能（組戻し）だけを書きます。書かなかった振込は、すべて振り込まれたものとします。"
                            + "すでに振り込まれたものを書くと、書いた振込だけが登録されます。"
                    ],
                form: PageForm(
                    "settle",
                    "結果を登録する",
                    [
                        day,
                        .area("returned", "組戻しになった振込", most: 4000)
                            .hinted("1行に1件、明細の番号と理由を空白で区切って書きます（例：12 口座なし）。なければ空欄にします。").optional,
                    ]
                )
            ),
            Block(
                "銀行の結果の取込み",
                ["銀行の結果を表（CSV）で取り込みます。列は、件番（明細の番号）、結果（振込済または組戻し）、理由、金額です。"],
                form: PageForm(
                    "settle_table",
                    "結果を取り込む",
                    [day, .file("table", "結果の表（CSV）", types: ["text/csv", ".csv"])]
                ),
                isFolded: true
            ),
        ]
    }

    /// What is wrong with the bank's table at `place`, a line and perhaps a column.
    public static func fault(_ sentence: String, at place: [String]) -> String {
        guard let line = place.first else { return sentence }
        return "\(line)行目" + place.dropFirst().map { "「\($0)」" }.joined() + "：\(sentence)"
    }

    /// The table of some bank files.
    static func table(_ caption: String, _ files: [TransferFileEntry]) -> PageTable {
        PageTable(
            caption,
            ["振込データ", "振込日", "件数", "金額", "振込済", "組戻し", "結果待ち"],
            files.map { file in
                [
                    PageCell(file.fileName, "/transfers/\(file.id)"), PageCell(PageWords.day(file.valueDate)),
                    .number("\(file.records)"), .number(PageWords.yen(file.total)),
                    .number("\(file.counts.paid)"), .number("\(file.counts.returned)"),
                    .number("\(file.counts.sent)"),
                ]
            },
            empty: "振込データはまだありません。"
        )
    }

    /// The table of some transfers; `names` are those of payments, by payee, or of bank files.
    static func transfers(
        _ caption: String,
        _ transfers: [TransferEntry],
        _ names: ThingNames,
        showsPayment: Bool = true,
        next: String? = nil
    ) -> PageTable {
        PageTable(
            caption,
            ["番号", showsPayment ? "支払先" : "振込データ", "金額", "状態", "結果の日", "組戻しの理由"],
            transfers.map { transfer in
                [
                    PageCell("\(transfer.record)"),
                    showsPayment
                        ? PageCell(names[transfer.payment], "/payments/\(transfer.payment)")
                        : PageCell(names[transfer.file], "/transfers/\(transfer.file)"),
                    .number(PageWords.yen(transfer.amount)), PageCell(PageWords.state(transfer.state)),
                    PageCell(transfer.resultOn.map(PageWords.day) ?? "－"),
                    PageCell(transfer.returnReason ?? "－"),
                ]
            },
            empty: "振込はまだありません。",
            next: next
        )
    }
}
