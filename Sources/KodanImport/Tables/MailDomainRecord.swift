public import KodanDomain

/// How many mails a minute a domain takes, as `Config/mail/domain-limits.csv` has it; `*` stands for all others.
public struct MailDomainRecord: TableRecord, Hashable {
    /// The domain, or `*`.
    public let domain: String
    /// Mails a minute.
    public let perMinute: Int

    /// `domain-limits`.
    public static let table = "domain-limits"
    /// The columns.
    public static let columns = ["domain", "per_minute"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        domain = try row.text("domain").lowercased()
        perMinute = try row.integer("per_minute", in: MailDomainLimits.bounds)
    }
}

extension MailDomainLimits {
    /// The limits of a table; without a row for `*`, ``MailDomainLimits/usual`` for all others.
    ///
    /// Throws ``TableProblem``, also for a domain that stands twice, or what the source throws.
    public init(_ source: @escaping ByteSource) throws {
        var limits: [String: Int] = [:]
        for (index, record) in try TableReader<MailDomainRecord>.all(source).enumerated() {
            guard limits.updateValue(record.perMinute, forKey: record.domain) == nil else {
                throw TableProblem.doubledKey(
                    file: MailDomainRecord.table,
                    line: index + 2,
                    key: record.domain
                )
            }
        }
        let others = limits.removeValue(forKey: "*") ?? MailDomainLimits.usual
        self.init(others: others, limits)
    }
}
