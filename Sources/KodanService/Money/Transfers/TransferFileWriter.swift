import KodanDomain
import KodanExport
import KodanStore

/// Writes a bank file transfer by transfer, account numbers opened one at a time, and reads it back.
struct TransferFileWriter {
    let file: AtomicFile
    private let month: YearMonth
    private let vault: AccountVault
    private var writer: ZenginWriter

    /// The sum of the transfers so far.
    var total: Yen { writer.total }

    /// Begins a file; throws ``Refusal``: `bankClosed`, `noHolidays`.
    init(file: AtomicFile, setting: TransferRound.Setting) throws {
        self.file = file
        month = setting.month
        vault = setting.vault
        do throws(ZenginRefusal) {
            writer = try ZenginWriter(
                profile: setting.bank.profile,
                originator: setting.bank.originator,
                valueDate: setting.valueDate,
                calendar: setting.holidays.map { .bank($0) }
            )
        } catch {
            switch error {
            case .closed(let day): throw Refusal.bankClosed(day)
            case .calendar: throw Refusal.noHolidays(year: setting.valueDate.year)
            // Without an account that it would be about, this is the office's own bank.
            case .missingName, .tooManyTransfers, .totalTooLarge, .noTransfers, .outOfOrder: throw error
            }
        }
    }

    /// Writes the header.
    mutating func begin() throws {
        try file.write(try writer.header())
    }

    /// Writes one transfer; false if the file has no room for it.
    ///
    /// Throws ``Refusal``: `accountKeys`, `accountHolder`, `bankName`.
    mutating func add(_ row: TransferRow) throws -> Bool {
        let account = try row.account.opened(by: vault)
        let transfer: ZenginTransfer
        do throws(ZenginTransferRefusal) {
            transfer = try ZenginTransfer(to: account, amount: row.amount)
        } catch {
            switch error {
            // No payment of the ledger sends such an amount.
            case .amount: throw Refusal.totalsDiffer(month)
            case .customerCode, .text: throw error
            }
        }
        let record: [UInt8]
        do throws(ZenginRefusal) {
            record = try writer.record(transfer)
        } catch {
            switch error {
            case .missingName: throw Refusal.bankName(row.account.payee)
            case .tooManyTransfers, .totalTooLarge: return false
            case .calendar, .closed, .noTransfers, .outOfOrder: throw error
            }
        }
        try file.write(record)
        return true
    }

    /// Writes trailer and end.
    mutating func end() throws {
        guard writer.count > 0 else { throw Refusal.nothingToPay(month) }
        try file.write(try writer.trailer())
        try file.write(try writer.end())
    }

    /// Reads the file back by the format's own reader; its totals must be those that were written.
    func verified() throws -> WrittenFile {
        var reader = ZenginReader()
        let sha256 = try file.verified { piece in _ = try reader.read(piece) }
        try reader.finish()
        guard reader.count == writer.count, reader.total == writer.total else {
            throw Refusal.totalsDiffer(month)
        }
        return WrittenFile(name: file.name, byteCount: file.byteCount, sha256: sha256)
    }
}

extension StoredAccount {
    /// The account with its number, which is sealed to its payee: moved to another payee's row it does not open.
    ///
    /// Throws ``Refusal/accountKeys`` or ``Refusal/accountHolder(_:)``.
    func opened(by vault: AccountVault) throws(Refusal) -> BankAccount {
        let number: String
        do throws(VaultError) {
            number = try vault.open(
                sealedNumber,
                keyVersion: keyVersion,
                context: "payee:\(payee.rawValue)"
            )
        } catch {
            throw .accountKeys
        }
        do throws(BankAccountRefusal) {
            return try BankAccount(
                bankCode: bankCode,
                branchCode: branchCode,
                depositType: depositType,
                number: number,
                holder: holder,
                bankName: bankName.isEmpty ? nil : bankName,
                branchName: branchName.isEmpty ? nil : branchName
            )
        } catch {
            throw .accountHolder(payee)
        }
    }
}
