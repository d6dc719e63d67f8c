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
}

/// Writes a closed month's bulk-transfer file (総合振込) as `transfer-2026-12.txt` into a folder.
///
/// The first time, each payment of the month gets its transfer and becomes exported; later the same bytes are made
/// again from those transfers, and nothing else is accepted. The file is streamed in order of payee, read back by the
/// format's own reader, and put in place whole or not at all; on any failure there is neither file nor row.
///
/// For an accountant. Refusals: `monthUnknown`, `monthOpen`, `totalsDiffer`, `fileDiffers`, `tooManyTransfers`,
/// `accountHolder`, `bankName`, `accountKeys`, `noHolidays`; ``FileProblem`` for the folder.
public struct ExportTransferFile: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the bank file of `month` in `folder`, as the bank of `profile` wants it, ordered by `originator`.
    public func callAsFunction(
        _ month: YearMonth,
        to folder: String,
        profile: BankProfile,
        originator: ZenginOriginator,
        as credential: Credential
    ) async throws -> ExportedTransfer {
        let vault = office.vault
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            let closed = try desk.onlyOne(at: month)
            guard closed.isClosed else { throw Refusal.monthOpen(month) }
            let transfers = TransferStore(desk.session)
            let stored = try transfers.file(of: month)
            let file = try AtomicFile(folder: folder, name: "transfer-\(month).txt")
            var writer = try TransferFileWriter(
                file: file,
                month: month,
                profile: profile,
                originator: originator,
                valueDate: stored?.valueDate ?? closed.payOn,
                holidays: try RateStore(desk.session).holidays(),
                vault: vault
            )
            try writer.begin()
            if let stored {
                try transfers.forEachAttempt(in: stored.id) { try writer.add($0) }
            } else {
                try transfers.forEachClosed(month) { try writer.add($0) }
            }
            try writer.end()
            let written = try writer.verified()
            let id: TransferFile.ID
            if let stored {
                guard stored.sha256 == written.sha256 else { throw Refusal.fileDiffers(stored.id) }
                id = stored.id
            } else {
                guard writer.count == closed.totals.payments, writer.total == closed.totals.net else {
                    throw Refusal.totalsDiffer(month)
                }
                id = try transfers.add(
                    written,
                    of: month,
                    valueDate: closed.payOn,
                    profile: profile.name,
                    records: writer.count,
                    total: writer.total,
                    by: desk.actor.user,
                    at: desk.now
                )
            }
            let step = stored == nil ? "transfer_file.exported" : "transfer_file.repeated"
            try desk.record(step, id, detail: ["sha256": written.sha256.hexadecimal])
            try placed.place(file)
            return ExportedTransfer(
                file: id,
                path: file.path,
                valueDate: stored?.valueDate ?? closed.payOn,
                records: writer.count,
                total: writer.total,
                byteCount: written.byteCount,
                sha256: written.sha256,
                isRepeat: stored != nil
            )
        }
    }
}

extension BankProfile {
    /// The profile in one word for the file's row: `crlf/7/zeros/9999/names`.
    var name: String {
        "\(terminator.rawValue)/\(transferCode.rawValue)/\(unusedCodes.rawValue)/\(recordLimit)/"
            + (namesRequired ? "names" : "codes")
    }
}
