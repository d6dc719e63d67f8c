extension Sequence<UInt8> {
    /// Two lower-case digits a byte, as `sha256sum` prints them.
    public var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            digits.append((byte >> 4).hexadecimalDigit)
            digits.append((byte & 15).hexadecimalDigit)
        }
        return String(decoding: digits, as: UTF8.self)
    }
}

extension [UInt8] {
    /// The bytes of two digits each, in either case; nil for any other text.
    public init?(hexadecimal text: some StringProtocol) {
        let digits = text.utf8.map(\.hexadecimalValue)
        let known = digits.compactMap { $0 }
        guard known.count == digits.count, known.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: known.count, by: 2).map { known[$0] << 4 | known[$0 + 1] }
    }
}

extension UInt8 {
    /// What the sign counts as a hexadecimal digit, in either case; nil for another sign.
    public var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }

    /// The sign of a number below 16.
    fileprivate var hexadecimalDigit: UInt8 {
        self < 10 ? 0x30 + self : 0x57 + self
    }
}
