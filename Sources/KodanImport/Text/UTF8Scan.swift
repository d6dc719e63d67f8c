/// How far bytes are UTF-8.
package struct UTF8Scan: Equatable {
    /// The bytes from the start that are whole characters.
    package let whole: Int
    /// Whether a wrong byte comes after them; if not, the rest is the beginning of a character.
    package let isBroken: Bool

    /// Looks at `bytes` (Unicode 17, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF).
    package init(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard let (length, second) = UTF8Scan.shape(bytes[index]) else {
                self.init(whole: index - bytes.startIndex, isBroken: true)
                return
            }
            for step in 1..<max(1, length) {
                guard index + step < bytes.endIndex else {
                    self.init(whole: index - bytes.startIndex, isBroken: false)
                    return
                }
                let allowed = step == 1 ? second : 0x80...0xBF
                guard allowed.contains(bytes[index + step]) else {
                    self.init(whole: index - bytes.startIndex, isBroken: true)
                    return
                }
            }
            index += length
        }
        self.init(whole: bytes.count, isBroken: false)
    }

    private init(whole: Int, isBroken: Bool) {
        self.whole = whole
        self.isBroken = isBroken
    }

    /// The length of a character that begins with `first`, and what its second byte may be.
    private static func shape(_ first: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
        switch first {
        case 0x00...0x7F: (1, 0x80...0xBF)
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
