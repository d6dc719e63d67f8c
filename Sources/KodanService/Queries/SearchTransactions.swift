public import KodanDomain
import KodanExport
import KodanStore
import KodanText
import Postgres

/// A file of transactions that lies in its place.
public struct ExportedTransactions: Sendable, Equatable {
    /// The path of the file.
    public let path: String
    /// How many payments it holds.
    public let rows: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
}

/// Searches the books by payment date, amount sent and counterparty, in any combination and over any period.
///
/// For auditors, accountants and approvers.
public struct SearchTransactions: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The payments that answer `question` behind `after`.
    public func callAsFunction(
        _ question: TransactionQuestion,
        after: Payment.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<TransactionEntry, Payment> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.auditor, .accountant, .approver)
            let rows = try TransactionQueries(desk.session).page(
                question,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.payment)
        }
    }

    /// All payments that answer `question` as CSV at `path`, streamed, in place whole or not at all.
    ///
    /// That a file left the house is recorded, whoever asked, unless `isLook`. Throws ``FileProblem`` for the place.
    public func file(
        _ question: TransactionQuestion,
        at path: String,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> ExportedTransactions {
        try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.auditor, .accountant, .approver)
            let file = try AtomicFile(path: path)
            var list = TransactionList()
            try file.write(list.header())
            try TransactionQueries(desk.session).forEach(question) { entry in
                try file.write(list.row(of: entry, state: StateText.name(of: entry.state, in: .japanese)))
            }
            let sha256 = try file.verified { _ in }
            let found = ExportedTransactions(path: file.path, rows: list.rows, sha256: sha256)
            if !isLook { try desk.record(found, of: file) }
            try placed.place(file)
            return found
        }
    }
}

extension Desk {
    /// Records that a file of transactions left the house.
    fileprivate func record(_ found: ExportedTransactions, of file: AtomicFile) throws {
        let written = WrittenFile(name: file.name, byteCount: file.byteCount, sha256: found.sha256)
        try asSystem {
            try ExportRunStore(session).add(written, .transactionSearch, of: nil, by: actor.user, at: now)
        }
        try record(
            "transactions.exported",
            "date-\(now.date)",
            detail: ["sha256": found.sha256.hexadecimal, "rows": String(found.rows)]
        )
    }
}
