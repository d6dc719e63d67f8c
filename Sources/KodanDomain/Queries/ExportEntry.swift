/// The key of one file that left the house, `exp-1`.
public enum ExportRun: Keyed {
    /// `exp`.
    public static var keyPrefix: String { "exp" }
}

/// What a file that left the house holds.
public enum ExportKind: String, Sendable, CaseIterable {
    /// The month's honorarium list as CSV in UTF-8.
    case honorariumList = "honorarium_list"
    /// The same in CP932.
    case honorariumListCP932 = "honorarium_list_cp932"
    /// The same as JSON.
    case honorariumListJSON = "honorarium_list_json"
    /// The same as a workbook.
    case honorariumListXLSX = "honorarium_list_xlsx"
    /// The month's payment notices together.
    case paymentNotices = "payment_notices"
    /// The month's journal entries.
    case journal
    /// The figures of the tax withheld in a month.
    case taxSlip = "tax_slip"
    /// The year's payment records (支払調書).
    case paymentRecords = "payment_records"
    /// What was fixed and unpaid at the end of a fiscal year (未払).
    case accruedList = "accrued_list"
    /// Transactions that were searched for.
    case transactionSearch = "transaction_search"
    /// The register of presenters (講師名簿).
    case presenterRegister = "presenter_register"
    /// The register of organizations (団体名簿).
    case organizationRegister = "organization_register"
}

/// One file that left the house: bank files have rows of their own.
public struct ExportEntry: Hashable, Sendable {
    /// Its key.
    public let id: ExportRun.ID
    /// What it holds.
    public let kind: ExportKind
    /// The month that it is about.
    public let month: YearMonth?
    /// The year that it is about: a calendar year for payment records, a fiscal year for what is accrued.
    public let year: Int?
    /// Its name.
    public let fileName: String
    /// How many bytes it had.
    public let byteCount: Int
    /// Their SHA-256.
    public let sha256: [UInt8]
    /// Who had it made; nil for the service itself.
    public let exportedBy: User.ID?
    /// When.
    public let exportedAt: Instant

    /// A file.
    public init(
        id: ExportRun.ID,
        kind: ExportKind,
        month: YearMonth?,
        year: Int?,
        fileName: String,
        byteCount: Int,
        sha256: [UInt8],
        exportedBy: User.ID?,
        exportedAt: Instant
    ) {
        self.id = id
        self.kind = kind
        self.month = month
        self.year = year
        self.fileName = fileName
        self.byteCount = byteCount
        self.sha256 = sha256
        self.exportedBy = exportedBy
        self.exportedAt = exportedAt
    }
}

/// One file of a year's payment records; the records are no part of it.
public struct RecordFileEntry: Hashable, Sendable {
    /// Its number among the files of the year.
    public let sequence: Int
    /// Its name.
    public let fileName: String
    /// How many records it holds, those that cancel included.
    public let records: Int
    /// How many bytes it has.
    public let byteCount: Int
    /// Their SHA-256.
    public let sha256: [UInt8]
    /// When it was made.
    public let exportedAt: Instant

    /// A file.
    public init(
        sequence: Int,
        fileName: String,
        records: Int,
        byteCount: Int,
        sha256: [UInt8],
        exportedAt: Instant
    ) {
        self.sequence = sequence
        self.fileName = fileName
        self.records = records
        self.byteCount = byteCount
        self.sha256 = sha256
        self.exportedAt = exportedAt
    }
}
