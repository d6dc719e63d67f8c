import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("People at the command line", .database)
struct PeopleCommandTests {
    private static let presenters = """
        family_name,given_name,family_kana,given_kana,email,phone,postal_code,municipality_code,address,topics,\
        unavailable,legal_status,residency,bank_code,branch_code,deposit_type,account_number,account_holder
        講壇,花子,コウダン,ハナコ,hanako@example.jp,09000000001,1020074,13101,九段南1,phishing:2,\
        2027-01-01/2027-01-03,個人,居住者,9991,001,1,1234567,コウダン ハナコ
        見本,太郎,ミホン,タロウ,taro@example.jp,09000000002,2310005,14104,本町1,phishing:1,,個人,居住者,9991,001,1,7654321,ミホン タロウ
        """

    @Test("go from a file to an account that can be paid, by ids that the commands print")
    func accounts() async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let file = try run.file("presenters.csv", Self.presenters)
        let imported = try run(as: "coordinator", ["import", "presenters", file])
        #expect(imported.errors.isEmpty)
        let words = imported.output.split(whereSeparator: \.isWhitespace).map(String.init)
        let first = try #require(words.first { $0.hasPrefix("pre-") })
        #expect(imported.output.contains("2 registered: \(first) to pre-"))

        let listed = try run(as: "coordinator", ["presenters", "list", "--prefecture", "13"])
        #expect(listed.output.contains(first) && !listed.output.contains("taro@example.jp"))
        let shown = try run(as: "clerk", ["presenters", "show", first])
        #expect(shown.output.contains("unavailable: 2027-01-01/2027-01-03"))

        let waiting = try run(as: "coordinator", ["payees", "list", "--waiting", "--name", "花子"])
        let account = try #require(waiting.output.firstMatch(of: /acc-\d+/)).output
        let payee = try #require(waiting.output.firstMatch(of: /pye-\d+/)).output
        let own = try run(as: "coordinator", ["payees", "confirm-account", String(account)])
        #expect(own.status == 65 && own.errors.split(separator: "\n").count == 1)
        let confirmed = try run(as: "second-coordinator", ["payees", "confirm-account", String(account)])
        #expect(confirmed.output == "\(account) is confirmed.\n")

