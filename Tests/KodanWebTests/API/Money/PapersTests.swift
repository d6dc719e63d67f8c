import Foundation
import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Papers over HTTP", .database)
struct PapersTests {
    /// What a use case writes into a folder of this test, by its path.
    private func written(_ write: (String) async throws -> String) async throws -> [UInt8] {
        try await withFolder { folder in
            let path = try await write(folder)
            return Array(try #require(FileManager.default.contents(atPath: path)))
        }
    }

    @Test("give the list in each form as the exporter writes it", arguments: HonorariumListFile.allCases)
    func list(form: HonorariumListFile) async throws {
        let money = try await MoneyWorld()
        try await money.world.serve(.live) { browser in
            try await money.closed(browser)
            let month = try #require(YearMonth("2026-07"))
            let bytes = try await written { folder in
                try await ExportHonorariumList(office: money.world.office)(
                    month,
                    form,
                    to: folder,
                    as: money.world.database.staff.accountant
                ).path
            }
            let list = try await browser.download(
                "/v1/months/2026-07/honorarium-list?format=\(form.rawValue)",
                as: .staff(.auditor)
            )
            #expect(list.answer.status == 200)
            #expect(list.bytes == bytes)
            #expect(list.answer.headers[.contentLength] == String(bytes.count))
            let name = form == .cp932 ? "honoraria-2026-07.cp932.csv" : "honoraria-2026-07.\(form.rawValue)"
            let disposition = list.answer.headers[.contentDisposition]
            #expect(disposition?.hasPrefix("attachment; filename=\"\(name)\";") == true)
        }
    }

    @Test(
        "give the list in the form that Accept likes best",
        arguments: [
            ("application/json", "application/json; charset=utf-8"),
            ("text/html, */*", "text/csv; charset=utf-8"),
            ("text/csv;q=0.9, application/json", "application/json; charset=utf-8"),
            ("application/json;q=0, text/csv", "text/csv; charset=utf-8"),
            ("application/json, text/csv", "application/json; charset=utf-8"),
        ]
    )
    func accept(accept: String, type: String) async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let answer = try await browser.get(
                "/v1/months/2026-07/honorarium-list",
                as: .staff(.approver),
                accept: accept
            )
            #expect(answer.headers[.contentType] == type)
        }
    }

    @Test("of an open month are refused, and of an unknown form")
    func refused() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            for path in ["honorarium-list", "journal"] {
                let answer = try await browser.get("/v1/months/2026-07/\(path)", as: .staff(.accountant))
                #expect(answer.status == 409 && answer.problem == "month_open", "\(path)")
            }
            let form = try await browser.get(
                "/v1/months/2026-07/honorarium-list?format=pdf",
                as: .staff(.accountant)
            )
            #expect(form.status == 400 && form.errors == ["format wrong_value"])
            let ahead = try await browser.get("/v1/months/2026-12/tax-slip", as: .staff(.auditor))
            #expect(ahead.status == 422 && ahead.problem == "day_ahead")
            #expect(ahead.errors == ["month day_ahead"], "\(ahead.text)")
            for path in ["/v1/fiscal-years/2026/accrued", "/v1/fiscal-years/26/accrued"] {
                let answer = try await browser.get(path, as: .staff(.accountant))
                #expect(answer.status == (path.contains("2026") ? 422 : 404))
                #expect(answer.errors == (path.contains("2026") ? ["year day_ahead"] : []), "\(answer.text)")
            }
        }
    }

    @Test("are read by all of accounting, and every file that leaves the house is recorded")
    func readers() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let files = [
                "/v1/months/2026-07/journal", "/v1/months/2026-07/tax-slip/file",
                "/v1/months/2026-07/honorarium-list",
            ]
            for path in files {
                for role in [Role.approver, .auditor] {
                    let file = try await browser.get(path, as: .staff(role))
                    #expect(file.status == 200, "\(path): \(file.text)")
                }
                #expect(try await browser.get(path, as: .staff(.clerk)).status == 403)
            }
            #expect(try await money.world.count("export_run") == 6)
            #expect(try await money.world.count("audit_event WHERE role = 'auditor'") == 3)
        }
    }

    @Test("leave no trace where only the header is asked for")
    func looks() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        try await money.world.serve { browser in
            try await money.closed(browser)
            let before = try await money.world.count("audit_event")
            let files = [
                "/v1/months/2026-07/journal", "/v1/months/2026-07/tax-slip/file", "/v1/transactions/file",
                "/v1/months/2026-07/honorarium-list?format=json",
            ]
            for path in files {
                let look = try await browser.send(.head, path, as: .staff(.accountant))
                #expect(look.status == 200 && look.text.isEmpty, "\(path)")
                #expect(look.headers[.reprDigest] != nil, "\(path)")
            }
            #expect(try await money.world.count("export_run") == 0)
            #expect(try await money.world.count("audit_event") == before)
        }
    }

    @Test("give list, journal and tax slip with the digest that is recorded")
    func journal() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        try await money.world.serve { browser in
            try await money.closed(browser)
            for (path, kind) in [
                ("journal", "journal"), ("tax-slip/file", "tax_slip"), ("honorarium-list", "honorarium_list"),
                ("honorarium-list?format=xlsx", "honorarium_list_xlsx"),
            ] {
                let file = try await browser.download("/v1/months/2026-07/\(path)", as: .staff(.accountant))
                try #require(file.answer.status == 200, "\(file.answer.text)")
                let listed = try await browser.get("/v1/exports?kind=\(kind)", as: .staff(.auditor))
                let sha256 = try #require(try listed.json["items"]?.elements.last?["sha256"]?.text)
                #expect(ContentDigest.sha256(of: file.bytes).hexadecimal == sha256)
                let base64 = Data(ContentDigest.sha256(of: file.bytes)).base64EncodedString()
                #expect(file.answer.headers[.reprDigest] == "sha-256=:\(base64):")
            }
            let slip = try await browser.get("/v1/months/2026-07/tax-slip", as: .staff(.auditor))
            let nothing = #"{"payees": 0, "paid": 0, "tax": 0, "excess": 0, "overpaid": 0}"#
            let expected = """
                {"month": "2026-07", "due_on": "2026-08-10", "residents": \(nothing), "nonresidents": \(nothing),
                 "waiting": 2}
                """
            #expect(try slip.json == JSON(expected))
            #expect(try await money.world.count("export_run") == 4)
        }
    }
}
