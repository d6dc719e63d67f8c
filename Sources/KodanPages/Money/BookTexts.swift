public import KodanDomain

/// The books: their search as the electronic books law asks, and which files left the house.
public enum BookTexts {
    /// What transactions are looked for, as it was typed.
    public struct Choice: Sendable, Equatable {
        let typed: [String: String]
        /// The same question as the query of an address; nil where it could not be read.
        let query: String?

        /// A search.
        public init(typed: [String: String], query: String?) {
            self.typed = typed
            self.query = query
        }
    }

    /// The search with what it found; before anybody asks, all.
    public static func search(_ found: [TransactionEntry], _ choice: Choice, next: String?) -> PageContent {
        PageContent(
            "帳簿の検索",
            lead: "取引年月日・金額の範囲と取引先を、自由に組み合わせて検索できます（電子帳簿保存法）。",
            [
                Block("検索の条件", form: form(choice.typed)),
                Block(
                    "検索結果",
                    table: PageTable(
                        "取引の一覧（古い順）",
                        ["取引先", "番号", "取引年月日", "支払額", "源泉徴収税額", "差引支払額", "状態", "振込データ"],
                        found.map(row),
                        empty: "条件に合う取引はありません。",
                        next: next
                    ),
                    links: [choice.query].compactMap(\.self).map { query in
                        PageLink("検索結果をすべて出力する（CSV）", "/v1/transactions/file" + query)
                    }
                ),
                Block(nil, links: [PageLink("出力したファイルの記録", "/exports")]),
            ]
        )
    }

    private static func form(_ typed: [String: String]) -> PageForm {
        func field(_ name: String, _ label: String, type: String = "text", most: Int) -> FormField {
            let mode: String? = name.hasPrefix("amount") ? "numeric" : nil
            return .text(name, label, value: typed[name] ?? "", type: type, mode: mode, most: most).optional
        }
        return PageForm(
            "search",
            "検索する",
            [
                field("from", "取引年月日（から）", type: "date", most: 10),
                field("to", "取引年月日（まで）", type: "date", most: 10),
                field("amount_min", "差引支払額（以上・円）", most: 15), field("amount_max", "差引支払額（以下・円）", most: 15),
                field("name", "取引先の名前", most: 100),
                field("payee", "取引先の番号（pye-…）", most: 30).hinted("名前と番号は、どちらか一方を入力します。"),
            ],
            isSearch: true
        )
    }

    private static func row(_ entry: TransactionEntry) -> [PageCell] {
        [
            PageCell(entry.payeeName, "/payments/\(entry.payment)"), PageCell("\(entry.payment)"),
            PageCell(PageWords.day(entry.payOn)), .number(PageWords.yen(entry.gross)),
            .number(PageWords.yen(entry.tax)),
            .number(PageWords.yen(entry.net)), PageCell(PageWords.state(entry.state)),
            entry.transferFile.map { PageCell(entry.transferFileName ?? "\($0)", "/transfers/\($0)") }
                ?? PageCell("－"),
        ]
    }

    /// Which files left the house; `names` are those of who took them.
    public static func exports(
        _ exports: [ExportEntry],
        month: YearMonth?,
        names: ThingNames,
        next: String?
    ) -> PageContent {
        PageContent(
            month.map { "出力したファイルの記録（\(PageWords.month($0))分）" } ?? "出力したファイルの記録",
            lead: "いつ、だれが、何を出力したかの記録です。振込データは支払月のページにあります。",
            [
                Block(
                    nil,
                    table: PageTable(
                        "出力の一覧（新しい順）",
                        ["ファイル", "種類", "対象", "大きさ", "出力", "SHA-256"],
                        exports.map { export in
                            [
                                PageCell(export.fileName), PageCell(kind(export.kind)),
                                PageCell(
                                    export.month.map(PageWords.month) ?? export.year.map { "\($0)年" } ?? "－"
                                ),
                                .number("\(PageWords.count(export.byteCount))バイト"),
                                PageCell(
                                    PageWords.moment(export.exportedAt)
                                        + "（\(export.exportedBy.map { names[$0] } ?? "システム")）"
                                ),
                                PageCell(export.sha256.hexadecimal),
                            ]
                        },
                        empty: "出力したファイルはありません。",
                        next: next
                    )
                )
            ]
        )
    }

    private static func kind(_ kind: ExportKind) -> String {
        switch kind {
        case .honorariumList: "謝金支払一覧（CSV）"
        case .honorariumListCP932: "謝金支払一覧（CSV・Shift_JIS）"
        case .honorariumListJSON: "謝金支払一覧（JSON）"
        case .honorariumListXLSX: "謝金支払一覧（Excel）"
        case .paymentNotices: "支払通知書"
        case .journal: "仕訳データ"
        case .taxSlip: "納付書の入力データ"
        case .paymentRecords: "支払調書"
        case .accruedList: "未払の一覧"
        case .transactionSearch: "帳簿の検索結果"
        case .presenterRegister: "講師名簿"
        case .organizationRegister: "団体名簿"
        }
    }
}
