/// A table with a caption; its first column names the row.
public struct PageTable: Sendable, Equatable {
    let caption: String
    let columns: [String]
    let rows: [PageRow]
    /// What is said where there are no rows.
    let empty: String
    /// Where the list goes on; nil on its last page.
    let next: String?

    /// A table; `empty` is said where there are no rows.
    public init(
        _ caption: String,
        _ columns: [String],
        _ rows: [[PageCell]],
        empty: String,
        next: String? = nil
    ) {
        self.caption = caption
        self.columns = columns
        self.rows = rows.map { PageRow($0, columns) }
        self.empty = empty
        self.next = next
    }
}

/// A row of a table.
struct PageRow: Sendable, Equatable {
    let head: PageCell?
    let cells: [PageCell]

    init(_ cells: [PageCell], _ columns: [String]) {
        let named = zip(cells, columns).map { cell, column in cell.under(column) }
        head = named.first
        self.cells = Array(named.dropFirst())
    }
}

/// What stands in one place of a table.
public struct PageCell: Sendable, Equatable {
    let text: String
    let href: String?
    let isNumber: Bool
    /// The column's name, shown beside it on narrow screens.
    let column: String

    /// A text, with the page that it leads to.
    public init(_ text: String, _ href: String? = nil) {
        self.init(text, href, isNumber: false, column: "")
    }

    /// A number, set flush right.
    public static func number(_ text: String) -> PageCell {
        PageCell(text, nil, isNumber: true, column: "")
    }

    private init(_ text: String, _ href: String?, isNumber: Bool, column: String) {
        self.text = text
        self.href = href
        self.isNumber = isNumber
        self.column = column
    }

    func under(_ column: String) -> PageCell {
        PageCell(text, href, isNumber: isNumber, column: column)
    }
}
