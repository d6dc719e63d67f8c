import KodanDomain
import KodanService

/// Entity tags (RFC 9110), by which a reader says which state they know.
enum EntityTag {
    /// The tag of a body: the first half of its SHA-256, in quotes.
    static func tag(of bytes: [UInt8]) -> String {
        "\"\(ContentDigest.sha256(of: bytes).prefix(16).hexadecimal)\""
    }

    /// Whether `text` is `*` or a list of tags.
    static func isList(_ text: String) -> Bool {
        text == "*" || !tags(in: text).isEmpty
    }

    /// Whether `*` or one of the tags of `text` is `tag`.
    static func list(_ text: String, names tag: String) -> Bool {
        text == "*" || tags(in: text).contains(Substring(tag))
    }

    /// The tags of a list, `W/` taken off; none if one of them is malformed.
    ///
    /// A tag holds any visible character but quotes, commas too; empty parts of a list count for nothing (RFC 9110,
    /// 5.6.1 and 8.8.3).
    private static func tags(in text: String) -> [Substring] {
        var rest = text[...]
        var tags: [Substring] = []
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
            guard !rest.isEmpty else { return tags }
            if rest.hasPrefix("W/") { rest = rest.dropFirst(2) }
            guard rest.first == "\"" else { return [] }
            let inner = rest.dropFirst().prefix { isTagCharacter($0) }
            guard rest[inner.endIndex...].first == "\"" else { return [] }
            let end = rest.index(after: inner.endIndex)
            tags.append(rest[..<end])
            rest = rest[end...].drop { $0 == " " || $0 == "\t" }
            guard rest.isEmpty || rest.first == "," else { return [] }
        }
    }

    private static func isTagCharacter(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0.value != 0x7F }
    }
}
