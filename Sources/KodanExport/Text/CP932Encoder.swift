import Glibc

/// The C library of this machine has no table for CP932.
public struct NoCP932Table: Error, Equatable {}

/// Turns text into CP932, Shift_JIS as Windows has it.
///
/// The table is made once from the C library's own; encoding is then a look-up, and the value can be shared.
public struct CP932Encoder: Sendable {
    /// Which part of the character set a code belongs to.
    public enum Plane: Sendable {
        /// ASCII, and half-width kana.
        case halfWidth
        /// JIS X 0208: symbols, kana, and kanji of levels 1 and 2.
        case jis
        /// What NEC, IBM or users added: not every reader has it.
        case extended
    }

    /// By UTF-16 unit; 0 where there is nothing.
    private let codes: [UInt16]

    /// Builds the table.
    public init() throws(NoCP932Table) {
        let decoder = try PairDecoder()
        var codes = [UInt16](repeating: 0, count: 65_536)
        for byte in UInt16(0x20)...0x7E { codes[Int(byte)] = byte }
        for byte in UInt16(0xA1)...0xDF { codes[Int(byte) + 0xFEC0] = byte }
        for control in [0x09, 0x0A, 0x0D] { codes[control] = UInt16(control) }
        // What NEC copied from IBM (0xED, 0xEE) comes last: Windows writes IBM's code.
        let leads = Array(0x81...0x9F) + Array(0xE0...0xEC) + Array(0xEF...0xFC) + [0xED, 0xEE]
        for lead in leads {
            for trail in Array(0x40...0x7E) + Array(0x80...0xFC) {
                guard let unit = decoder.unit(UInt8(lead), UInt8(trail)), codes[Int(unit)] == 0 else {
                    continue
                }
                codes[Int(unit)] = UInt16(lead << 8 | trail)
            }
        }
        self.codes = codes
    }

    /// The code of a character, one byte or two; nil where there is none.
    public func code(of scalar: Unicode.Scalar) -> UInt16? {
        guard scalar.value < 0x1_0000 else { return nil }
        let code = codes[Int(scalar.value)]
        return code == 0 ? nil : code
    }

    /// Where a code that ``code(of:)`` gave belongs.
    public static func plane(of code: UInt16) -> Plane {
        switch code {
        case 0...0xFF: .halfWidth
        // Rows 1 to 8, 16 to 47, 48 to 84 of JIS X 0208.
        case 0x8140...0x84BE, 0x889F...0x9872, 0x989F...0x9FFC, 0xE040...0xEAA4: .jis
        default: .extended
        }
    }

    /// Appends the bytes of `text`; each character that does not fit becomes `〓` (geta), and is returned.
    public func append(_ text: String, to bytes: inout [UInt8]) -> [Unicode.Scalar] {
        var misfits: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            let code: UInt16
            if let found = self.code(of: scalar) {
                code = found
            } else {
                misfits.append(scalar)
                code = 0x81AC
            }
            if code > 0xFF { bytes.append(UInt8(code >> 8)) }
            bytes.append(UInt8(code & 0xFF))
        }
        return misfits
    }
}

/// Decodes two bytes at a time with the C library's `iconv`.
@safe private final class PairDecoder {
    private let handle: iconv_t

    init() throws(NoCP932Table) {
        guard let handle = unsafe iconv_open("UTF-16LE", "CP932"), Int(bitPattern: handle) != -1 else {
            throw NoCP932Table()
        }
        unsafe self.handle = handle
    }

    deinit {
        unsafe _ = iconv_close(handle)
    }

    /// The one UTF-16 unit that these two bytes are; nil if they are no character.
    func unit(_ lead: UInt8, _ trail: UInt8) -> UInt16? {
        var input: [UInt8] = [lead, trail]
        var output: [UInt8] = [0, 0, 0, 0]
        var isWhole = false
        unsafe input.withUnsafeMutableBytes { from in
            unsafe output.withUnsafeMutableBytes { to in
                var source = unsafe from.baseAddress?.assumingMemoryBound(to: CChar.self)
                var target = unsafe to.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (left, room) = (2, 4)
                let result = unsafe iconv(handle, &source, &left, &target, &room)
                isWhole = result != -1 && left == 0 && room == 2
                // Forget what a broken pair has left behind.
                if result == -1 { unsafe _ = iconv(handle, nil, nil, nil, nil) }
            }
        }
        return isWhole ? UInt16(output[0]) | UInt16(output[1]) << 8 : nil
    }
}
