import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanService

@Suite("Signing in, tokens and the record at the command line", .database)
struct SignInCommandTests {
    @Test("give a password that serves, read from standard input, and mail a link")
    func passwords() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let set = ["users", "password", "set", "clerk@body.example.jp"]
        let short = try run(as: "administrator", set, input: "short\n")
        #expect(short.status == 65 && short.errors.contains("12"))
        #expect(try run(as: "coordinator", set, input: "correct horse battery\n").status == 77)
        let done = try run(as: "administrator", set, input: "correct horse battery\n")
        #expect(done.status == 0 && !done.output.contains("horse"))
        // The command goes by the machine's clock, which is not the test's.
        let office = run.database.office
        let form = SignInForm(
            email: try EmailAddress("clerk@body.example.jp"),
            password: try Password("correct horse battery")
        )
        #expect(try await SignIn(office: office)(form, from: ClientAddress("192.0.2.1")).wantsTOTP)
        let shown = try run(as: "auditor", ["users", "show", "clerk@body.example.jp"])
        #expect(shown.output.contains("password set") && shown.output.contains("one-time codes not set up"))
        let reset = try run(as: "administrator", ["users", "password", "reset", "clerk@body.example.jp"])
        #expect(reset.output.contains("gets a link by mail"))
        #expect(
            try run(as: "administrator", ["users", "remove-codes", "clerk@body.example.jp"]).status == 65
        )
        let disable = ["users", "disable", "clerk@body.example.jp", "--reason", "退職"]
        #expect(try run(as: "administrator", disable).output.contains("is disabled"))
        #expect(try run(as: "administrator", disable).status == 65)
        let listed = try run(as: "auditor", ["users", "list", "--role", "clerk"])
        #expect(listed.output.contains("disabled"))
        #expect(try run(as: "administrator", ["users", "enable", "clerk@body.example.jp"]).status == 0)
    }

    @Test("limit tokens to scopes, list them, and list who did what")
    func tokens() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let issue = ["tokens", "issue", "clerk@body.example.jp", "--role", "clerk", "--label", "連携"]
        #expect(try run(as: "administrator", issue + ["--scope", "money:steal"]).status == 64)
        #expect(try run(as: "administrator", issue + ["--days", "0"]).status == 65)
        let issued = try run(
            as: "administrator",
            issue + ["--scope", "lectures:write", "--scope", "audit:read"]
        )
        let token = try #require(issued.output.firstMatch(of: /tok-\d+/)).output
        let listed = try run(as: "auditor", ["tokens", "list", "--of", "clerk@body.example.jp"])
        #expect(listed.output.contains("\(token)") && listed.output.contains("audit:read lectures:write"))
        #expect(listed.output.contains("never used") && !listed.output.contains("kdn_"))
        #expect(try run(as: "clerk", ["tokens", "list"]).status == 77)
        let events = try run(
            as: "auditor",
            ["audit", "list", "--action", "token", "--by", "administrator@body.example.jp"]
        )
        #expect(events.output.contains("token.issued  \(token)"))
        #expect(try run(as: "auditor", ["audit", "list", "--subject", "tok-99"]).output == "None.\n")
        #expect(try run(as: "coordinator", ["audit", "list"]).status == 77)
    }

    @Test("find the seal that was printed in the record, and say if it is not there")
    func seals() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        _ = try await SealAudit(office: run.database.office)()
        let verified = try run(as: "auditor", ["audit", "verify"])
        let newest = try #require(verified.output.firstMatch(of: /The newest is ([0-9a-f]{64})\./)).output.1
        let verify = ["audit", "verify", "--seal"]
        let found = try run(as: "auditor", verify + [String(newest)])
        #expect(found.status == 0 && found.output.contains("is number"), "\(found.errors)")
        #expect(try run(as: "auditor", verify + [String(repeating: "a", count: 64)]).status == 65)
        let wrong = try run(as: "auditor", verify + ["abc"])
        #expect(wrong.status == 65 && wrong.errors.contains("64"))
    }
}
