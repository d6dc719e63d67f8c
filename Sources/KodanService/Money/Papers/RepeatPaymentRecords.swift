public import KodanDomain
import KodanExport
import KodanStore
import Postgres

/// Writes a file of payment records again, the same bytes.
///
/// For accountants, approvers and auditors. Refusals: `notFound` for a number that was never written; ``FileProblem``,
/// `damaged` if what is stored no longer gives the recorded SHA-256.
public struct RepeatPaymentRecords: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes file `sequence` of `year` into the year's folder below `folder`; its path.
    ///
    /// Recorded, unless `isLook`.
    public func callAsFunction(
        _ sequence: Int,
        of year: CalendarYear,
        to folder: String,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> String {
        try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard let stored = try PaymentRecordStore(desk.session).file(sequence, of: year) else {
                throw Refusal.notFound(Form309Year.fileName(sequence) ?? String(sequence), as: .file)
            }
            let encoder = try CP932Encoder()
            let file = try AtomicFile(folder: year.folder(in: folder), name: stored.fileName)
            for record in stored.records.compactMap(Form309Record.init(filed:)) {
                try file.write(record.bytes(encoder))
            }
            guard try file.verified({ _ in }) == stored.sha256 else { throw FileProblem.damaged(file.path) }
            if !isLook {
                try desk.record(
                    "payment_records.repeated",
                    year.subject,
                    detail: ["sequence": String(sequence), "sha256": stored.sha256.hexadecimal]
                )
            }
            try placed.place(file)
            return file.path
        }
    }
}
