import KodanImport
import Testing

/// `printf 'kodan\n' | gzip -9n`.
private let kodan: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0xCE, 0x4F, 0x49, 0xCC, 0xE3,
    0x02, 0x00, 0xD2, 0xD0, 0x69, 0x2E, 0x06, 0x00, 0x00, 0x00,
]

@Suite("Reading gzip")
struct GzipReaderTests {
    @Test("gives back what was packed, in pieces of any size", arguments: [1, 2, 7, 100])
    func unpacks(size: Int) throws {
        #expect(try all(GzipReader(pieces(kodan, of: size)).next) == Array("kodan\n".utf8))
    }

    @Test("takes several members for one text")
    func concatenates() throws {
        #expect(try all(GzipReader(pieces(kodan + kodan, of: 5)).next) == Array("kodan\nkodan\n".utf8))
    }

    @Test("gives back more than fits into one piece")
    func unpacksLongRuns() throws {
        let bytes = try all(Shipped.packed("geo/postal_codes.csv.gz"))
        #expect(bytes.count == 10_485_689)
        #expect(bytes.count { $0 == 0x0A } == 146_386)
    }

    @Test("says so when the file is cut short, wherever the cut is")
    func refusesTruncated() throws {
        for length in 0..<kodan.count {
            #expect(throws: GzipError.truncated) {
                try all(GzipReader(wholePiece(Array(kodan.prefix(length)))).next)
            }
        }
    }

    @Test("says so when a byte of the content or its checksum is wrong", arguments: [12, 14, 18, 22])
    func refusesDamaged(position: Int) throws {
        var bytes = kodan
        bytes[position] ^= 0xFF
        #expect(throws: GzipError.damaged) { try all(GzipReader(wholePiece(bytes)).next) }
    }

    @Test("says so when something else follows")
    func refusesTail() throws {
        #expect(throws: GzipError.damaged) { try all(GzipReader(wholePiece(kodan + [1, 2, 3])).next) }
    }

    @Test("does not take a plain file for gzip")
    func refusesPlain() throws {
        #expect(throws: GzipError.notGzip) { try all(GzipReader(wholePiece(Array("code,name\n".utf8))).next) }
    }

    @Test("names a file that is not there")
    func refusesMissing() throws {
        let error = #expect(throws: FileUnreadable.self) { try FileBytes(path: "/nowhere/at-all") }
        #expect(error?.description == "/nowhere/at-all: No such file or directory")
    }
}
