extension String {
    /// NFKC, blanks at both ends taken off and runs of blanks made one.
    ///
    /// Full-width letters and digits become plain ones, half-width katakana full-width, and the same name typed
    /// on two machines the same text.
    public var normalized: String {
        let text = needsNormalization ? nfkc(self) : self
        let plain = text.unicodeScalars
        guard
            plain.first == " " || plain.last == " " || plain.contains(where: { $0 != " " && $0.isBlank })
                || text.utf8.hasDoubleSpace
        else { return text }
        return plain.split(whereSeparator: \.isBlank).map { String($0) }.joined(separator: " ")
    }

    /// Text such as names and addresses: normalized, not empty, without control characters.
    ///
    /// Throws ``FieldRefused``.
    public func plainText(_ field: Field, atMost limit: Int) throws(FieldRefused) -> String {
        guard !hasControlCharacters else { throw FieldRefused(field, expected: .plainText) }
        let text = normalized
        guard !text.isEmpty else { throw FieldRefused(field, expected: .present) }
        try text.require(field, atMost: limit)
        return text
    }

    /// Text that papers show as it was written, such as the name of a programme: as ``plainText(_:atMost:)``, but its
    /// full-width brackets, letters and digits stay what they are.
    ///
    /// Throws ``FieldRefused``.
    public func writtenText(_ field: Field, atMost limit: Int) throws(FieldRefused) -> String {
        guard !hasControlCharacters else { throw FieldRefused(field, expected: .plainText) }
        let text = composed(self).unicodeScalars.split(whereSeparator: \.isBlank).map { String($0) }
            .joined(separator: " ")
        guard !text.isEmpty else { throw FieldRefused(field, expected: .present) }
        try text.require(field, atMost: limit)
        return text
    }

    /// Text of several lines such as a purpose: may be empty; line breaks stay but at both ends, other controls
    /// do not.
    ///
    /// Throws ``FieldRefused``.
    public func longText(_ field: Field, atMost limit: Int) throws(FieldRefused) -> String {
        let lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0) }
        guard !lines.contains(where: \.hasControlCharacters) else {
            throw FieldRefused(field, expected: .plainLines)
        }
        let filled = lines.map(\.normalized).drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed()
        let text = filled.joined(separator: "\n")
        try text.require(field, atMost: limit)
        return text
    }

    /// Throws ``FieldRefused`` for more than `limit` characters as the database and JSON Schema count them, by code
    /// point: a flag is two.
    private func require(_ field: Field, atMost limit: Int) throws(FieldRefused) {
        guard unicodeScalars.count <= limit else {
            throw FieldRefused(field, expected: .atMost(characters: limit))
        }
    }

    /// Whether a line break, a tab, a direction mark, another invisible control or a private character (外字)
    /// stands in it.
    var hasControlCharacters: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
            default: false
            }
        }
    }

    /// ASCII, kana and the common kanji are what NFKC makes of them: most fields need no second look.
    private var needsNormalization: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x00...0x7F, 0x3041...0x3096, 0x30A1...0x30FE, 0x4E00...0x9FFF: false
            default: true
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { self == " " || properties.isWhitespace }
}

extension String.UTF8View {
    fileprivate var hasDoubleSpace: Bool {
        var last: UInt8 = 0
        for byte in self {
            if byte == 0x20, last == 0x20 { return true }
            last = byte
        }
        return false
    }
}

extension StringProtocol {
    /// Whether it consists of ASCII digits, this many.
    func isDigits(_ count: ClosedRange<Int>) -> Bool {
        count.contains(utf8.count) && utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
