public import KodanDomain

/// What a bank file is called; ASCII only, so that every bank's web page takes it.
///
/// The first file of a month is `transfer-2026-12.txt`, a second one for what the bank's limit leaves
/// `transfer-2026-12-2.txt`; transfers that came back go into `transfer-2026-12-retry1.txt`, `…-retry1-2.txt`.
public struct TransferFileName: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let description: String

    /// The name of the `part`-th file of a month's `round`, both from 1; the first round sends what was approved.
    public init(_ month: YearMonth, round: Int, part: Int) {
        let retry = round > 1 ? "-retry\(round - 1)" : ""
        description = "transfer-\(month)\(retry)\(part > 1 ? "-\(part)" : "").txt"
    }
}
