import KodanDomain

/// Text as tax files want it: every character full-width.
enum FullWidth {
    /// A character that JIS X 0208 does not have, and the standard form that it was replaced by.
    struct Replaced: Hashable {
        let from: Unicode.Scalar
        let to: Unicode.Scalar
    }

    /// Forms of names that lie outside the standard, with their standard forms.
    private static let standardForms: [Unicode.Scalar: Unicode.Scalar] = [
        "髙": "高", "﨑": "崎", "𠮷": "吉", "德": "徳", "濵": "浜", "彅": "薙", "栁": "柳", "槗": "橋", "邉": "辺",
        "閒": "間", "寬": "寛", "曻": "昇", "塡": "填", "頰": "頬", "惠": "恵", "晧": "皓", "﨟": "蝋",
    ]

    /// The text full-width, spaces single and none at the ends, names' odd forms replaced where `fits` says no.
    ///
    /// Half-width letters, digits, kana, symbols and spaces are widened; dashes become `－`, waves `～`.
    static func text(_ text: String, fits: (Unicode.Scalar) -> Bool) -> (text: String, replaced: [Replaced]) {
        var result = String.UnicodeScalarView()
        var replaced: [Replaced] = []
        for scalar in nfkc(text).unicodeScalars where !isSelector(scalar) {
            var wide = widened(scalar)
            if !fits(wide), let standard = standardForms[wide] {
                replaced.append(Replaced(from: wide, to: standard))
                wide = standard
            }
            if wide == "\u{3000}", result.isEmpty || result.last == wide { continue }
            result.append(wide)
        }
        while result.last == "\u{3000}" { result.removeLast() }
        return (String(result), replaced)
    }

    private static func widened(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x20, 0x09: "\u{3000}"
        case 0x21...0x7E: Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
        case 0x2010...0x2015, 0x2212: "\u{FF0D}"
        case 0x301C: "\u{FF5E}"
        case 0xA5: "\u{FFE5}"
        default: scalar
        }
    }

    /// Variation selectors only choose among forms of one character.
    private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
    }
}
