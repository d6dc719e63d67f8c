import CSV
import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

private let december = PaperScene.december

@Suite("The list of a closed month in every form", .database)
struct ListFormTests {
    private func export(
        _ scene: PaperScene,
        _ form: HonorariumListFile,
        to folder: String
    ) async throws -> ExportedList {
        try await ExportHonorariumList(office: scene.office)(
            december,
            form,
            to: folder,
            as: scene.staff.accountant
        )
    }

    @Test("is the same bytes again under its own name", arguments: HonorariumListFile.allCases)
    func again(form: HonorariumListFile) async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            let list = try await export(scene, form, to: folder)
            let suffix = form == .cp932 ? "cp932.csv" : form.rawValue
            #expect(list.path == folder + "/honoraria-2026-12.\(suffix)")
            #expect(list.totals == PaperScene.totals)
            let first = try bytes(list.path)
            let again = try await export(scene, form, to: folder)
            #expect(try bytes(list.path) == first)
            #expect((again.sha256, again.differsFromLast) == (list.sha256, false))
            let rows = try await scene.rows()
            #expect(rows == [2, 0])
        }
    }

    @Test("says the same in each")
    func agree() async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            let table = try CSVTable(bytes(try await export(scene, .csv, to: folder).path)).rows
            let json = try bytes(try await export(scene, .json, to: folder).path)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
            let lines = try #require(object["lines"] as? [[String: Any]])
            let cells = try Unzipped(bytes(try await export(scene, .xlsx, to: folder).path)).cells
            let totals = try #require(object["totals"] as? [String: Int])
            #expect(totals["net"] == 1_125_078)
            for (column, key) in [
                ("支払額", "gross"), ("源泉徴収税額", "tax"), ("差引支払額", "net"), ("旅費（直接支払）", "travel_paid_directly"),
            ] {
                let index = try #require(cells[0].firstIndex(of: column))
                let expected = table.map { $0[column] }
                #expect(cells.dropFirst().map { $0[index] } == expected)
                #expect(lines.map { String($0[key] as? Int ?? -1) } == expected)
            }
        }
    }

    @Test("is refused with other totals or on a full disk", arguments: HonorariumListFile.allCases)
    func refusals(form: HonorariumListFile) async throws {
        let scene = try await PaperScene()
        try await withFolder { folder in
            if SmallDisk.canBeMade {
                let disk = try SmallDisk(at: folder)
                defer { disk.remove() }
                try disk.fill()
                await #expect(throws: FileProblem.diskFull(folder)) {
                    try await export(scene, form, to: folder)
                }
                #expect(try names(in: folder) == ["filler"])
            }
            try await scene.spoilLine()
            await #expect(throws: Refusal.totalsDiffer(december)) {
                try await export(scene, form, to: folder)
            }
            #expect(try names(in: folder).isEmpty)
            let rows = try await scene.rows()
            #expect(rows == [0, 0])
        }
    }
}
