public import KodanDomain

/// What an exported file is called; ASCII only, so that every bank's web page takes it.
public struct TransferFileName: Hashable, Sendable, CustomStringConvertible {
    /// The name, `furikomi-20261225-02.txt`.
    public let description: String

    /// The bulk-transfer file with this number among those of its value date; nil unless 1 to 99.
    public init?(valueDate: LocalDate, sequence: Int) {
        guard (1...99).contains(sequence) else { return nil }
        let day = valueDate.description.filter { $0 != "-" }
        description = "furikomi-\(day)-\(sequence < 10 ? "0" : "")\(sequence).txt"
    }

    /// The list of honoraria that belongs to a payment month, `honoraria-202612.csv`.
    public init(listOf month: YearMonth) {
        description = "honoraria-\(month.description.filter { $0 != "-" }).csv"
    }
}
