import KodanDomain
import KodanService
import KodanTestSupport
import Postgres

extension Cast {
    /// A presenter leaves for good.
    func retire(_ lecturer: Lecturer) async throws {
        try await ChangePresenterStatus(office: office)(
            of: lecturer.id,
            to: .retired,
            because: "退任",
            as: coordinator
        )
    }

    /// An administrator takes a name away; all whose names that took.
    func anonymize(_ person: Person) async throws -> [Person] {
        try await AnonymizePerson(office: office)(
            person,
            because: "本人の希望",
            as: database.staff.administrator
        )
    }

    /// The tables in a row of which one of `words` stands, in whatever column.
    func traces(of words: [String]) async throws -> [String] {
        let tables = try await texts(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        )
        let patterns = words.map { "%\($0)%" }
        var found: [String] = []
        for table in tables {
            let rows: SQL = "\(unsafeSQL: table) AS found WHERE found::text LIKE ANY (\(patterns)::text[])"
            if try await texts("SELECT count(*)::text FROM \(rows)") != ["0"] { found.append(table) }
        }
        return found
    }
}
