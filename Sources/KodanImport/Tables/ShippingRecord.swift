public import KodanDomain

/// How many office days before a lecture printed materials leave, as `Config/materials/shipping.csv` has it.
public struct ShippingRecord: TableRecord, Hashable {
    /// For lectures in this prefecture; nil for all others.
    public let prefecture: PrefectureCode?
    /// So many office days before.
    public let officeDaysBefore: Int

    /// `materials/shipping`.
    public static let table = "materials/shipping"
    /// The columns.
    public static let columns = ["prefecture", "office_days_before"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        prefecture = try row.optionalValue("prefecture") { text throws(FieldRefused) in
            try PrefectureCode(text)
        }
        officeDaysBefore = try row.integer("office_days_before", in: ShippingTable.days)
    }
}

extension ShippingTable {
    /// The table of a file with one row without a prefecture, and one at most for each prefecture.
    ///
    /// Throws ``TableProblem`` or what the source throws.
    public init(_ source: @escaping ByteSource) throws {
        let records = try TableReader<ShippingRecord>.all(source)
        var usual: Int?
        var others: [PrefectureCode: Int] = [:]
        for (index, record) in records.enumerated() {
            let isKnown = record.prefecture.map { others[$0] != nil } ?? (usual != nil)
            guard !isKnown else { throw ShippingTable.problem(line: index + 2, record.prefecture, .once) }
            if let prefecture = record.prefecture {
                others[prefecture] = record.officeDaysBefore
            } else {
                usual = record.officeDaysBefore
            }
        }
        guard let usual, let table = ShippingTable(usual: usual, byPrefecture: others) else {
            throw ShippingTable.problem(line: records.count + 2, nil, .present)
        }
        self = table
    }

    private static func problem(
        line: Int,
        _ prefecture: PrefectureCode?,
        _ expected: Expected
    ) -> TableProblem {
        .value(
            file: ShippingRecord.table,
            line: line,
            column: "prefecture",
            value: prefecture.map(\.description) ?? "",
            expected: expected
        )
    }
}
