public import KodanDomain
public import Postgres

/// What a file that left the house is of.
public enum ExportPeriod: Sendable, Equatable {
    /// One month.
    case month(YearMonth)
    /// A calendar year for payment records, a fiscal year for what is accrued.
    case year(Int)
}

/// Which files left the house, with the SHA-256 of their bytes.
public struct ExportRunStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Records a file of a month or a year, or of no period at all.
    public func add(
        _ file: WrittenFile,
        _ kind: ExportKind,
        of period: ExportPeriod?,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO export_run (kind, month, year, file_name, byte_count, sha256, exported_by, exported_at)
            VALUES (\(kind.rawValue), \(period?.month), \(period?.year), \(file.name), \(file.byteCount),
                    \(file.sha256), \(user), \(now))
            """
        )
    }

    /// The SHA-256 of the period's file of this kind that was made last; nil before the first.
    public func newest(_ kind: ExportKind, of period: ExportPeriod) throws(PostgresError) -> [UInt8]? {
        try session.first(
            """
            SELECT sha256
              FROM export_run
             WHERE kind = \(kind.rawValue)
               AND \(period.condition)
             ORDER BY id DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("sha256") }
    }
}

extension ExportPeriod {
    fileprivate var month: YearMonth? {
        if case .month(let month) = self { month } else { nil }
    }

    fileprivate var year: Int? {
        if case .year(let year) = self { year } else { nil }
    }

    fileprivate var condition: SQL {
        switch self {
        case .month(let month): "month = \(month)::date"
        case .year(let year): "year = \(year)"
        }
    }
}
