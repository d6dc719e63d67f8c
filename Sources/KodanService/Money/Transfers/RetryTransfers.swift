public import KodanDomain
import KodanStore
import Postgres

/// Sends again what the bank returned (組戻し): the same payments, amounts and taxes, in new files.
///
/// Each goes to the payee's newest confirmed account. Payments whose payee has none, is held back (``HoldPayments``) or
/// has died wait; those for which nothing is owed any more are not sent. An account that came after the approval was
/// confirmed by somebody who neither asked for it nor sends the file. For an accountant. Refusals: those of
/// ``ExportTransferFiles``, `field` for a day that has passed, `bankClosed`, `accountUnseen`, `nothingToPay` if nothing
/// came back.
public struct RetryTransfers: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes `transfer-2026-12-retry1.txt` and, if need be, more, to be paid on `valueDate`.
    public func callAsFunction(
        _ month: YearMonth,
        on valueDate: LocalDate,
        to folder: String,
        by bank: PayingBank,
        as credential: Credential
    ) async throws -> [ExportedTransfer] {
        let vault = office.vault
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            _ = try desk.closed(month)
            try DateRange(desk.now.date...).require(valueDate, as: .payOn)
            let transfers = TransferStore(desk.session)
            let sender = try desk.person()
            if let unseen = try transfers.unseenAccounts(month, sentBy: sender, at: desk.now).first {
                throw Refusal.accountUnseen(unseen)
            }
            var round = TransferRound(
                TransferRound.Setting(
                    folder: folder,
                    month: month,
                    round: (try transfers.files(of: month).last?.round ?? 0) + 1,
                    valueDate: valueDate,
                    bank: bank,
                    holidays: try RateStore(desk.session).holidays(),
                    vault: vault
                )
            )
            try transfers.forEachReturned(month, at: desk.now) { try round.add($0) }
            try round.end()
            guard !round.written.isEmpty else { throw Refusal.nothingToPay(month) }
            return try desk.added(round, placed)
        }
    }
}
