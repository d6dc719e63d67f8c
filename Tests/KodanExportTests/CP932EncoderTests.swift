import KodanExport
import KodanImport
import Testing

@Suite("Text in CP932")
struct CP932EncoderTests {
    let encoder: CP932Encoder

    init() throws { encoder = try CP932Encoder() }

    /// What the C library makes of bytes that are no UTF-8.
    private func decoded(_ bytes: [UInt8]) throws -> String {
        let source = TextSource(wholePiece(bytes))
        var text: [UInt8] = []
        while let piece = try source.next() { text += piece }
        return String(decoding: text, as: UTF8.self)
    }

    @Test("is read back as it was, each character that has a code")
    func roundTrip() throws {
        var text = ""
        for value in UInt32(0x80)..<0x1_0000 {
            guard let scalar = Unicode.Scalar(value), encoder.code(of: scalar) != nil else { continue }
            text.unicodeScalars.append(scalar)
        }
        // 7,070 graphic characters of JIS X 0208 and Windows' additions, and 63 half-width ones, less 395 doubles.
        #expect(text.unicodeScalars.count > 6_879 + 63)
        var bytes: [UInt8] = []
        #expect(encoder.append(text, to: &bytes) == [])
        #expect(try decoded(bytes).unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    /// Codes as the standard prints them.
    @Test(
        "has the codes of the standard",
        arguments: [
            ("亜", 0x889F), ("腕", 0x9872), ("弌", 0x989F), ("熙", 0xEAA4), ("　", 0x8140), ("－", 0x817C),
            ("～", 0x8160), ("・", 0x8145), ("ア", 0x8341), ("A", 0x41), ("ｱ", 0xB1), ("髙", 0xFBFC),
            ("﨑", 0xFAB1),
            ("①", 0x8740), ("¬", 0x81CA), ("Ⅰ", 0x8754), ("ⅰ", 0xFA40),
        ] as [(Unicode.Scalar, UInt16)]
    )
    func codes(character: Unicode.Scalar, code: UInt16) {
        let found = encoder.code(of: character)
        // Windows knows the sign of negation by its full-width form.
        #expect(character == "¬" ? found == nil || found == code : found == code)
    }

    @Test("tells the characters of JIS X 0208 from what others added")
    func planes() throws {
        for character: Unicode.Scalar in ["亜", "腕", "弌", "熙", "　", "ー", "々", "α", "ア"] {
            #expect(CP932Encoder.plane(of: try #require(encoder.code(of: character))) == .jis)
        }
        for character: Unicode.Scalar in ["髙", "﨑", "①", "㈱", "ⅰ"] {
            #expect(CP932Encoder.plane(of: try #require(encoder.code(of: character))) == .extended)
        }
        #expect(CP932Encoder.plane(of: 0x41) == .halfWidth)
        #expect(encoder.code(of: "𠮷") == nil)
    }

    @Test("names the characters that do not fit and writes a geta for each")
    func misfits() {
        var bytes: [UInt8] = []
        #expect(encoder.append("a𠮷é亜", to: &bytes) == ["𠮷", "é"])
        #expect(bytes == [0x61, 0x81, 0xAC, 0x81, 0xAC, 0x88, 0x9F])
    }
}
