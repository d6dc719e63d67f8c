import Foundation
import KodanTestSupport
import Postgres
import Testing

@testable import kodan

@Suite("A command whose database gives way", .database)
struct OutageCommandTests {
    @Test(
        "says what is the matter and whether to try again, and has done nothing",
        arguments: [("53100", EX_IOERR, "full"), ("55P03", EX_TEMPFAIL, "KODAN_LOCK_SECONDS")]
    )
    func says(state: String, status: Int32, words: String) async throws {
        let office = try OfficeRun()
        defer { office.end() }
        try await office.database.owner.transaction { session in
            try session.script(
                """
                CREATE FUNCTION give_way() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'could not extend file' USING ERRCODE = '\(state)';
                END
                $$;
                CREATE TRIGGER gives_way BEFORE INSERT ON audit_event
                    FOR EACH ROW EXECUTE FUNCTION give_way();
                """
            )
        }
        let run = try office(
            as: "administrator",
            ["users", "add", "new@example.jp", "--name", "新規", "--role", "clerk"]
        )
        #expect(run.status == status && run.output.isEmpty, "\(run.errors)")
        #expect(run.errors.contains(words) && !run.errors.contains("SQLSTATE"), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
        let added = try await office.database.owner.transaction { session in
            try session.value("SELECT count(*) FROM app_user WHERE email = 'new@example.jp'", as: Int.self)
        }
        #expect(added == 0)
    }

    @Test("says that it may have been done where the connection broke at COMMIT")
    func unknown() {
        let failure = CommandFailure(PostgresError(.commitUnknown))
        #expect(failure.status == EX_UNAVAILABLE)
        #expect(failure.sentence.contains("look whether it was done"))
    }
}
