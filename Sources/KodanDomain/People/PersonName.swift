/// A person's name as written, NFKC-normalized.
public struct PersonName: Hashable, Sendable, CustomStringConvertible {
    /// The most characters that either part may have.
    public static let limit = 50

    /// 姓.
    public let family: String
    /// 名.
    public let given: String

    /// Throws ``FieldRefused`` if a part is empty, longer than ``limit`` or holds control characters.
    public init(family: String, given: String) throws(FieldRefused) {
        self.family = try family.plainText(.familyName, atMost: PersonName.limit)
        self.given = try given.plainText(.givenName, atMost: PersonName.limit)
    }

    /// Family name, a space, given name.
    public var description: String { "\(family) \(given)" }
}

/// A person's name in full-width katakana, by which lists are ordered and doubles are found.
public struct KanaName: Hashable, Sendable, CustomStringConvertible {
    /// セイ.
    public let family: String
    /// メイ.
    public let given: String

    /// Half-width katakana and hiragana are converted.
    ///
    /// Throws ``FieldRefused`` if a part is empty, longer than ``PersonName/limit`` or anything but kana.
    public init(family: String, given: String) throws(FieldRefused) {
        self.family = try family.katakana(.familyKana, atMost: PersonName.limit)
        self.given = try given.katakana(.givenKana, atMost: PersonName.limit)
    }

    /// Family name, a space, given name.
    public var description: String { "\(family) \(given)" }
}

extension String {
    /// Full-width katakana, made from half-width katakana or hiragana.
    ///
    /// Long marks, middle dots and single spaces may stand in it. Throws ``FieldRefused`` for anything else.
    public func katakana(_ field: Field, atMost limit: Int) throws(FieldRefused) -> String {
        let text = try plainText(field, atMost: limit)
        var kana = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x3041...0x3096, 0x309D...0x309E:
                if let moved = Unicode.Scalar(scalar.value + 0x60) { kana.unicodeScalars.append(moved) }
            case 0x30A1...0x30FE, 0x20:
                kana.unicodeScalars.append(scalar)
            default:
                throw FieldRefused(field, expected: .katakana)
            }
        }
        return kana
    }
}
