public import KodanDomain

/// The papers of a year (年次書類): payment records, tax slips, what is accrued.
public enum PaperTexts {
    /// The page of a calendar year.
    public static func page(
        _ year: CalendarYear,
        files: [RecordFileEntry],
        today: LocalDate,
        role: Role,
        done: String?
    ) -> PageContent {
        let isAccountant = role == .accountant
        let number = year.number
        var blocks = [Block("支払調書（報酬、料金、契約金及び賞金）", table: records(year, files, isAccountant))]
        if isAccountant { blocks.append(making(year, today)) }
        blocks.append(
            Block(
                "源泉所得税の納付額",
                links: months(year, today).map { month in
                    PageLink("\(PageWords.month(month))に支払った分", "/months/\(month)/slip")
                }
            )
        )
        if isAccountant { blocks.append(accrued(number - 1, today)) }
        blocks.append(
            Block(
                nil,
                links: [number - 1, number + 1].map { PageLink("\($0)年の書類", "/papers?year=\($0)") }
            )
        )
        return PageContent(
            "年次書類（\(number)年）",
            lead: """
                支払調書は、1月から12月までに支払の確定した分を、未払も含めてまとめ、翌年1月31日（休日のときは次の開庁日）までに\
                提出します。前々年に提出すべき支払調書が30枚以上あったときは、書面では提出できません。
                """,
            notice: done.flatMap { notices[$0] },
            blocks
        )
    }

    private static let notices = [
        "made": "支払調書のファイルを作成しました。", "unchanged": "前のファイルから変わったものはないため、新しいファイルは作成していません。",
    ]

    private static func months(_ year: CalendarYear, _ today: LocalDate) -> [YearMonth] {
        (1...12).compactMap { YearMonth(year: year.number, month: $0) }.filter { $0.first <= today }
    }

    private static func records(
        _ year: CalendarYear,
        _ files: [RecordFileEntry],
        _ isAccountant: Bool
    ) -> PageTable {
        PageTable(
            "支払調書のファイル",
            ["ファイル", "番号", "件数", "作成", "SHA-256"],
            files.map { file in
                [
                    PageCell(
                        file.fileName,
                        isAccountant ? "/v1/years/\(year.number)/payment-records/\(file.sequence)" : nil
                    ),
                    .number("\(file.sequence)"), .number("\(file.records)件"),
                    PageCell(PageWords.moment(file.exportedAt)), PageCell(file.sha256.hexadecimal),
                ]
            },
            empty: "この年の支払調書はまだ作成されていません。"
        )
    }

    private static func making(_ year: CalendarYear, _ today: LocalDate) -> Block {
        guard year.last < today else {
            return Block("支払調書の作成", ["\(year.number)年が終わると、翌年の1月1日から作成できます。"])
        }
        return Block(
            "支払調書の作成",
            ["個人番号は含みません。二度目からは、訂正が必要な分だけのファイルになります。"],
            form: PageForm("make", "支払調書を作成する")
        )
    }

    private static func accrued(_ startYear: Int, _ today: LocalDate) -> Block {
        guard let year = FiscalYear(startYear: startYear), year.last <= today else {
            return Block("未払の一覧", ["年度末（3月31日）を過ぎると、その年度の未払を出力できます。"])
        }
        return Block(
            "未払の一覧",
            links: [
                PageLink(
                    "\(PageWords.fiscalYear(year))末に未払の謝金（CSV）",
                    "/v1/fiscal-years/\(year.startYear)/accrued"
                )
            ]
        )
    }

    /// The page of a month's tax slip.
    public static func slip(_ slip: TaxSlipPage, role: Role) -> PageContent {
        var links = [PageLink("\(PageWords.month(slip.month))支払分", "/months/\(slip.month)")]
        if role == .accountant {
            links.insert(PageLink("納付書の入力データ（CSV）", "/v1/months/\(slip.month)/tax-slip/file"), at: 0)
        }
        return PageContent(
            "源泉所得税の納付額（\(PageWords.month(slip.month))に支払った分）",
            lead: "納付期限は\(PageWords.day(slip.dueOn))です。"
                + (slip.waiting > 0 ? "まだ済んでいない支払\(slip.waiting)件（承認・銀行の結果・返金を待つもの）は含みません。" : "")
                + (slip.overpaid > .zero
                    ? "この月の税額を超えて支払先に返した源泉税が\(PageWords.yen(slip.overpaid))あります。税務署に還付を請求するか、充当を届け出てください。"
                    : ""),
            [
                Block(
                    nil,
                    table: PageTable(
                        "納付額",
                        ["区分", "人員", "支払額", "源泉徴収税額", "100万円を超える支払額"],
                        slip.rows.map { row in
                            [
                                PageCell(row.isResident ? "居住者" : "非居住者"), .number("\(row.payees)名"),
                                .number(PageWords.yen(row.paid)), .number(PageWords.yen(row.tax)),
                                .number(PageWords.yen(row.excess)),
                            ]
                        },
                        empty: "源泉徴収をした支払はありません。"
                    ),
                    links: links
                )
            ]
        )
    }
}

/// The figures of a month's tax slip.
public struct TaxSlipPage: Sendable, Equatable {
    /// One kind of payees.
    public struct Row: Sendable, Equatable {
        let isResident: Bool
        let payees: Int
        let paid: Yen
        let tax: Yen
        let excess: Yen
        let overpaid: Yen

        /// A row.
        public init(isResident: Bool, payees: Int, paid: Yen, tax: Yen, excess: Yen, overpaid: Yen) {
            self.isResident = isResident
            self.payees = payees
            self.paid = paid
            self.tax = tax
            self.excess = excess
            self.overpaid = overpaid
        }
    }

    let month: YearMonth
    let dueOn: LocalDate
    let waiting: Int
    let rows: [Row]
    /// What was given back beyond the tax.
    var overpaid: Yen { rows.reduce(.zero) { $0 + $1.overpaid } }

    /// A slip; `waiting` payments have no answer of the bank.
    public init(month: YearMonth, dueOn: LocalDate, waiting: Int, rows: [Row]) {
        self.month = month
        self.dueOn = dueOn
        self.waiting = waiting
        self.rows = rows
    }
}