        let changed = try run(
            as: "accountant",
            [
                "payees", "change-account", String(payee), "--bank", "9992", "--branch", "002", "--type", "1",
                "--holder", "コウダン ハナコ",
            ],
            input: "2223334\n"
        )
        #expect(changed.output.contains("ends in 334") && changed.errors.isEmpty)
        let both = try run(as: "approver", ["payees", "show", String(payee)])
        #expect(both.output.contains("…567") && both.output.contains("…334"))
        #expect(both.output.contains("9992-002") && both.output.contains("waits for a confirmation"))
        let hidden = try run(as: "coordinator", ["payees", "show", String(payee)])
        #expect(!hidden.output.contains(/999\d-\d{3}/) && !hidden.output.contains("…"))
        let outputs = [waiting, confirmed, changed, both, hidden].map { $0.output + $0.errors }
        #expect(!outputs.contains { $0.contains("1234567") || $0.contains("2223334") })
    }

    @Test("are added by nobody only as long as there is no administrator, and the sentence names --as")
    func nobodyActs() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let here = ["KODAN_WORKER_URL": run.settings["DATABASE_URL", default: ""]]
        let added = try CommandRun(
            ["users", "add", "second@example.jp", "--name", "見本", "--role", "administrator"],
            environment: run.settings.merging(here) { $1 }
        )
        #expect(added.status == 77 && added.output.isEmpty)
        #expect(added.errors == "kodan: There is an administrator already: name who adds people with --as.\n")
    }

    @Test("refuse an account number that is none, and one that is not there", arguments: ["12345678\n", ""])
    func number(input: String) async throws {
        let run = try OfficeRun()
        defer { run.end() }
        let refused = try run(
            as: "accountant",
            [
                "payees", "change-account", "pye-1", "--bank", "9991", "--branch", "001", "--type", "1",
                "--holder", "コウダン ハナコ",
            ],
            input: input
        )
        #expect(refused.status == 65 && refused.output.isEmpty)
        #expect(refused.errors.split(separator: "\n").count == 1)
        #expect(!refused.errors.contains("12345678"))
    }

    @Test("who came without a payee get one, for which an account is asked then")
    func payee() async throws {
        let database = TestDatabase.current
        let (presenter, _) = try await database.makePresenter(Sample.presenter(1))
        let run = try OfficeRun()
        defer { run.end() }
        func add(
            as name: String = "accountant",
            for presenter: String = "\(presenter)",
            status: String = "individual",
            name payee: String = "講壇 花子",
            postalCode: String = "102-0074"
        ) throws -> CommandRun {
            try run(
                as: name,
                [
                    "payees", "add", presenter, "--legal-status", status, "--residency", "resident",
                    "--name", payee, "--postal-code", postalCode, "--address", "九段南1-2-1",
                ]
            )
        }
        for (refused, status) in [
            (try add(as: "clerk"), 77), (try add(for: "pre-99"), 65), (try add(postalCode: "102"), 65),
            (try add(name: ""), 65), (try add(name: String(repeating: "長", count: 101)), 65),
            (try add(status: "union"), 64), (try add(for: "pye-1"), 64),
        ] as [(CommandRun, Int32)] {
            #expect(refused.status == status && refused.output.isEmpty, "\(refused.errors)")
            if status != 64 { #expect(refused.errors.split(separator: "\n").count == 1) }
        }
        #expect(try run(as: "accountant", ["payees", "list"]).output == "None.\n")

        let added = try add()
        let payee = try #require(added.output.firstMatch(of: /^pye-\d+/)).output
        #expect(added.errors.isEmpty && added.output.contains("\(presenter)"))
        let again = try add(as: "coordinator")
        #expect(again.status == 65 && again.errors.contains("\(presenter)"))
        let account = ["--bank", "9991", "--branch", "001", "--type", "1", "--holder", "税理士法人コウダン"]
        let asked = try run(
            as: "accountant",
            ["payees", "change-account", String(payee)] + account,
            input: "1234567\n"
        )
        #expect(asked.errors.isEmpty)
        let shown = try run(as: "auditor", ["payees", "show", String(payee)]).output
        for part in ["講壇 花子", "individual, resident", "1020074 九段南1-2-1", "\(presenter)", "waiting: acc-"] {
            #expect(shown.contains(part), "\(part)")
        }
        let seen = try run(as: "accountant", ["payees", "show", String(payee)]).output
        #expect(seen.contains("9991-001") && seen.contains("ｾﾞｲ)ｺｳﾀﾞﾝ"), "\(seen)")
    }

    @Test("act for organizations, hand over, and lose their roles")
    func hosts() async throws {
        let database = TestDatabase.current
        let organization = try await RegisterOrganizations(office: database.office)(
            [Sample.organization(1)],
            as: database.staff.coordinator
        )[0]
        let run = try OfficeRun()
        defer { run.end() }
        let member = [
            "users", "member", "ana@example.jp", "--name", "穴吹", "--organization", "\(organization)",
        ]
        #expect(try run(as: "coordinator", member).output.contains("acts for \(organization)"))
        #expect(try run(as: "administrator", member).status == 65)
        let own = try run(as: "ana@example.jp", ["organizations", "list"])
        #expect(own.output.contains("\(organization)"))
        let handed = try run(
            as: "ana@example.jp",
            [
                "organizations", "handover", "\(organization)", "--from", "ana@example.jp", "--to",
                "ben@example.jp",
                "--name", "弁",
            ]
        )
        #expect(handed.errors.isEmpty)
        let members = try run(as: "clerk", ["organizations", "members", "\(organization)"]).output
        #expect(members.contains("ana@example.jp") && members.contains("ben@example.jp"))

        let users = try run(as: "auditor", ["users", "list", "--role", "host"]).output
        #expect(users.split(separator: "\n").count == 2)
        let grant = ["users", "grant", "ben@example.jp", "--role", "coordinator", "--prefecture", "13"]
        #expect(try run(as: "administrator", grant).errors.isEmpty)
        #expect(try run(as: "administrator", grant).status == 65)
        let revoke = ["users", "revoke", "ben@example.jp", "--role", "host"]
        #expect(try run(as: "clerk", revoke).status == 77)
        #expect(try run(as: "administrator", revoke).errors.isEmpty)
        #expect(
            try run(as: "auditor", ["users", "list", "--role", "host"]).output.contains("ana@example.jp")
        )
        #expect(
            try !run(as: "auditor", ["users", "list", "--role", "host"]).output.contains("ben@example.jp")
        )
    }

    @Test("lose their names when nothing needs them")
    func anonymized() async throws {
        let database = TestDatabase.current
        let (id, _) = try await database.makePresenter(Sample.presenter(1))
        let run = try OfficeRun()
        defer { run.end() }
        let anonymize = ["persons", "anonymize", "\(id)", "--reason", "本人の希望"]
        let early = try run(as: "administrator", anonymize)
        #expect(early.status == 65 && early.errors.contains("\(id)") && early.output.isEmpty)
        #expect(
            try run(as: "coordinator", ["presenters", "status", "\(id)", "retired", "--reason", "退任"]).status
                == 0
        )
        #expect(try run(as: "auditor", ["persons", "due"]).output == "None.\n")
        let due = try run(as: "auditor", ["persons", "due", "--on", "2099-04-01"]).output
        #expect(due.contains("\(id)\n"))
        #expect(try run(as: "coordinator", anonymize).status == 77)
        #expect(try run(as: "administrator", anonymize).output.contains("\(id) was anonymized.\n"))
        #expect(try run(as: "administrator", anonymize).status == 65)
        #expect(
            try run(as: "administrator", ["persons", "anonymize", "org-1", "--reason", "x"]).status == 64
        )
        #expect(try run(as: "auditor", ["presenters", "show", "\(id)"]).output.contains("匿名 講師"))
    }

    @Test("change status, days off and whom they do not go to")
    func presenters() async throws {
        let database = TestDatabase.current
        let (id, _) = try await database.makePresenter(Sample.presenter(1))
        let (organization, _) = try await database.makeOrganization(Sample.organization(1))
        let run = try OfficeRun()
        defer { run.end() }
        let days = ["presenters", "blackout", "\(id)", "2027-01-01/2027-01-03", "2027-01-04"]
        #expect(try run(as: "presenter1@example.jp", days).errors.isEmpty)
        #expect(try run(as: "coordinator", ["presenters", "blackout", "\(id)"]).status == 64)
        #expect(try run(as: "coordinator", ["presenters", "blackout", "\(id)", "someday"]).status == 64)
        let exclude = [
            "presenters", "exclude", "\(id)", "--organization", "\(organization)", "--asked-by", "host",
            "--reason",
            "希望",
        ]
        #expect(try run(as: "coordinator", exclude).output.contains("kept apart"))
        #expect(try run(as: "coordinator", exclude).status == 65)
        let shown = try run(as: "coordinator", ["presenters", "show", "\(id)"]).output
        #expect(shown.contains("unavailable: 2027-01-01/2027-01-04"))
        #expect(shown.contains("never with \(organization), asked by the host: 希望"))
        #expect(try run(as: "coordinator", exclude + ["--lift"]).output.contains("may meet again"))
        let suspend = ["presenters", "status", "\(id)", "suspended", "--reason", "休会"]
        #expect(try run(as: "coordinator", suspend).output == "\(id) is suspended.\n")
        #expect(try run(as: "coordinator", suspend).status == 65)
        #expect(try run(as: "clerk", suspend).status == 77)
    }

    @Test("are written as registers that an import reads, for those who keep them")
    func registers() async throws {
        let database = TestDatabase.current
        let (id, _) = try await database.makePresenter(Sample.presenter(1))
        _ = try await database.makeOrganization(Sample.organization(1))
        let run = try OfficeRun()
        defer { run.end() }
        for (kind, key) in [("presenters", "\(id)"), ("organizations", "org-")] {
            let path = "\(run.folder)/\(kind).csv"
            let written = try run(as: "auditor", [kind, "export", path])
            #expect(written.output == "\(path)  1 \(kind.dropLast())\n", "\(written.errors)")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("番号,状態") && text.contains(key))
            // Everybody in it is registered here already, and nothing else stands in the way.
            let again = try run(as: "coordinator", ["import", kind, path, "--dry-run"])
            #expect(again.output.contains("1 row read: 0 good, 0 refused, 1 likely duplicate"))
            #expect(again.output.contains("Columns passed over: 番号"))
            #expect(try run(as: "clerk", [kind, "export", path]).status == 77)
            let nowhere = try run(as: "coordinator", [kind, "export", run.folder + "/none/x.csv"])
            #expect(nowhere.status == 73 && nowhere.output.isEmpty)
            let none = try run(as: "coordinator", [kind, "export", path, "--prefecture", "47"])
            #expect(none.output == "\(path)  0 \(kind)\n")
        }
    }
}
