public import KodanDomain

/// The catalogue of materials (資料) with their editions.
public enum MaterialTexts {
    /// The list.
    public static func list(
        _ materials: [MaterialEntry],
        next: String?,
        mayAct: Bool,
        done: String?
    ) -> PageContent {
        var blocks = [
            Block(nil, table: table(materials, next: next), links: [PageLink("標準資料セット", "/packs")])
        ]
        if mayAct { blocks.append(adding) }
        return PageContent(
            "資料",
            lead: "新しい版は、発行日以後の講演に、これから計画する分から使われます。計画済みの発送は元の版のままです。",
            notice: done == "added" ? "資料を登録しました。" : nil,
            blocks
        )
    }

    private static func table(_ materials: [MaterialEntry], next: String?) -> PageTable {
        PageTable(
            "資料の一覧",
            ["資料", "種別", "最新の版", "発行日", "ファイル", "記号"],
            materials.map { material in
                let newest = material.editions.first
                return [
                    PageCell(material.japaneseName, "/materials/\(material.id)"),
                    PageCell(PageWords.medium(material.medium)), PageCell(newest?.label ?? "なし"),
                    PageCell(newest.map { PageWords.day($0.issuedOn) } ?? "－"),
                    PageCell(newest?.hasFile == true ? "あり" : "なし"), PageCell(material.code),
                ]
            },
            empty: "資料はまだ登録されていません。",
            next: next
        )
    }

    private static let adding = Block(
        "資料を登録する",
        form: PageForm(
            "add",
            "登録する",
            [
                .text("name_ja", "資料名", most: 100), .text("name_en", "資料名（英語）", most: 100),
                .text("code", "記号", most: 40).hinted("英小文字で始まる英小文字・数字・下線。例：awareness_leaflet"),
                .choice("medium", "種別", [("printed", "印刷物"), ("digital", "データ")]),
                .text("edition/label", "はじめの版の名前", most: 100),
                .text("edition/issued_on", "はじめの版の発行日", type: "date"),
            ]
        ),
        isFolded: true
    )

    /// The page of one material; `fileTypes` are the media types that a file of it may have.
    public static func page(
        _ material: MaterialEntry,
        fileTypes: [String],
        mayAct: Bool,
        done: String?
    ) -> PageContent {
        let rows = material.editions.map { edition in
            let file = "/v1/editions/\(edition.id)/file"
            var cells = [
                PageCell(edition.label), PageCell(PageWords.day(edition.issuedOn)),
                edition.hasFile ? PageCell("開く", file) : PageCell("未登録"),
            ]
            if material.medium == .printed { cells.append(PageCell("在庫を見る", "/stock/\(edition.id)")) }
            return cells
        }
        let columns = ["版", "発行日", "ファイル"] + (material.medium == .printed ? ["在庫"] : [])
        var blocks = [
            Block(
                nil,
                facts: [
                    Fact("種別", PageWords.medium(material.medium)), Fact("記号", material.code),
                    Fact("英語名", material.englishName),
                ],
                table: PageTable("版（新しい順）", columns, rows, empty: "版はありません。")
            )
        ]
        if mayAct {
            let missing = material.editions.filter { !$0.hasFile }
            if !missing.isEmpty { blocks.append(filing(missing, fileTypes)) }
            blocks.append(issuing)
        }
        return PageContent(
            material.japaneseName,
            notice: ["issued": "新しい版を発行しました。", "filed": "ファイルを登録しました。"][done ?? ""],
            blocks
        )
    }

    private static func filing(_ editions: [EditionEntry], _ types: [String]) -> Block {
        Block(
            "版のファイルを登録する",
            ["登録したファイルは差し替えられません。直すときは新しい版を発行します。"],
            form: PageForm(
                "file",
                "登録する",
                [
                    .choice(
                        "edition",
                        "版",
                        editions.map { ("\($0.id)", $0.label) },
                        value: editions.count == 1 ? "\(editions[0].id)" : ""
                    ),
                    FormField.file("file", "ファイル", types: types)
                        .hinted("PDF・PowerPoint・Word・画像、10MBまで。より大きなものは、コマンドまたはAPIで登録します。"),
                ]
            )
        )
    }

    private static let issuing = Block(
        "新しい版を発行する",
        ["発行日以後の講演に、これから計画する分から使われます。"],
        form: PageForm(
            "issue",
            "発行する",
            [.text("label", "版の名前", most: 100), .text("issued_on", "発行日", type: "date")]
        )
    )
}
