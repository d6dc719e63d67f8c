extension BankKana {
    /// Converts what a person typed; refuses what has no place in the field.
    ///
    /// Compatibility composition, hiragana to katakana, upper case, spaces trimmed and joined, small kana to large,
    /// every dash to `-`, voiced kana to two bytes. Refused: kanji, ヷ ヺ ヰ ヱ, commas and whatever is left; texts
    /// longer than `limit` bytes; and empty texts.
    public init(
        _ text: String,
        as fieldClass: BankKanaClass,
        limit: Int? = nil
    ) throws(BankKanaRefusal) {
        var bytes: [UInt8] = []
        var warnings: Set<BankKanaWarning> = []
        for scalar in nfkc(text).unicodeScalars {
            if scalar == " " {
                if !bytes.isEmpty, bytes.last != 0x20 { bytes.append(0x20) }
                continue
            }
            bytes += try BankKana.bytes(of: scalar, in: fieldClass, warnings: &warnings)
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        guard !bytes.isEmpty else { throw .empty }
        if let limit, bytes.count > limit { throw .tooLong(bytes: bytes.count, limit: limit) }
        self.init(bytes: bytes, warnings: warnings.sorted())
    }

    /// The one or two bytes of a character.
    private static func bytes(
        of scalar: Unicode.Scalar,
        in fieldClass: BankKanaClass,
        warnings: inout Set<BankKanaWarning>
    ) throws(BankKanaRefusal) -> [UInt8] {
        let plain = replaced(Kana.katakana(scalar), in: fieldClass, warnings: &warnings)
        let parts = decomposed(plain)
        if parts.count == 2, let mark = mark(parts[1], after: parts[0]), let base = byte(of: parts[0]) {
            return [base, mark]
        }
        guard let byte = byte(of: plain), fieldClass.allows(byte) else { throw .character(plain) }
        return [byte]
    }

    private static func replaced(
        _ scalar: Unicode.Scalar,
        in fieldClass: BankKanaClass,
        warnings: inout Set<BankKanaWarning>
    ) -> Unicode.Scalar {
        if let large = large[scalar] {
            warnings.insert(.small)
            return large
        }
        switch scalar {
        // Hyphens and dashes, minus, long marks of both widths, and the box-drawing line that people type.
        case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FF0D}", "\u{30FC}", "\u{FF70}", "\u{2500}", "\u{2501}":
            warnings.insert(.hyphen)
            return "-"
        case "ヲ" where fieldClass != .edi:
            warnings.insert(.wo)
            return "オ"
        case "・" where fieldClass != .bank:
            warnings.insert(.middleDot)
            return "."
        case "¥": return "\\"
        case "「": return "｢"
        case "」": return "｣"
        case "a"..."z": return Unicode.Scalar(UInt8(scalar.value) - 0x20)
        default: return scalar
        }
    }

    private static let large: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        zip("ァィゥェォッャュョヮヵヶ".unicodeScalars, "アイウエオツヤユヨワカケ".unicodeScalars),
        uniquingKeysWith: { first, _ in first }
    )

    /// The byte of one full-width kana without mark, or of an ASCII character.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        scalar.isASCII ? UInt8(scalar.value) : kanaBytes[scalar]
    }

    private static let kanaBytes: [Unicode.Scalar: UInt8] = {
        let syllables = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
        let others: [Unicode.Scalar: UInt8] = ["ヲ": 0xA6, "｢": 0xA2, "｣": 0xA3]
        return others.merging(
            zip(syllables.unicodeScalars, 0xB1...0xDD),
            uniquingKeysWith: { first, _ in first }
        )
    }()

    /// The byte of a combining mark; nil where no such kana exists in the file: ﾞ follows ｳ and the rows of
    /// ｶ ｻ ﾀ ﾊ, ﾟ the row of ﾊ.
    private static func mark(_ mark: Unicode.Scalar, after base: Unicode.Scalar) -> UInt8? {
        switch mark {
        case "\u{3099}":
            "ウカキクケコサシスセソタチツテトハヒフヘホ".unicodeScalars.contains(base) ? 0xDE : nil
        case "\u{309A}": "ハヒフヘホ".unicodeScalars.contains(base) ? 0xDF : nil
        default: nil
        }
    }
}
