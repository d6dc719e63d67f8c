public import KodanDomain
import KodanExport
import KodanStore
public import KodanText
import Postgres

/// What a check of any bulk-transfer file (総合振込) found.
public enum CheckedTransferFile: Sendable, Equatable {
    /// Every byte is as the standard wants it.
    case good(records: Int, total: Yen)
    /// A byte is wrong: in which record and column, at which place of the file (all from 1), and what is wrong.
    case wrong(record: Int, column: Int, byte: Int, sentence: String)
}

/// Holds a file against the standard of the Japanese Bankers Association; what one bank wants beyond it does not count.
///
/// For all of the body's own people; nothing is kept of the file.
public struct CheckTransferFile: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Checks `bytes`; what is wrong is said in `language`.
    public func callAsFunction(
        _ bytes: [UInt8],
        in language: Language,
        as credential: Credential
    ) async throws -> CheckedTransferFile {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
        }
        var reader = ZenginReader()
        do throws(ZenginFault) {
            _ = try reader.read(bytes)
            try reader.finish()
        } catch {
            let offset = reader.offset(of: error)
            return .wrong(
                record: error.record,
                column: error.column,
                byte: offset + 1,
                sentence: TransferFaultText.sentence(error, at: offset, in: language)
            )
        }
        return .good(records: reader.count, total: reader.total)
    }
}
