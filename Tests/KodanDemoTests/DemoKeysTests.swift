import Foundation
import Testing

@testable import KodanDemo

@Suite("The file of the demo's keys")
struct DemoKeysTests {
    @Test("says where the demo is served and how far its clock is ahead, each once, by the last start")
    func notes() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("demo-\(UUID()).env").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let keys = DemoKeys(seed: 7) { Array(repeating: 1, count: $0) }
        try keys.write(to: path, with: [("DATABASE_URL", "postgresql://x/y?a&b")])
        let before = try String(contentsOfFile: path, encoding: .utf8)
        for (port, ahead) in [(8080, "10"), (9000, "20")] {
            try DemoKeys.note("KODAN_CLOCK_AHEAD", ahead, in: path)
            try DemoKeys.note("KODAN_PUBLIC_URL", "http://127.0.0.1:\(port)", in: path)
        }
        let after = try String(contentsOfFile: path, encoding: .utf8)
        #expect(after == before + "KODAN_CLOCK_AHEAD=20\nKODAN_PUBLIC_URL=http://127.0.0.1:9000\n")
        #expect(try DemoKeys(path) == keys)
    }
}
