/// A table with a caption; its first column names the row.
public struct PageTable: Sendable, Equatable {
    let caption: String
    let columns: [PageColumn]
    var rows: [PageRow]
    /// What is said where there are no rows.
    let empty: String
    /// Where the list goes on; nil on its last page.
    let next: String?
    /// Whether it stays a grid on narrow screens, where others become lists, as a month's calendar has to.
    let isGrid: Bool

    /// A table; `empty` is said where there are no rows.
    public init(
        _ caption: String,
        _ columns: [String],
        _ rows: [[PageCell]],
        empty: String,
        next: String? = nil,
        isGrid: Bool = false
    ) {
        self.caption = caption
        self.columns = columns.enumerated().map { index, name in
            PageColumn(
                name: name,
                isNumber: rows.first.map { index < $0.count && $0[index].isNumber } ?? false
            )
        }
        self.rows = rows.map { PageRow($0, columns) }
        self.empty = empty
        self.next = next
        self.isGrid = isGrid
    }

    /// The table with its boxes as they were sent.
    func filled(_ typed: [String: String]) -> PageTable {
        var table = self
        for index in table.rows.indices {
            table.rows[index].cells = table.rows[index].cells.map { $0.filled(typed) }
        }
        return table
    }
}

/// A column of a table.
struct PageColumn: Sendable, Equatable {
    let name: String
    /// Whether numbers stand in it, flush right.
    let isNumber: Bool
}

/// A row of a table.
struct PageRow: Sendable, Equatable {
    let head: PageCell?
    var cells: [PageCell]

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
    /// The box to tick that stands there; nil where none does.
    var tick: Tick?

    /// A box of a table within a form: it sends `true` under its name.
    struct Tick: Sendable, Equatable {
        let name: String
        /// What it chooses, for those who do not see the row.
        let label: String
        var isTicked: Bool
    }

    /// A text, with the page that it leads to.
    public init(_ text: String, _ href: String? = nil) {
        self.init(text, href, isNumber: false, column: "")
    }

    /// A number, set flush right.
    public static func number(_ text: String) -> PageCell {
        PageCell(text, nil, isNumber: true, column: "")
    }

    /// A box to tick, in a table that belongs to a form; `label` says what it chooses.
    public static func tick(_ name: String, _ label: String, isTicked: Bool = false) -> PageCell {
        var cell = PageCell("", nil, isNumber: false, column: "")
        cell.tick = Tick(name: name, label: label, isTicked: isTicked)
        return cell
    }

    private init(_ text: String, _ href: String?, isNumber: Bool, column: String) {
        self.text = text
        self.href = href
        self.isNumber = isNumber
        self.column = column
    }

    func under(_ column: String) -> PageCell {
        var cell = PageCell(text, href, isNumber: isNumber, column: column)
        cell.tick = tick
        return cell
    }

    /// The cell with its box as it was sent.
    func filled(_ typed: [String: String]) -> PageCell {
        guard let tick else { return self }
        var cell = self
        cell.tick?.isTicked = typed[tick.name] != nil
        return cell
    }
}
