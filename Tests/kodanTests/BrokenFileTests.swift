import Foundation
import KodanTestSupport
import Testing

/// A file that somebody hands in and that is none of its kind: one sentence, and a documented status.
@Suite("A file that cannot be what it should", .database)
struct BrokenFileTests {
    /// 見本 as Excel in Japan saves it, which is not UTF-8.
    private static let cp932: [UInt8] = [0x8C, 0xA9, 0x96, 0x7B]

    @Test(
        "of people or organizations is told by its line, and registers nobody",
        arguments: ["presenters", "organizations"]
    )
    func quotation(kind: String) throws {
        let run = try OfficeRun()
        defer { run.end() }
        let header = try CommandRun(["import", "template", kind]).output.prefix { !$0.isNewline }
        for (row, says) in [("\"x", "opens a quotation mark"), ("a\"b", "has a quotation mark where none")] {
            let file = try run.file("broken.csv", "\(header)\n\(row)\n")
            let refused = try run(as: "coordinator", ["import", kind, file])
            #expect(refused.status == 65)
            #expect(refused.errors.hasPrefix("kodan: Line 2 \(says)"), "\(refused.errors)")
            #expect(refused.errors.hasSuffix(" Nothing was imported.\n"))
            #expect(refused.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("of holidays is told by its line, as Excel saved it and with a quotation mark too many")
    func holidays() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let header = "date,weekday,name_ja,name_en,kind\n"
        let open = try run.file("open.csv", header + "\"2099-01-01")
        let path = run.folder + "/excel.csv"
        try Data(Array((header + "2099-01-01,Thursday,").utf8) + Self.cp932 + Array(",x,holiday\n".utf8))
            .write(to: URL(fileURLWithPath: path))
        for (file, says) in [(open, "holidays:2: a quotation mark"), (path, "holidays:2: this is not UTF-8")]
        {
            let refused = try run(as: "administrator", ["rates", "holidays", "2099", file])
            #expect(refused.status == 65)
            #expect(refused.errors.contains(says), "\(refused.errors)")
            #expect(refused.errors.contains("nothing was added"))
        }
    }

    @Test("of an edition may not be a folder")
    func folder() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let catalogue = try run(as: "clerk", ["materials", "catalogue"]).output
        let edition = String(try #require(catalogue.firstMatch(of: /edi-\d+/)).output)
        let refused = try run(as: "clerk", ["materials", "add-file", edition, run.folder])
        #expect(refused.status == 66)
        #expect(refused.errors == "kodan: The file \(run.folder) cannot be read.\n")
    }

    @Test("to be written may not be a folder, which is told before anything is computed")
    func written() throws {
        let run = try OfficeRun()
        defer { run.end() }
        for option in ["--map", "--network-out"] {
            let refused = try run(as: "coordinator", ["match", option, run.folder])
            #expect(refused.status == 73)
            #expect(refused.errors.contains("\(run.folder) is a folder"), "\(refused.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: run.folder).isEmpty)
    }

    @Test("of the packed tables, copied in part, is told with the setting that names its folder")
    func halfCopied() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let folder = run.folder + "/Config"
        try FileManager.default.copyItem(atPath: Checkout.config, toPath: folder)
        let table = URL(fileURLWithPath: folder + "/geo/municipalities.csv.gz")
        try Data(contentsOf: table).prefix(20_000).write(to: table)
        let sheets = ["presenters", "requests"].flatMap { ["--\($0)", "\(folder)/demo/sheet_\($0).csv"] }
        let refused = try CommandRun(["match"] + sheets, environment: ["KODAN_CONFIG": folder])
        #expect(refused.status == 78 && refused.output.isEmpty)
        #expect(refused.errors.contains("KODAN_CONFIG"), "\(refused.errors)")
        #expect(refused.errors.split(separator: "\n").count == 1)
    }

    @Test("of the body's settings is told with its name and line where it is not UTF-8")
    func settings() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let path = run.folder + "/office.csv"
        try Data(Array("key,value,note\nbody_name,".utf8) + Self.cp932 + Array(",\n".utf8))
            .write(to: URL(fileURLWithPath: path))
        let settings = run.settings.merging(["KODAN_CONFIG": run.folder]) { $1 }
        let refused = try CommandRun(["match", "--as", "coordinator@body.example.jp"], environment: settings)
        #expect(refused.status == 78)
        #expect(refused.errors.contains("office:2: this is not UTF-8"), "\(refused.errors)")
    }
}
