/// What the columns of an answer are called.
final class ColumnNames {
    /// In their order; nil for the second of two with one name.
    private let names: [String?]
    private let positions: [String: Int]

    /// The columns called so; of two with one name the first counts.
    init(_ names: [String]) {
        positions = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        self.names = names.enumerated().map { [positions] in positions[$1] == $0 ? $1 : nil }
    }

    /// How many there are.
    var count: Int { names.count }

    /// Where `column` is, looked for at `next` first; nil if there is none of that name.
    ///
    /// Rows are mostly read in the order of their columns.
    func index(of column: String, from next: Int) -> Int? {
        let next = next == names.count ? 0 : next
        if next < names.count, names[next] == column { return next }
        return positions[column]
    }
}
