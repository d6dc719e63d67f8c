import Foundation
import KodanDomain
import KodanTestSupport
import Logging
import Synchronization
import Testing

@testable import kodan

/// Bytes that were written.
private final class Written: Sendable {
    private let bytes = Mutex<[[UInt8]]>([])

    var lines: [String] { bytes.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }

    func add(_ line: [UInt8]) { bytes.withLock { $0.append(line) } }
}

@Suite("The log in JSON")
struct JSONLogTests {
    private func line(
        _ message: String,
        _ metadata: Logger.Metadata = [:]
    ) throws -> (text: String, fields: [String: Any]) {
        let written = Written()
        let logger = Logger(label: "kodan") { label in
            JSONLogHandler(label: label, now: { moment("2026-06-01T10:00:00+09:00") }, write: written.add)
        }
        logger.warning("\(message)", metadata: metadata)
        #expect(written.lines.count == 1)
        let text = try #require(written.lines.first)
        let fields = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return (text, try #require(fields))
    }

    @Test("is one object a line, in the order of its fields")
    func form() throws {
        let text = try line(
            "request",
            [
                "status": .stringConvertible(200), "hb.request.id": "ab12", "ms": .stringConvertible(1.25),
                "ok": .stringConvertible(true), "list": ["a", .stringConvertible(7)],
                "map": ["b": ["c": "d"]],
            ]
        ).text
        #expect(
            text == """
                {"time":"2026-06-01T10:00:00+09:00","level":"warning","logger":"kodan","message":"request",\
                "request_id":"ab12","list":["a",7],"map":{"b":{"c":"d"}},"ms":1.25,"ok":true,"status":200}

                """
        )
    }

    @Test(
        "stays one valid line, whatever a text holds",
        arguments: [
            "plain", "", #"a"b\c"#, "a\nb", "\r\n", "\t", "\u{0}\u{1}\u{1F}", "\u{7F}\u{85}",
            "\u{2028}\u{2029}",
            "講壇 🙂 👨‍👩‍👧‍👦", #"","level":"fake"#, "}{", "\u{FEFF}", "\u{202E}abc", #"\u0022"#,
        ]
    )
    func anyText(text: String) throws {
        let (line, fields) = try line(text, ["value": "\(text)", "\(text)": "key"])
        #expect(fields["message"] as? String == text)
        #expect(line.hasSuffix("}\n"))
        #expect(!line.dropLast().unicodeScalars.contains { $0.value < 0x20 })
        #expect(line.dropLast().allSatisfy { !$0.isNewline })
        #expect(fields["level"] as? String == "warning")
    }

    @Test("keeps its own fields, and says each name once")
    func names() throws {
        let (text, fields) = try line(
            "m",
            ["time": "x", "level": "fake", "message": "y", "request_id": "a", "hb.request.id": "b"]
        )
        #expect(fields["level"] as? String == "warning")
        #expect(fields["level_"] as? String == "fake")
        #expect(fields["message"] as? String == "m")
        #expect(text.components(separatedBy: #""request_id":"#).count == 2)
        #expect(text.components(separatedBy: #""level":"#).count == 2)
    }

    @Test("is bounded in length and depth")
    func bounded() throws {
        let long = String(repeating: "あ", count: 10_000)
        let (text, fields) = try line(long, ["long": "\(long)"])
        #expect(text.utf8.count < 5000)
        #expect((fields["message"] as? String)?.hasSuffix("…") == true)
        var deep: Logger.MetadataValue = "end"
        for _ in 0..<50 { deep = ["a": deep] }
        _ = try line("deep", ["deep": deep])
    }

    @Test("writes numbers that JSON does not have as texts")
    func numbers() throws {
        let (_, fields) = try line(
            "m",
            ["nan": .stringConvertible(Double.nan), "inf": .stringConvertible(Double.infinity)]
        )
        #expect(fields["nan"] as? String == "nan")
        #expect(fields["inf"] as? String == "inf")
    }
}
