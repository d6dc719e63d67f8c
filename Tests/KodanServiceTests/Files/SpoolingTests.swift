import Foundation
import KodanService
import Testing

@Suite("Spooling")
struct SpoolingTests {
    @Test("brings the file, and its folder is gone")
    func file() async throws {
        var seen = ""
        let (made, file) = try await Spooling.file { folder in
            seen = folder
            try Data("一枚\n".utf8).write(to: URL(fileURLWithPath: folder + "/notice.html"))
            return (made: 1, path: folder + "/notice.html")
        }
        #expect(made == 1)
        #expect(try String(decoding: file.piece(at: 0), as: UTF8.self) == "一枚\n")
        #expect(!seen.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: seen))
    }

    @Test("makes a folder that its owner alone may open")
    func permissions() async throws {
        let mode = try await Spooling.dropping { folder in
            try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        }
        #expect(mode == 0o700)
    }

    @Test("leaves nothing behind when the work fails half-way")
    func failure() async throws {
        struct Halfway: Error {}
        var seen = ""
        await #expect(throws: Halfway.self) {
            try await Spooling.dropping { folder in
                seen = folder
                try Data("半分".utf8).write(to: URL(fileURLWithPath: folder + "/transfer.txt"))
                throw Halfway()
            }
        }
        #expect(!seen.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: seen))
    }
}
