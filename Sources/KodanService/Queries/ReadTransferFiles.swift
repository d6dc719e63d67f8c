public import KodanDomain
import KodanStore
import Postgres

/// Bank files and how their transfers stand; no account is part of it.
///
/// For accountants, approvers and auditors.
public struct ReadTransferFiles: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The bank files of `month`, or of all months, behind `after`.
    public func callAsFunction(
        of month: YearMonth? = nil,
        after: TransferFile.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<TransferFileEntry, TransferFile> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let rows = try TransferQueries(desk.session).files(
                of: month,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One bank file.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(
        _ id: TransferFile.ID,
        as credential: Credential
    ) async throws -> TransferFileEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard let file = try TransferQueries(desk.session).file(id) else {
                throw Refusal.notFound(id.description)
            }
            return file
        }
    }

    /// The transfers of a bank file behind `after`, in its order.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func transfers(
        in id: TransferFile.ID,
        after: TransferAttempt.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<TransferEntry, TransferAttempt> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let queries = TransferQueries(desk.session)
            guard try queries.file(id) != nil else { throw Refusal.notFound(id.description) }
            let rows = try queries.transfers(in: id, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}
