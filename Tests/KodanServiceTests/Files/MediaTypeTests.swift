import KodanDomain
import Testing

@testable import KodanService

@Suite("What a file of evidence is")
struct MediaTypeTests {
    /// The type of a file that comes in pieces of so many bytes.
    private func type(_ bytes: [UInt8], inPiecesOf size: Int, declared: String? = nil) throws -> MediaType {
        var scan = MediaScan()
        var rest = bytes[...]
        while !rest.isEmpty {
            scan.take(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return try scan.type(declared: declared)
    }

    private static let samples: [(MediaType, [UInt8])] = [
        (.pdf, Array("%PDF-1.7\n".utf8) + [0, 1, 2]),
        (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10]),
        (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]),
        (.webp, Array("RIFF".utf8) + [1, 0, 0, 0] + Array("WEBPVP8 ".utf8)),
        (.text, Array("領収書　七月分\n".utf8)),
    ]

    @Test("is told from its bytes, however they come", arguments: samples, 1...5)
    func pieces(sample: (type: MediaType, bytes: [UInt8]), size: Int) throws {
        #expect(try type(sample.bytes, inPiecesOf: size) == sample.type)
    }

    @Test(
        "says by the end of its name what it is, whatever whoever sent it called it",
        arguments: [
            (.text, "receipt.bat", "receipt.bat.txt"), (.text, "memo.TXT", "memo.TXT"),
            (.text, "x.html", "x.html.txt"), (.text, "a.csv", "a.csv"),
            (.csv, "list.csv", "list.csv"), (.csv, "list.xls", "list.xls.csv"),
            (.pdf, "領収書.pdf", "領収書.pdf"), (.pdf, "領収書", "領収書.pdf"), (.pdf, "x.pdf.hta", "x.pdf.hta.pdf"),
            (.jpeg, "IMG_1.JPEG", "IMG_1.JPEG"), (.jpeg, "a.jpg", "a.jpg"), (.jpeg, "a.png", "a.png.jpg"),
            (.pdf, "pdf", "pdf.pdf"), (.png, "..", "...png"), (.webp, "x.webp", "x.webp"),
        ] as [(MediaType, String, String)]
    )
    func names(type: MediaType, name: String, safe: String) {
        #expect(type.fileName(name) == safe)
    }

    @Test(
        "is none of ours where neither its head nor its text says so",
        arguments: [
            [0x50, 0x4B, 0x03, 0x04, 0xFF], Array("RIFF____AVI ".utf8) + [0xFF], [0x61, 0x00, 0x62],
            Array("領収".utf8.dropLast()), [0xED, 0xA0, 0x80],
        ] as [[UInt8]]
    )
    func unknown(bytes: [UInt8]) {
        let refusal = Refusal.field(
            FieldRefused(.evidence, expected: .oneOf(MediaType.ofEvidence.map(\.rawValue)))
        )
        #expect(throws: refusal) { try type(bytes, inPiecesOf: 2) }
    }

    @Test("is what its sender says, or is refused with what it is")
    func declared() throws {
        let table = Array("a,b\n1,2\n".utf8)
        #expect(try type(table, inPiecesOf: 3, declared: "text/csv") == .csv)
        #expect(try type(table, inPiecesOf: 3, declared: "text/plain") == .text)
        #expect(try type(table, inPiecesOf: 3, declared: "application/octet-stream") == .text)
        // Neither is UTF-8: 請 as Shift_JIS writes it, and a character that breaks off.
        for bytes: [UInt8] in [[0x90, 0xBF], [0x61, 0xE8, 0xAB]] {
            #expect(throws: Refusal.field(FieldRefused(.evidence, expected: .utf8))) {
                try type(bytes, inPiecesOf: 2, declared: "text/csv")
            }
        }
        #expect(throws: Refusal.field(FieldRefused(.evidence, expected: .oneOf(["text/plain", "text/csv"]))))
        {
            try type(table, inPiecesOf: 3, declared: "application/pdf")
        }
        #expect(throws: Refusal.field(FieldRefused(.evidence, expected: .oneOf(["application/pdf"])))) {
            try type(Array("%PDF-1".utf8), inPiecesOf: 3, declared: "text/csv")
        }
    }
}
