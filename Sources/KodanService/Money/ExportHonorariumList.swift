public import KodanDomain
import KodanStore
import Postgres

/// A list that lies in its folder.
public struct ExportedList: Sendable, Equatable {
    /// Where.
    public let path: String
    /// How many bytes it has.
    public let byteCount: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
    /// Its totals, which are those of the closed month.
    public let totals: ControlTotals
    /// Whether the list was made before with other bytes: the account code of the settings has changed since.
    public let differsFromLast: Bool
}

/// Writes a closed month's list of honoraria (謝金支払一覧) as `honoraria-2026-12.csv` into a folder.
///
/// It is streamed, checked against the totals with which the month was closed, and put in place whole or not at all.
/// For an accountant. Refusals: `monthUnknown`, `monthOpen`, `totalsDiffer`; ``FileProblem`` for the folder.
public struct ExportHonorariumList: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the list of `month` in `folder`.
    public func callAsFunction(
        _ month: YearMonth,
        to folder: String,
        as credential: Credential
    ) async throws -> ExportedList {
        let accountCode = office.rules.honorariumAccountCode
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            let closed = try desk.closed(month)
            let runs = ExportRunStore(desk.session)
            let file = try AtomicFile(folder: folder, name: "honoraria-\(month).csv")
            var writer = HonorariumListWriter(accountCode: accountCode) { bytes in try file.write(bytes) }
            try writer.begin()
            try MonthLineStore(desk.session).forEachReadingAhead(month) { row in try writer.add(row) }
            guard try writer.end() == closed.totals else { throw Refusal.totalsDiffer(month) }
            let sha256 = try file.verified { _ in }
            let last = try runs.newest(.honorariumList, of: month)
            let written = WrittenFile(name: file.name, byteCount: file.byteCount, sha256: sha256)
            try runs.add(written, .honorariumList, of: month, by: desk.actor.user, at: desk.now)
            try desk.record("honorarium_list.exported", month.subject, detail: ["sha256": sha256.hexadecimal])
            try placed.place(file)
            return ExportedList(
                path: file.path,
                byteCount: file.byteCount,
                sha256: sha256,
                totals: closed.totals,
                differsFromLast: last.map { $0 != sha256 } ?? false
            )
        }
    }
}
