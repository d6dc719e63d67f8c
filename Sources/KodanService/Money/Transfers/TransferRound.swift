import KodanDomain
import KodanExport
import KodanStore

/// Writes the files of one round of a month's transfers: a further one where the bank's limit, or the twelve digits of
/// a file's total, leave no room.
struct TransferRound {
    /// What all files of the round have in common.
    struct Setting {
        let folder: String
        let month: YearMonth
        let round: Int
        let valueDate: LocalDate
        let bank: PayingBank
        /// Those by which the value date must be open; nil for files that were made before.
        let holidays: Holidays?
        let vault: AccountVault
    }

    /// A file that is written and checked, and not yet in its place.
    struct Written {
        let file: AtomicFile
        let row: NewTransferFile
        let total: Yen
    }

    private let setting: Setting
    private var writer: TransferFileWriter?
    private var transfers: [NewTransferFile.Transfer] = []

    /// The files that are complete.
    private(set) var written: [Written] = []

    init(_ setting: Setting) {
        self.setting = setting
    }

    /// Writes one transfer, into a further file if need be.
    ///
    /// Throws ``Refusal``: `accountKeys`, `accountHolder`, `bankName`, `bankClosed`, `noHolidays`.
    mutating func add(_ row: TransferRow) throws {
        if writer == nil { try begin() }
        if try writer?.add(row) == false {
            try end()
            try begin()
            guard try writer?.add(row) == true else { throw Refusal.totalsDiffer(setting.month) }
        }
        transfers.append(NewTransferFile.Transfer(row))
    }

    /// Completes the last file.
    mutating func end() throws {
        guard var writer else { return }
        try writer.end()
        let bytes = try writer.verified()
        written.append(
            Written(
                file: writer.file,
                row: NewTransferFile(
                    month: setting.month,
                    round: setting.round,
                    part: written.count + 1,
                    valueDate: setting.valueDate,
                    profile: setting.bank.profile.name,
                    written: bytes,
                    transfers: transfers
                ),
                total: writer.total
            )
        )
        transfers.removeAll()
        self.writer = nil
    }

    private mutating func begin() throws {
        let name = TransferFileName(setting.month, round: setting.round, part: written.count + 1)
        var next = try TransferFileWriter(
            file: AtomicFile(folder: setting.folder, name: name.description),
            setting: setting
        )
        try next.begin()
        writer = next
    }
}

extension BankProfile {
    /// The profile in one word for the file's row: `crlf/7/zeros/9999/names`.
    var name: String {
        "\(terminator.rawValue)/\(transferCode.rawValue)/\(unusedCodes.rawValue)/\(recordLimit)/"
            + (namesRequired ? "names" : "codes")
    }
}
