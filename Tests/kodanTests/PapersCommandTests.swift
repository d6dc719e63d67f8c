import Foundation
import Glibc
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Papers at the command line", .database)
struct PapersCommandTests {
    private let database = TestDatabase.current
    private static let june = YearMonth(containing: day("2026-06-01"))

    /// A closed June of one payee: 30,000 and 12,340 of travel.
    private func closed() async throws {
        let scene = try await MoneyScene()
        try await scene.addTaxTables()
        try await database.owner.transaction { session in
            try session.script("UPDATE organization SET name = '𠮷田商工会議所'")
        }
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-05-10"), travel: [.cash(12_340)])
        let office = database.office(at: moment("2026-06-10T10:00:00+09:00"))
        let (june, staff) = (PapersCommandTests.june, database.staff)
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-05-31"), as: .system)
        _ = try await PreparePayments(office: office)(june, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(june, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(june), as: staff.approver)
        _ = try await SealAudit(office: office)()
        _ = try await CloseMonth(office: office)(june, as: staff.approver)
    }

    @Test("begin with the month's seal, and with the role that is wanted where it is not held")
    func sealed() async throws {
        try await closed()
        let kodan = try OfficeRun(now: moment("2026-06-10T10:00:00+09:00"))
        defer { kodan.end() }
        let june = try await ReadMonth(office: database.office)(
            PapersCommandTests.june,
            as: database.staff.auditor
        ).month
        let seal = try #require(june.auditSeal)
        let months = try kodan(as: "accountant", ["honoraria", "months"])
        #expect(months.output.contains("2026-06  closed ") && months.errors.isEmpty, "\(months.errors)")
        #expect(months.output.contains("  audit seal \(seal.hexadecimal)\n"))
        let clerk = try kodan(as: "clerk", ["honoraria", "months"])
        #expect(clerk.status == 77 && clerk.output.isEmpty)
        #expect(clerk.errors.contains("role of accountant, which clerk@body.example.jp does not hold"))
        #expect(!clerk.errors.contains("signed in"))
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test("are written where they are asked for, in every form")
    func writes() async throws {
        try await closed()
        let kodan = try OfficeRun(now: moment("2026-06-10T10:00:00+09:00"))
        defer { kodan.end() }
        let folder = kodan.folder
        let export = ["honoraria", "export", "2026-06", "--to", folder]
        let list = try kodan(
            as: "accountant",
            export + ["--format", "json", "--format", "xlsx", "--encoding", "cp932"]
        )
        #expect(list.status == 0, "\(list.errors)")
        #expect(
            try files(folder) == [
                "honoraria-2026-06.cp932.csv", "honoraria-2026-06.csv", "honoraria-2026-06.json",
                "honoraria-2026-06.xlsx", "transfer-2026-06.txt",
            ]
        )
        #expect(list.errors.contains("characters that CP932 does not have: 1"))
        #expect(list.errors.contains("row 2, 開催団体: 𠮷 (U+20BB7) written as 〓"))
        let plain = try kodan(as: "accountant", export)
        #expect((plain.status, plain.errors) == (0, ""))

        let notices = try kodan(as: "accountant", ["honoraria", "notices", "2026-06", "--to", folder])
        #expect(notices.output.contains("1 issued, to be answered by "))
        #expect(notices.output.contains(" (1 told by mail, 0 to be handed over); 0 made again."))
        let again = try kodan(as: "accountant", ["honoraria", "notices", "2026-06", "--to", folder])
        #expect(again.output.contains("0 issued; 1 made again."))
        let journal = try kodan(as: "accountant", ["honoraria", "journal", "2026-06", "--to", folder])
        #expect(journal.output == "\(folder)/journal-2026-06.csv\n")
        let slip = try kodan(as: "accountant", ["honoraria", "slip", "2026-06", "--to", folder])
        #expect(slip.output.contains("paid in 2026-06, due on 2026-07-10:"))
        #expect(slip.output.contains("Not in it: 1 payment of 2026-06"))
        #expect(try files(folder).count == 8)
    }

    @Test("are answered for a payee and replaced after an objection")
    func answers() async throws {
        try await closed()
        let kodan = try OfficeRun()
        defer { kodan.end() }
        let folder = kodan.folder
        func notice(_ words: [String]) throws -> CommandRun {
            try kodan(as: "accountant", ["honoraria", "notice"] + words)
        }
        _ = try kodan(as: "accountant", ["honoraria", "notices", "2026-06", "--to", folder])
        #expect(try notice(["replace", "ntc-1", "--to", folder]).status == EX_DATAERR)
        #expect(
            try notice(["object", "ntc-1", "--text", "氏名が違う"]).output == "The objection to ntc-1 is noted.\n"
        )
        #expect(try notice(["confirm", "ntc-1"]).status == EX_DATAERR)
        let replaced = try notice(["replace", "ntc-1", "--to", folder])
        #expect(replaced.output.contains("notice-2026-06-pmt-1-ntc-"))
        #expect(replaced.output.contains("replaces ntc-1"))
        let list = try notice(["list", "2026-06"])
        #expect(list.output.split(separator: "\n").count == 2)
        #expect(list.output.contains("氏名が違う") && list.output.contains("told by mail"))
        let auditor = try kodan(as: "auditor", ["honoraria", "notice", "list"])
        #expect(auditor.output == list.output)
    }

