/// Where a try to pay one payment stands.
public enum TransferState: String, Sendable, CaseIterable {
    /// The bank has not answered.
    case sent
    /// The bank has paid.
    case paid
    /// It came back (組戻し).
    case returned
}

/// One try to pay one payment, as its readers see it; the account's number is no part of it.
public struct TransferEntry: Hashable, Sendable {
    /// Its key.
    public let id: TransferAttempt.ID
    /// The bank file that it is in.
    public let file: TransferFile.ID
    /// Its place among the file's transfers, from 1.
    public let record: Int
    /// The payment.
    public let payment: Payment.ID
    /// What was sent.
    public let amount: Yen
    /// Where it stands.
    public let state: TransferState
    /// The day of the bank's answer.
    public let resultOn: LocalDate?
    /// Why it came back.
    public let returnReason: String?

    /// A transfer.
    public init(
        id: TransferAttempt.ID,
        file: TransferFile.ID,
        record: Int,
        payment: Payment.ID,
        amount: Yen,
        state: TransferState,
        resultOn: LocalDate?,
        returnReason: String?
    ) {
        self.id = id
        self.file = file
        self.record = record
        self.payment = payment
        self.amount = amount
        self.state = state
        self.resultOn = resultOn
        self.returnReason = returnReason
    }
}

/// One bank file with how its transfers stand; its bytes are no part of it.
public struct TransferFileEntry: Hashable, Sendable {
    /// How many of its transfers stand where.
    public struct Counts: Hashable, Sendable {
        /// For which the bank has not answered.
        public let sent: Int
        /// Which it paid.
        public let paid: Int
        /// Which came back.
        public let returned: Int

        /// Counts.
        public init(sent: Int, paid: Int, returned: Int) {
            self.sent = sent
            self.paid = paid
            self.returned = returned
        }
    }

    /// Its key.
    public let id: TransferFile.ID
    /// The month whose payments it sends.
    public let month: YearMonth
    /// Which round of the month it belongs to: the first, or a later one of transfers that came back.
    public let round: Int
    /// Its place among the files of its round.
    public let part: Int
    /// The day on which the bank pays.
    public let valueDate: LocalDate
    /// Its name.
    public let fileName: String
    /// Its transfers.
    public let records: Int
    /// Their sum.
    public let total: Yen
    /// How many bytes it has.
    public let byteCount: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
    /// When it was made.
    public let exportedAt: Instant
    /// How its transfers stand.
    public let counts: Counts

    /// A file.
    public init(
        id: TransferFile.ID,
        month: YearMonth,
        round: Int,
        part: Int,
        valueDate: LocalDate,
        fileName: String,
        records: Int,
        total: Yen,
        byteCount: Int,
        sha256: [UInt8],
        exportedAt: Instant,
        counts: Counts
    ) {
        self.id = id
        self.month = month
        self.round = round
        self.part = part
        self.valueDate = valueDate
        self.fileName = fileName
        self.records = records
        self.total = total
        self.byteCount = byteCount
        self.sha256 = sha256
        self.exportedAt = exportedAt
        self.counts = counts
    }
}
