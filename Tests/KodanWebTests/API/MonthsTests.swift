import Foundation
import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("Months over HTTP", .database)
struct MonthsTests {
    /// Two presenters with three lectures between them, prepared, approved and closed.
    private func closedMonth(_ world: World) async throws -> Office {
        let scene = try await MoneyScene()
        let one = try await scene.presenter()
        let two = try await scene.presenter(rank: "flat_5000")
        _ = try await scene.lecture(
            by: one.presenter,
            on: day("2026-06-10"),
            travel: [.cash(1200), .ticket(8000)]
        )
        _ = try await scene.lecture(by: one.presenter, on: day("2026-06-17"))
        _ = try await scene.lecture(by: two.presenter, on: day("2026-06-24"))
        let office = world.database.office(at: moment("2026-07-01T10:00:00+09:00"))
        let staff = world.database.staff
        let month = try #require(YearMonth("2026-07"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-06-30"), as: staff.accountant)
        _ = try await PreparePayments(office: office)(month, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(month, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(month), as: staff.approver)
        _ = try await CloseMonth(office: office)(month, as: staff.approver)
        return office
    }

    @Test("show their totals, payments and honoraria")
    func shown() async throws {
        let world = try await World()
        _ = try await closedMonth(world)
        try await world.serve { browser in
            // 30,000 twice with 1,200 of travel, and 5,000; the bank pays 10.21 % less of each sum.
            let totals = """
                {"payees": 2, "payments": 2, "lines": 3, "gross": 66200, "base": 66200, "tax": 6758, "net": 59442}
                """
            let month = """
                {"month": "2026-07", "state": "closed", "pay_on": "2026-07-24",
                 "closed_at": "2026-07-01T10:00:00+09:00", "unapproved": 0, "totals": \(totals)}
                """
            let listed = try await browser.get("/v1/months", as: .staff(.approver))
            #expect(try listed.json == JSON(#"{"items": [\#(month)]}"#))
            let first = try await browser.get("/v1/months/2026-07?limit=1", as: .staff(.accountant))
            #expect(try first.json["month"] == JSON(month))
            let payment = """
                {"id": "pmt-1", "state": "closed", "payee": "pye-1", "payee_name": "講 太郎", "pay_on": "2026-07-24",
                 "lines": 2, "gross": 61200, "tax": 6248, "net": 54952}
                """
            #expect(try first.json["items"] == JSON("[\(payment)]"))
            #expect(try first.json["next"] == .string("pmt-1"))
            let honoraria = try await browser.get(
                "/v1/months/2026-07/honoraria?after=hon-2",
                as: .staff(.auditor)
            )
            let expected = """
                {"items": [{"id": "hon-3", "payment": "pmt-2", "payee": "pye-2", "payee_name": "講 太郎",
                  "assignment": "asg-3", "lecture_on": "2026-06-24", "programme": "regional_dispatched",
                  "billed_minutes": 90, "fee": 5000, "travel_to_presenter": 0, "travel_directly": 0,
                  "gross": 5000, "tax": 510, "net": 4490}]}
                """
            #expect(try honoraria.json == JSON(expected))
        }
    }

    @Test("give the list as the exporter writes it, by path or by type", arguments: [true, false])
    func list(byPath: Bool) async throws {
        let world = try await World()
        let office = try await closedMonth(world)
        let folder = FileManager.default.temporaryDirectory.path + "/kodan-web-\(byPath)-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let month = try #require(YearMonth("2026-07"))
        let written = try await ExportHonorariumList(office: office)(
            month,
            to: folder,
            as: world.database.staff.accountant
        )
        let bytes = try #require(FileManager.default.contents(atPath: written.path))
        try await world.serve(.live) { browser in
            let answer = try await browser.get(
                "/v1/months/2026-07/honoraria\(byPath ? ".csv" : "")",
                as: .staff(.auditor),
                accept: byPath ? nil : "text/csv"
            )
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(answer.headers[.contentDisposition] == #"attachment; filename="honoraria-2026-07.csv""#)
            #expect(answer.headers[.contentLength] == String(bytes.count))
            #expect(Array(answer.text.utf8) == Array(bytes))
        }
    }

    @Test(
        "are money's own: others are refused",
        arguments: ["", "/2026-07", "/2026-07/honoraria", "/2026-07/honoraria.csv"],
        [World.Asker.host, .presenter, .staff(.coordinator), .staff(.clerk), .staff(.administrator)]
    )
    func refused(path: String, asker: World.Asker) async throws {
        let world = try await World()
        try await world.serve { browser in
            let answer = try await browser.get("/v1/months\(path)", as: asker)
            #expect(answer.status == 403)
            #expect(answer.problem == "not_permitted")
        }
    }

    @Test("that were never opened are not found", arguments: ["2026-07", "2026-13", "July"])
    func unknown(month: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            for path in ["", "/honoraria", "/honoraria.csv"] {
                let answer = try await browser.get("/v1/months/\(month)\(path)", as: .staff(.accountant))
                #expect(answer.status == 404)
            }
        }
    }
}
