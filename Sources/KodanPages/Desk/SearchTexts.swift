public import KodanDomain

/// One box that searches everything (検索).
public enum SearchTexts {
    /// What was found of one kind, with where the list goes on.
    public struct Part: Sendable {
        let kind: FoundKind
        let things: [FoundThing]
        let next: String?

        /// What was found of `kind`.
        public init(_ kind: FoundKind, _ things: [FoundThing], next: String?) {
            self.kind = kind
            self.things = things
            self.next = next
        }
    }

    /// The page; nil parts where nothing was searched for yet.
    public static func page(_ text: String, _ parts: [Part]?) -> PageContent {
        let box = Block(
            nil,
            form: PageForm(
                "search",
                "検索する",
                [
                    .text("text", "さがすもの", value: text, most: SearchWords.bounds.upperBound)
                        .hinted("講演名、団体名、講師の氏名、ふりがな、番号（req-12、12など）")
                ],
                isSearch: true
            )
        )
        guard let parts else { return PageContent("検索", [box]) }
        let found = parts.map { part in
            Block(
                name(part.kind),
                table: PageTable(
                    "見つかった\(name(part.kind))",
                    columns(part.kind),
                    part.things.map { row($0) },
                    empty: "",
                    next: part.next
                )
            )
        }
        return PageContent(
            "検索",
            lead: parts.isEmpty ? "「\(text)」に当てはまるものはありません。" : "「\(text)」の検索結果です。新しいものから並べています。",
            [box] + found
        )
    }

    private static func name(_ kind: FoundKind) -> String {
        switch kind {
        case .request: "申込"
        case .lecture: "派遣"
        case .presenter: "講師"
        case .organization: "団体"
        }
    }

    private static func columns(_ kind: FoundKind) -> [String] {
        switch kind {
        case .request: ["講演名", "番号", "申込者", "第1希望"]
        case .lecture: ["講演名", "番号", "講師", "日時"]
        case .presenter: ["氏名", "番号", "ふりがな"]
        case .organization: ["団体名", "番号", "ふりがな"]
        }
    }

    private static func row(_ thing: FoundThing) -> [PageCell] {
        let named = PageCell(thing.name, path(thing))
        let detail = PageCell(thing.detail.isEmpty ? "－" : thing.detail)
        let day = PageCell(thing.start.map { PageWords.moment($0) } ?? "未定")
        return switch thing.kind {
        case .request, .lecture: [named, PageCell(thing.key), detail, day]
        case .presenter, .organization: [named, PageCell(thing.key), detail]
        }
    }

    private static func path(_ thing: FoundThing) -> String? {
        switch thing.kind {
        case .request: "/requests/\(thing.key)"
        case .lecture: "/lectures/\(thing.key)"
        case .presenter: "/presenters/\(thing.key)"
        case .organization: "/organizations/\(thing.key)"
        }
    }
}
