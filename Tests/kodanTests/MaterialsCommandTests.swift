import Foundation
import KodanDomain
import KodanTestSupport
import Testing

@Suite("Files and stock at the command line", .database)
struct MaterialsCommandTests {
    @Test("verify names the edition whose file is missing or changed, and ends with 65")
    func verify() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let catalogue = try run(as: "clerk", ["materials", "catalogue"]).output
        let edition = String(try #require(catalogue.firstMatch(of: /edi-\d+/)).output)
        let file = try run.file("slides.pdf", "%PDF-1.7 abc")
        let added = try run(as: "clerk", ["materials", "add-file", edition, file])
        #expect(added.output == "\(edition) has its file.\n")
        #expect(try run(as: "clerk", ["materials", "add-file", edition, file]).output.contains("already"))
        let other = try run.file("other.pdf", "%PDF-1.7 xyz")
        #expect(try run(as: "clerk", ["materials", "add-file", edition, other]).status == 65)
        #expect(try run(as: "clerk", ["materials", "add-file", edition, run.folder + "/none"]).status == 66)
        #expect(try run(as: "coordinator", ["materials", "add-file", edition, file]).status == 77)
        let check = ["materials", "verify"]
        #expect(try run(as: "auditor", check).output == "As filed: 1 file.\n")
        let folder = URL(fileURLWithPath: run.folder + "/materials/sha256")
        let shard = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + shard).first
        )
        let place = folder.appendingPathComponent(shard).appendingPathComponent(name)
        try Data("%PDF-1.7 ab".utf8).write(to: place)
        let cut = try run(as: "auditor", check)
        #expect(cut.status == 65 && cut.output.hasPrefix("\(edition)  has 11 bytes, not 12  sha256/"))
        try FileManager.default.removeItem(at: place)
        let gone = try run(as: "auditor", check)
        #expect(gone.status == 65 && gone.output.hasPrefix("\(edition)  missing  sha256/"))
        #expect(gone.errors == "kodan: Missing or changed: 1 of 1 file.\n")
    }

    @Test("stock is received, counted and listed")
    func stock() throws {
        let run = try OfficeRun()
        defer { run.end() }
        let listed = try run(as: "auditor", ["materials", "stock"]).output
        let edition = String(try #require(listed.firstMatch(of: /edi-\d+/)).output)
        #expect(try run(as: "clerk", ["materials", "receive-stock", edition, "500"]).status == 0)
        #expect(
            try run(as: "clerk", ["materials", "count", edition, "498", "--reason", "棚卸"]).output.hasPrefix(
                "mov-"
            )
        )
        #expect(
            try run(as: "auditor", ["materials", "stock"]).output.contains("498 in stock, 0 planned")
        )
        let moved = try run(as: "auditor", ["materials", "movements", edition]).output
        #expect(moved.contains("received  500") && moved.contains("counted  -2  counted 498  棚卸"))
        #expect(try run(as: "auditor", ["materials", "receive-stock", edition, "5"]).status == 77)
        #expect(try run(as: "clerk", ["materials", "receive-stock", edition, "0"]).status == 65)
        let packs = try run(as: "clerk", ["materials", "packs", "regional_dispatched"]).output
        #expect(packs.hasPrefix("all topics  mat-"))
    }
}
