import Foundation
import KodanDomain
import KodanTestSupport
import Postgres
import PostgresCluster
import Testing

@testable import KodanDemo

@Suite("The demo")
struct DemoTests {
    @Test("has a server of its own, which stops when somebody asks and keeps what is in it")
    func stopped() throws {
        var settings = DemoSettings(checkout: Checkout.root)
        settings.cluster = "/tmp/kodan-demo-\(UUID())"
        let cluster = settings.privateCluster
        defer { try? cluster.destroy() }
        try settings.stopServer()
        try cluster.start()
        try settings.stopServer()
        #expect(!cluster.isRunning)
        #expect(FileManager.default.fileExists(atPath: cluster.folder))
    }

    @Test("accounts for every request, agrees with the ledger, and tells the same year again to the byte")
    func twoMonths() async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("kodan-demo-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        let cluster = try EphemeralCluster()
        var settings = DemoSettings(checkout: Checkout.root)
        settings.folder = root
        settings.months = 2
        let lines = Lines()
        let demo = Demo(settings: settings, tools: .chance, server: .lent(cluster)) { lines.add($0) }

        let first = try await demo.run()
        #expect(first.report.months.map(\.month.description) == ["2026-05", "2026-06"])
        #expect(first.report.months.map(\.agrees) == [true, true])
        #expect(first.report.requests(.open) == 0)
        #expect(first.report.requests(.held) > 15)
        try await expectLedger(first)
        try await expectArrangements(first)
        try await expectEvents(first)
        let files = try contents(of: first.outFolder)
        let kinds = ["honoraria", "journal", "tax-slip", "transfer"]
        #expect(
            files.keys.sorted().map { String($0.prefix { $0 != "2" }.dropLast()) }
                == kinds.flatMap { [$0, $0] }
        )
        let notices = try contents(of: first.outFolder + "/notices")
        #expect(notices.count == first.report.months.reduce(0) { $0 + $1.ledger.payments })
        #expect(Set(first.tokens.map(\.role)).count == 8)

        // A file that somebody deleted is made again, the same.
        try FileManager.default.removeItem(atPath: first.outFolder + "/transfer-2026-05.txt")
        lines.clear()
        let again = try await demo.run()
        #expect(lines.all.contains { $0.contains("shown again") })
        #expect(again.report.months == first.report.months)
        #expect(again.tokens == first.tokens)
        let againFiles = try contents(of: again.outFolder)
        #expect(againFiles == files)

        // Without the keys, which are written last, the year counts as broken off.
        try FileManager.default.removeItem(atPath: first.keysFile)
        lines.clear()
        let anew = try await demo.run()
        #expect(lines.all.contains { $0.contains("begun anew") })
        let anewFiles = try contents(of: anew.outFolder)
        #expect(anewFiles == files)
        #expect(anew.report.year == first.report.year)
        #expect(anew.tokens != first.tokens)
    }

    /// Requests of the year say what hosts arrange, each kind of arrangement some of them.
    private func expectArrangements(_ result: DemoResult) async throws {
        let owner = try await Connection.open(ConnectionOptions(url: result.ownerURL))
        let told: [Int] = try await owner.transaction { session in
            try session.one(
                """
                SELECT count(contact_department)::integer AS departments, count(deputy_name)::integer AS deputies,
                       count(nearest_station)::integer AS stations,
                       count(*) FILTER (WHERE flexibility <> 'fixed')::integer AS flexible,
                       count(*) FILTER (WHERE parking <> 'unknown')::integer AS parking,
                       count(*) FILTER (WHERE recording <> 'none')::integer AS recorded, count(*)::integer AS requests
                  FROM lecture_request
                """
            ) { row throws(PostgresError) in
                [
                    try row.value("departments"), try row.value("deputies"), try row.value("stations"),
                    try row.value("flexible"), try row.value("parking"), try row.value("recorded"),
                    try row.value("requests"),
                ]
            }
        }
        await owner.close()
        let requests = try #require(told.last)
        for some in told.dropLast() { #expect(0 < some && some < requests, "\(told)") }
    }

    /// The body's own seminars and conferences are scheduled on working days, as many as the founding document has.
    private func expectEvents(_ result: DemoResult) async throws {
        let owner = try await Connection.open(ConnectionOptions(url: result.ownerURL))
        let told: [[Int]] = try await owner.transaction { session in
            try session.rows(
                """
                SELECT count(*)::integer AS events, sum(event.capacity)::integer AS seats,
                       count(*) FILTER (WHERE extract(isodow FROM event.held_on) > 5)::integer AS at_weekends
                  FROM programme_event AS event
                  JOIN programme ON programme.id = event.programme_id
                 WHERE event.held_on BETWEEN DATE '2026-04-01' AND DATE '2027-03-31'
                 GROUP BY programme.code
                 ORDER BY programme.code
                """
            ) { row throws(PostgresError) in
                [try row.value("events"), try row.value("seats"), try row.value("at_weekends")]
            }
        }
        await owner.close()
        #expect(told == [[8, 400, 0], [13, 1_000, 0]])
    }

    /// Recomputes each month's totals from honoraria and their lines alone.
    private func expectLedger(_ result: DemoResult) async throws {
        let owner = try await Connection.open(ConnectionOptions(url: result.ownerURL))
        for month in result.report.months {
            let day = month.month.first.description
            let sums: [Int64] = try await owner.transaction { session in
                try session.one(
                    """
                    SELECT count(DISTINCT honorarium.payee_id) AS payees, count(DISTINCT line.payment_id) AS payments,
                           count(*) AS lines, sum(honorarium.fee + honorarium.travel_to_presenter)::bigint AS gross,
                           sum(line.tax_share)::bigint AS tax
                      FROM payment_line AS line
                      JOIN payment ON payment.id = line.payment_id
                      JOIN honorarium ON honorarium.id = line.honorarium_id
                     WHERE payment.month = \(day)::date
                    """
                ) { row throws(PostgresError) in
                    [
                        try row.value("payees"), try row.value("payments"), try row.value("lines"),
                        try row.value("gross"), try row.value("tax"),
                    ]
                }
            }
            let list = month.list
            #expect(
                sums == [
                    Int64(list.payees), Int64(list.payments), Int64(list.lines), list.gross.amount,
                    list.tax.amount,
                ]
            )
            #expect(month.transferred.amount == sums[3] - sums[4])
            #expect(month.transfers == Int(sums[1]))
        }
        await owner.close()
    }

    private func contents(of folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            files[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
        return files
    }
}
