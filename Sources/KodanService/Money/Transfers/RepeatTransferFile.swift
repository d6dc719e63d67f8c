public import KodanDomain
import KodanExport
import KodanStore

/// Makes one bank file again, the same bytes, from the transfers that are recorded.
///
/// For an accountant, since whole account numbers stand in it; that it left the house is recorded. Refusals:
/// `notFound`, `fileDiffers`, `accountKeys`, `accountHolder`, `bankName`; ``FileProblem`` for the folder.
public struct RepeatTransferFile: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the file `id` in `folder`.
    public func callAsFunction(
        _ id: TransferFile.ID,
        to folder: String,
        by bank: PayingBank,
        as credential: Credential
    ) async throws -> (file: TransferFileEntry, path: String) {
        let vault = office.vault
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            guard let stored = try TransferQueries(desk.session).file(id) else {
                throw Refusal.notFound(id.description)
            }
            var round = TransferRound(
                TransferRound.Setting(
                    folder: folder,
                    month: stored.month,
                    round: stored.round,
                    valueDate: stored.valueDate,
                    bank: bank,
                    holidays: nil,
                    vault: vault
                )
            )
            try TransferStore(desk.session).forEachAttempt(in: id) { try round.add($0) }
            try round.end()
            guard round.written.count == 1, round.written[0].row.written.sha256 == stored.sha256 else {
                throw Refusal.fileDiffers(id)
            }
            try desk.record("transfer_file.repeated", id, detail: ["sha256": stored.sha256.hexadecimal])
            try placed.place(round.written[0].file)
            return (stored, round.written[0].file.path)
        }
    }
}
