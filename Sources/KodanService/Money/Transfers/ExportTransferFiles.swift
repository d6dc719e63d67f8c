public import KodanDomain
public import KodanExport
import KodanStore
import Postgres

/// A bank file that lies in its folder.
public struct ExportedTransfer: Sendable, Equatable {
    /// The file's key.
    public let file: TransferFile.ID
    /// Where it lies.
    public let path: String
    /// The day on which the bank pays.
    public let valueDate: LocalDate
    /// Its transfers.
    public let records: Int
    /// Their sum.
    public let total: Yen
    /// How many bytes it has.
    public let byteCount: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
    /// Whether it was made before: these are the same bytes, and no transfer is new.
    public let isRepeat: Bool
    /// Whether it is new and has replaced a file of its name, which was made before a crash or before the database was
    /// restored: the bank may have that one.
    public let hasReplaced: Bool
}

/// The body's bank: how it wants its files, and who orders them there.
public struct PayingBank: Sendable, Equatable {
    /// How it wants its files.
    public let profile: BankProfile
    /// The body as it knows it.
    public let originator: ZenginOriginator

    /// A bank.
    public init(profile: BankProfile, originator: ZenginOriginator) {
        self.profile = profile
        self.originator = originator
    }
}

/// Writes a closed month's bulk-transfer files (総合振込) as `transfer-2026-12.txt` into a folder.
///
/// The first time, each payment of the month that sends money gets its transfer and becomes exported; later the same
/// bytes are made again from those transfers, and nothing else is accepted. What is more than the bank takes in one
/// file goes into a second, `transfer-2026-12-2.txt`. Files are streamed in order of payee, read back by the format's
/// own reader, and put in place whole or not at all; on any failure there is neither file nor row.
///
/// For an accountant. Refusals: `monthUnknown`, `monthOpen`, `nothingToPay`, `payDayPassed`, `field` for a day
/// before the payment day or one that has passed, `bankClosed`, `totalsDiffer`, `fileDiffers`, `accountHolder`,
/// `bankName`, `accountKeys`, `noHolidays`; ``FileProblem`` for the folder.
public struct ExportTransferFiles: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes all bank files of `month` in `folder`, those of transfers that came back too.
    ///
    /// The bank is to pay on the month's payment day; on `valueDate` instead, where the month was closed too late for
    /// that. Files that were made keep their day.
    public func callAsFunction(
        _ month: YearMonth,
        on valueDate: LocalDate? = nil,
        to folder: String,
        by bank: PayingBank,
        as credential: Credential
    ) async throws -> [ExportedTransfer] {
        let vault = office.vault
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            let closed = try desk.closed(month)
            let transfers = TransferStore(desk.session)
            let setting = { (round: Int, valueDate: LocalDate, holidays: Holidays?) in
                TransferRound.Setting(
                    folder: folder,
                    month: month,
                    round: round,
                    valueDate: valueDate,
                    bank: bank,
                    holidays: holidays,
                    vault: vault
                )
            }
            let stored = try transfers.files(of: month)
            guard stored.isEmpty else {
                // A day that would be lost is not passed over.
                if let valueDate, let first = stored.first(where: { $0.round == 1 }) {
                    try DateRange(first.valueDate).require(valueDate, as: .payOn)
                }
                var exported: [ExportedTransfer] = []
                for (round, files) in Dictionary(grouping: stored, by: \.round).sorted(by: { $0.key < $1.key }
                ) {
                    var writer = TransferRound(setting(round, files[0].valueDate, nil))
                    for file in files { try transfers.forEachAttempt(in: file.id) { try writer.add($0) } }
                    try writer.end()
                    exported += try desk.repeated(writer, files, placed)
                }
                return exported
            }
            guard closed.transfers > 0 else { throw Refusal.nothingToPay(month) }
            let earliest = max(closed.payOn, desk.now.date)
            let valueDate = valueDate ?? closed.payOn
            if valueDate == closed.payOn, earliest > valueDate {
                throw Refusal.payDayPassed(month, valueDate)
            }
            try DateRange(earliest...).require(valueDate, as: .payOn)
            var writer = TransferRound(setting(1, valueDate, try RateStore(desk.session).holidays()))
            try transfers.forEachClosed(month) { try writer.add($0) }
            try writer.end()
            let count = writer.written.reduce(0) { $0 + $1.row.transfers.count }
            let total = writer.written.reduce(Yen.zero) { $0 + $1.total }
            guard count == closed.transfers, total == closed.transferred else {
                throw Refusal.totalsDiffer(month)
            }
            return try desk.added(writer, placed)
        }
    }
}

extension Desk {
    /// Records a round's new files and puts them in place.
    func added(_ round: TransferRound, _ placed: PlacedFiles) throws -> [ExportedTransfer] {
        try round.written.map { written in
            let id = try TransferStore(session).add(written.row, by: actor.user, at: now)
            try record(
                "transfer_file.exported",
                id,
                detail: ["sha256": written.row.written.sha256.hexadecimal]
            )
            let hasReplaced = try placed.place(written.file)
            return ExportedTransfer(written, id, isRepeat: false, hasReplaced: hasReplaced)
        }
    }

    /// Puts a round's files in place again, if they are to the byte what was recorded.
    fileprivate func repeated(
        _ round: TransferRound,
        _ stored: [StoredTransferFile],
        _ placed: PlacedFiles
    ) throws -> [ExportedTransfer] {
        for (file, written) in zip(stored, round.written) where file.sha256 != written.row.written.sha256 {
            throw Refusal.fileDiffers(file.id)
        }
        guard stored.count == round.written.count else { throw Refusal.fileDiffers(stored[0].id) }
        return try zip(stored, round.written).map { file, written in
            try record("transfer_file.repeated", file.id, detail: ["sha256": file.sha256.hexadecimal])
            try placed.place(written.file)
            return ExportedTransfer(written, file.id, isRepeat: true)
        }
    }
}

extension ExportedTransfer {
    init(
        _ written: TransferRound.Written,
        _ id: TransferFile.ID,
        isRepeat: Bool,
        hasReplaced: Bool = false
    ) {
        file = id
        path = written.file.path
        valueDate = written.row.valueDate
        records = written.row.transfers.count
        total = written.total
        byteCount = written.row.written.byteCount
        sha256 = written.row.written.sha256
        self.isRepeat = isRepeat
        self.hasReplaced = hasReplaced
    }
}
