public import KodanDomain
public import Postgres

extension SessionProof: SQLEncodable, SQLDecodable {}
extension AttemptBudget: SQLEncodable, SQLDecodable {}

extension TokenScope: SQLEncodable, SQLDecodable {
    /// `requests:read`.
    public var sqlText: String { description }

    /// Reads `requests:read`.
    public init?(sqlText: String) { self.init(sqlText) }
}
