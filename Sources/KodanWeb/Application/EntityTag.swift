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

    /// The tags of a list; none if one of them is malformed.
    private static func tags(in text: String) -> [Substring] {
        let tags = text.split(separator: ",").map { part in
            var tag = Substring(part).drop { $0 == " " }
            while tag.last == " " { tag.removeLast() }
            return tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
        }
        let isTag: (Substring) -> Bool = { tag in
            tag.utf8.count >= 2 && tag.first == "\"" && tag.last == "\""
                && !tag.dropFirst().dropLast().contains("\"")
        }
        return tags.allSatisfy(isTag) ? tags : []
    }
}
