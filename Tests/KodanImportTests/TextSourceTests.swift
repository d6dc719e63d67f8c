import Foundation
import KodanImport
import Testing

/// 姓,名 / 髙橋,①～ﾃ\~ in CP932, with an IBM extension (FB FC), a NEC one (87 40) and the wave dash of Windows.
private let windows: [UInt8] =
    [0x90, 0xA9, 0x2C, 0x96, 0xBC, 0x0D, 0x0A]
    + [0xFB, 0xFC, 0x8B, 0xB4, 0x2C, 0x87, 0x40, 0x81, 0x60, 0xC3, 0x5C, 0x7E, 0x0D, 0x0A]
private let text = "姓,名\r\n髙橋,①\u{FF5E}ﾃ\\~\r\n"

@Suite("Text of two encodings")
struct TextSourceTests {
    @Test("is the same from CP932 and from UTF-8, in pieces of any size", arguments: [1, 2, 3, 5, 100])
    func same(size: Int) throws {
        let old = TextSource(pieces(windows, of: size))
        #expect(try all(old.next) == Array(text.utf8))
        #expect(old.encoding == .cp932)
        let new = TextSource(pieces(Array(text.utf8), of: size))
        #expect(try all(new.next) == Array(text.utf8))
        #expect(new.encoding == .utf8)
    }

    @Test("keeps ASCII as it is and then does not say which it was")
    func ascii() throws {
        let source = TextSource(wholePiece(Array("a,b\n".utf8)))
        #expect(try all(source.next) == Array("a,b\n".utf8))
        #expect(source.encoding == nil)
    }

    @Test("is judged at its first other character, however late that comes")
    func late() throws {
        let head = [UInt8](repeating: 0x61, count: 200_000)
        #expect(try all(TextSource(pieces(head + windows, of: 4096)).next) == head + Array(text.utf8))
    }

    @Test("holds across windows: a long CP932 file converts whole, cut at every parity")
    func long() throws {
        for head in ["", "x"] {
            let bytes = Array(head.utf8) + repeated(windows, 20_000)
            let source = TextSource(pieces(bytes, of: 4096))
            #expect(try all(source.next) == Array((head + String(repeating: text, count: 20_000)).utf8))
        }
    }

    @Test("is refused with line and offset where it is neither of the two")
    func refusesNeither() throws {
        // 0xFF is in neither; the first line is good in CP932 up to it.
        let bytes = Array(windows[..<9]) + [0xFF]
        #expect(throws: TextEncodingError.undecodable(line: 2, offset: 9, encoding: nil)) {
            try all(TextSource(wholePiece(bytes)).next)
        }
    }

    @Test("that has a byte order mark is UTF-8 and nothing else")
    func markDecides() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(throws: TextEncodingError.undecodable(line: 1, offset: 3, encoding: .utf8)) {
            try all(TextSource(wholePiece(mark + windows)).next)
        }
        #expect(try all(TextSource(pieces(mark + Array(text.utf8), of: 1)).next) == mark + Array(text.utf8))
    }

    @Test(
        "is known not to be text where a workbook or UTF-16 begins, in pieces of any size",
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], TextEncodingError.workbook),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], .workbook),
            ([0xFF, 0xFE, 0x69, 0x00, 0x64, 0x00], .utf16), ([0xFE, 0xFF, 0x00, 0x69, 0x00, 0x64], .utf16),
        ] as [([UInt8], TextEncodingError)]
    )
    func otherFiles(bytes: [UInt8], error: TextEncodingError) throws {
        for size in [1, 3, 100] {
            #expect(throws: error) { try all(TextSource(pieces(bytes, of: size)).next) }
        }
        // Two of the four bytes are text.
        #expect(try all(TextSource(wholePiece(Array("PK".utf8))).next) == Array("PK".utf8))
    }

    @Test("is refused where a wrong byte comes after the window", arguments: [TextEncoding.utf8, .cp932])
    func refusesLater(encoding: TextEncoding) throws {
        let unit = encoding == .utf8 ? Array(text.utf8) : windows
        let bytes = repeated(unit, 10_000) + [0x41, 0xFF, 0x41]
        #expect(
            throws: TextEncodingError.undecodable(
                line: 20_001,
                offset: unit.count * 10_000 + 1,
                encoding: encoding
            )
        ) { try all(TextSource(pieces(bytes, of: 1000)).next) }
    }

    @Test("is refused where it ends inside a character")
    func refusesCut() throws {
        #expect(throws: TextEncodingError.undecodable(line: 2, offset: 7, encoding: nil)) {
            try all(TextSource(wholePiece(Array(windows[..<8]))).next)
        }
    }

    @Test("is told from CP932 by every rule of UTF-8", arguments: utf8Cases)
    func utf8(bytes: [UInt8]) throws {
        // Foundation knows UTF-8 by code of its own.
        let isUTF8 = String(data: Data(bytes), encoding: .utf8) != nil
        let source = TextSource(wholePiece(bytes))
        _ = try? source.next()
        #expect((source.encoding == .utf8) == isUTF8)
    }
}

private func repeated(_ unit: [UInt8], _ count: Int) -> [UInt8] {
    Array(repeatElement(unit, count: count).joined())
}

/// Second bytes at and beyond every bound of table 3-7 of Unicode.
private let utf8Cases: [[UInt8]] = [
    [0xC1, 0xBF], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
    [0xED, 0xA0, 0x80], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBD], [0xF0, 0x8F, 0xBF, 0xBF],
    [0xF0, 0x90, 0x80, 0x80],
    [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE3, 0x81], [0x80],
]
