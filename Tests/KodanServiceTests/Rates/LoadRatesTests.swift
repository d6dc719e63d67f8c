import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Loading the dated rows of the configuration folder", .database)
struct LoadRatesTests {
    private let scene = RateScene()

    /// A copy of the shipped folder in which `file` is changed by `edit`.
    private func load(_ file: String, _ edit: (String) -> String) async throws {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.path + "/kodan-\(UInt64.random(in: 0...UInt64.max))"
        try manager.copyItem(atPath: Checkout.config, toPath: folder)
        defer { try? manager.removeItem(atPath: folder) }
        let path = "\(folder)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(edit(text).utf8).write(to: URL(fileURLWithPath: path))
        try await LoadCatalogue(owner: scene.database.owner, folder: folder)()
    }

    private func all() async throws -> [Rate] {
        try await ReadRates(office: scene.office)(as: scene.administrator)
    }

    @Test("fills every table, and changes nothing when it is done again")
    func twice() async throws {
        let before = try await all()
        for kind in RateKind.allCases { #expect(before.contains { $0.kind == kind }, "\(kind)") }
        try await LoadCatalogue(owner: scene.database.owner, folder: Checkout.config)()
        #expect(try await all() == before)
    }

    @Test("passes over a row that was ended in the database")
    func ended() async throws {
        let car = try #require(try await scene.list(.travel).first { $0.subject == "car_per_km" }?.key)
        try await EndRates(office: scene.office)([car], on: day("2027-03-31"), as: scene.administrator)
        let before = try await all()
        try await LoadCatalogue(owner: scene.database.owner, folder: Checkout.config)()
        #expect(try await all() == before)
    }

    @Test("refuses a row that contradicts one, and loads nothing")
    func conflict() async throws {
        let open = try scene.days("2018-04-01")
        let before = try await all()
        let cases = [
            ("rates/travel-rates.csv", "car_per_km,,37", "car_per_km,,40", "car_per_km", open),
            ("rates/evidence-rules.csv", "taxi,0,", "taxi,5,", "taxi receipt", open),
            ("rates/fee-rates.csv", "senior,,per_hour,12000", "senior,,per_hour,12001", "senior", open),
            (
                "programmes/programmes.csv", "skill,in_house,body", "skill,dispatched,company",
                "skill_seminar", open
            ),
            (
                // The last seminar of the schedule is on 8 November 2019.
                "programmes/programmes.csv", "skill_seminar,0,0,,2018-04-01,",
                "skill_seminar,0,0,,2018-04-01,2019-11-07", "skill_seminar",
                try scene.days("2018-04-01", "2019-11-07")
            ),
            (
                "tax/consumption-tax-rates.csv", ",1000,", ",1100,", "consumption-tax",
                try scene.days("2019-10-01")
            ),
        ]
        for (file, old, new, row, validity) in cases {
            let name = String(file.split(separator: "/").last ?? "")
            let conflict = await #expect(throws: CatalogueConflict.self) {
                try await load(file) { $0.replacingOccurrences(of: old, with: new) }
            }
            #expect(conflict?.file == name && conflict?.row == row && conflict?.validity == validity)
        }
        let event = await #expect(throws: CatalogueConflict.self) {
            try await load("programmes/fy2019_schedule.csv") { text in
                text + "member_training,1,2019-08-01,14:00,16:30,会場,13101,1\n"
            }
        }
        #expect(event?.file == "fy2019_schedule.csv" && event?.row == "member_training")
        await #expect(throws: Refusal.unknownCode(.programme, "nonesuch")) {
            try await load("programmes/fy2019_schedule.csv") { text in
                text + "nonesuch,1,2019-08-01,14:00,16:30,会場,13101,1\n"
            }
        }
        await #expect(throws: Refusal.unknownCode(.rank, "elder")) {
            try await load("rates/fee-rates.csv") { text in
                text + "elder,,per_hour,1,30,up,,,yes,2018-04-01,,見本\n"
            }
        }
        #expect(try await all() == before)
    }
}
