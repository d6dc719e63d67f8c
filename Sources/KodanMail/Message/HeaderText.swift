internal import Foundation
import KodanDomain

/// Header lines: plain where the text is ASCII and short, else folded encoded words (RFC 2047).
enum HeaderText {
    /// The longest line, without its line break.
    static let width = 76
    /// The longest encoded word.
    static let wordLength = 75

    /// `Subject: …`.
    static func unstructured(_ text: String, field: String) -> String {
        let plain = "\(field): \(text)"
        let isPlain =
            text.isPrintableASCII && text.first != " " && text.last != " " && plain.utf8.count <= width
        return isPlain ? plain : "\(field): \(words(text, firstLine: field.utf8.count + 2))"
    }

    /// `To: …`, the address on a line of its own where the name leaves no room.
    static func mailbox(_ mailbox: Mailbox, field: String) -> String {
        let name = mailbox.name
        guard !name.isEmpty else { return "\(field): <\(mailbox.address)>" }
        let quoted = "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        let isPlain = name.isPrintableASCII && field.utf8.count + 2 + quoted.utf8.count <= width
        let head = "\(field): " + (isPlain ? quoted : words(name, firstLine: field.utf8.count + 2))
        let lastLine =
            head.utf8.count
            - (head.utf8.lastIndex(of: 0x0A).map { head.utf8.distance(from: head.startIndex, to: $0) + 1 }
                ?? 0)
        let fits = lastLine + mailbox.address.text.utf8.count + 3 <= width
        return head + (fits ? " " : "\r\n ") + "<\(mailbox.address)>"
    }

    /// Encoded words, one a line, none cut within a character of Unicode.
    private static func words(_ text: String, firstLine used: Int) -> String {
        let frame = "=?UTF-8?B??=".utf8.count
        func room(_ line: Int) -> Int { (min(wordLength, width - line) - frame) / 4 * 3 }
        var words: [String] = []
        var bytes: [UInt8] = []
        var left = room(used)
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > left {
                words.append(word(bytes))
                bytes = []
                left = room(1)
            }
            bytes += next
        }
        return (words + [word(bytes)]).joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String {
        "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
    }
}

extension String {
    /// Whether it can stand in a header as it is: ASCII, and nothing that a reader takes for an encoded word.
    fileprivate var isPrintableASCII: Bool {
        utf8.allSatisfy { (0x20...0x7E).contains($0) } && !contains("=?")
    }
}