    @Test("of an unknown form or month are refused")
    func refusals() async throws {
        try await closed()
        let kodan = try OfficeRun()
        defer { kodan.end() }
        for (words, status) in [
            (["export", "2026-06", "--format", "pdf"], EX_USAGE), (["export", "2026-07"], EX_DATAERR),
            (["notices", "2026-07"], EX_DATAERR), (["journal", "2026-07"], EX_DATAERR),
            (["slip", "2026-13"], EX_USAGE), (["notice", "confirm", "pmt-1"], EX_USAGE),
        ] {
            let run = try kodan(as: "accountant", ["honoraria"] + words)
            #expect(run.status == status, "\(words): \(run.errors)")
        }
        let coordinator = try kodan(as: "coordinator", ["honoraria", "journal", "2026-06"])
        #expect(coordinator.status == EX_NOPERM)
        // Where no folder is named it is that of the settings, which is made.
        #expect(FileManager.default.fileExists(atPath: kodan.folder + "/data"))
    }

    /// The process waits for a table that the test holds: its file is written and not in its place.
    @Test(
        "leave no file and no row when the process is killed before the file is in its place",
        arguments: [["export"], ["export", "--format", "xlsx"], ["notices"], ["journal"], ["slip"]]
    )
    func killed(words: [String]) async throws {
        try await closed()
        let kodan = try OfficeRun(now: moment("2026-06-10T10:00:00+09:00"))
        defer { kodan.end() }
        let arguments = ["honoraria", words[0], "2026-06"] + words.dropFirst() + ["--to", kodan.folder]
        try await database.owner.transaction { session in
            try session.script("LOCK TABLE export_run, payment_notice IN SHARE MODE")
            let child = try StartedCommand(
                arguments + ["--as", "accountant@body.example.jp"],
                kodan.settings
            )
            defer { child.kill() }
            var isWaiting = false
            for _ in 0..<600 where !isWaiting {
                usleep(50_000)
                isWaiting = try session.value(
                    "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND database = "
                        + "(SELECT oid FROM pg_database WHERE datname = current_database()))"
                )
            }
            #expect(isWaiting)
            let partial = try FileManager.default.contentsOfDirectory(atPath: kodan.folder)
            #expect(partial.contains { $0.hasSuffix(".partial") })
        }
        #expect(try files(kodan.folder) == [])
        let rows: [Int] = try await database.owner.transaction { session in
            try session.one(
                "SELECT ARRAY[(SELECT count(*) FROM export_run), (SELECT count(*) FROM payment_notice)] AS counts"
            ) { row throws(PostgresError) in try row.value("counts") }
        }
        #expect(rows == [0, 0])
        let retry = try kodan(as: "accountant", arguments)
        #expect(retry.status == 0, "\(retry.errors)")
        #expect(try !files(kodan.folder).isEmpty)
    }
}

/// A run of the built executable that has not ended.
private struct StartedCommand {
    private let child: pid_t

    init(_ arguments: [String], _ environment: [String: String]) throws {
        let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("kodan").path
        var words = ([binary] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + settings { free(word) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var child = pid_t()
        guard posix_spawn(&child, binary, &actions, nil, &words, &settings) == 0 else {
            throw CocoaError(.executableNotLoadable)
        }
        self.child = child
    }

    /// Kills it and waits for its end.
    func kill() {
        Glibc.kill(child, SIGKILL)
        var ending: Int32 = 0
        while waitpid(child, &ending, 0) < 0, errno == EINTR {}
    }
}
