public import KodanDomain
public import KodanExport
import KodanStore
import Postgres

/// A list that lies in its folder.
public struct ExportedList: Sendable, Equatable {
    /// The path of the file.
    public let path: String
    /// How many bytes it has.
    public let byteCount: Int
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
    /// Its totals, which are those of the closed month.
    public let totals: ControlTotals
    /// Whether the list was made before with other bytes: the account code of the settings has changed since.
    public let differsFromLast: Bool
    /// Of a list in CP932: the first characters that do not fit.
    public let misfits: [CP932Misfit]
    /// How many there are.
    public let misfitCount: Int
}

/// Writes a closed month's list of honoraria (謝金支払一覧) into a folder: `honoraria-2026-12.csv`, or another form.
///
/// It is streamed, checked against the totals with which the month was closed, and put in place whole or not at all.
/// For accountants, approvers and auditors. Refusals: `monthUnknown`, `monthOpen`, `totalsDiffer`; ``FileProblem`` for
/// the folder, `HonorariumListRefusal.tooLarge` for more rows than a workbook holds.
public struct ExportHonorariumList: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the list of `month` in `folder`, in this form; recorded, unless `isLook`.
    public func callAsFunction(
        _ month: YearMonth,
        _ form: HonorariumListFile = .csv,
        to folder: String,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> ExportedList {
        let accountCode = office.rules.honorariumAccountCode
        let snapshot = TransactionOptions(isolation: .repeatableRead)
        return try await office.transaction(as: credential, snapshot) { desk, placed in
            try desk.actor.require(.accountant, .approver, .auditor)
            let closed = try desk.readClosed(month)
            let file = try AtomicFile(folder: folder, name: form.name(of: month))
            var writer = HonorariumListWriter(try form.form(of: closed), accountCode: accountCode) { bytes in
                try file.write(bytes)
            }
            guard try writer.write(month, from: desk.session) == closed.totals else {
                throw Refusal.totalsDiffer(month)
            }
            let paper = try desk.export(
                file,
                form.kind,
                of: month,
                recording: "honorarium_list.exported",
                detail: ["form": form.rawValue],
                isLook: isLook,
                into: placed
            )
            let misfitting = writer.list as? HonorariumListCP932
            return ExportedList(
                path: paper.path,
                byteCount: file.byteCount,
                sha256: paper.sha256,
                totals: closed.totals,
                differsFromLast: paper.differsFromLast,
                misfits: misfitting?.misfits ?? [],
                misfitCount: misfitting?.misfitCount ?? 0
            )
        }
    }
}
