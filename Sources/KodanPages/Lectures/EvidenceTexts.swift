public import KodanDomain

/// Receipts and other files behind the claims of a lecture (証憑), on the lecture's page.
public enum EvidenceTexts {
    /// The files, and the form by which `role` sends one more; `types` are the media types that the office takes.
    public static func block(_ files: [EvidenceEntry], types: [String], role: Role?) -> Block {
        let isOffice = role == .coordinator
        let mayFile = isOffice || role == .presenter || role == .host
        return Block(
            "領収書などの添付",
            mayFile ? ["領収書は、スマートフォンで撮影した写真でもかまいません（JPEG・PNG・WebP・PDF、10MBまで）。"] : [],
            table: PageTable(
                "添付されたファイル",
                ["ファイル名", "種類", "届いた日時"],
                files.map { file in
                    [
                        PageCell(file.fileName, "/v1/evidence/\(file.id)/content"),
                        PageCell(EvidenceKind(rawValue: file.kind).map(name) ?? file.kind),
                        PageCell(PageWords.moment(file.filedAt)),
                    ]
                },
                empty: "添付されたファイルはありません。"
            ),
            form: mayFile
                ? PageForm(
                    "file",
                    "送る",
                    [
                        .choice(
                            "kind",
                            "種類",
                            EvidenceKind.allCases.map { ($0.rawValue, name($0)) },
                            value: "receipt"
                        )
                    ] + (isOffice ? [LectureTexts.phoned.optional] : []) + [
                        .file("file", "ファイル", types: types)
                    ]
                ) : nil
        )
    }

    private static func name(_ kind: EvidenceKind) -> String {
        switch kind {
        case .receipt: "領収書"
        case .attendanceSheet: "出席簿"
        case .flyer: "チラシ"
        case .invoice: "請求書"
        case .other: "その他"
        }
    }
}
