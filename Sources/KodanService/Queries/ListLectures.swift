public import KodanDomain
import KodanExport
import KodanStore
import KodanText
import Postgres

/// The lectures that were held in a fiscal year as CSV (実施一覧), with attendance and what both sides said.
///
/// For the body's people; a coordinator who is limited to prefectures gets the lectures of those.
public struct ListLectures: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The list of `year`, spooled whole from one snapshot before its first byte is handed out.
    ///
    /// Its lectures and their attendance add up to those of ``ReadYearResult`` for who sees all of them. Reading leaves
    /// no trace in the record. Throws ``FileProblem`` for the temporary folder.
    public func callAsFunction(_ year: FiscalYear, as credential: Credential) async throws -> SpooledFile {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.requireStaff()
            let spool = try Spool()
            try spool.write(LectureList.header())
            try YearResultQueries(desk.session).forEachLecture(of: year) { lecture in
                let kind = lecture.organizationKind.map { NameText.name(of: $0, in: .japanese) }
                try spool.write(LectureList.row(of: lecture, kind: kind))
            }
            return spool.finished()
        }
    }
}
