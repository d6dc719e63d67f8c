/// The page around every mail's text: a file of HTML with `{{subject}}` and `{{body}}`.
struct MailFrame: Sendable {
    private let pieces: [String]

    /// Reads a frame.
    init(_ text: String) throws(MailTemplateProblem) {
        let marked = text.replacing("{{subject}}", with: "\u{0}s\u{0}").replacing(
            "{{body}}",
            with: "\u{0}b\u{0}"
        )
        let pieces = marked.split(separator: "\u{0}", omittingEmptySubsequences: false).map { String($0) }
        guard pieces.count(where: { $0 == "b" }) == 1, !marked.contains("{{"), !marked.contains("}}") else {
            throw .frame
        }
        self.pieces = pieces
    }

    /// The page of a mail; what a value holds stays text.
    func page(subject: String, text: String) -> String {
        pieces.enumerated().map { index, piece in
            // Every other piece is a placeholder.
            guard index % 2 == 1 else { return piece }
            return piece == "b" ? MailFrame.paragraphs(of: text) : MailFrame.escaped(subject)
        }.joined()
    }

    /// Paragraphs, lists of particulars as tables, links that stand alone as links; nothing in it is read as HTML.
    static func paragraphs(of text: String) -> String {
        text.split(separator: "\n\n", omittingEmptySubsequences: true).map { block in
            let lines = block.split(separator: "\n", omittingEmptySubsequences: true).map { String($0) }
            return table(lines) ?? link(lines) ?? paragraph(lines)
        }.joined(separator: "\n")
    }

    /// Lines of a name, an ideographic space and a value, indented by two blanks.
    private static func table(_ lines: [String]) -> String? {
        let rows = lines.compactMap { line -> String? in
            guard line.hasPrefix("  "), let gap = line.firstIndex(of: "\u{3000}") else { return nil }
            let name = escaped(line[..<gap].drop { $0 == " " })
            return "<tr><th>\(name)</th><td>\(escaped(line[gap...].drop { $0 == "\u{3000}" }))</td></tr>"
        }
        return !lines.isEmpty && rows.count == lines.count ? "<table>\(rows.joined())</table>" : nil
    }

    private static func link(_ lines: [String]) -> String? {
        guard lines.count == 1, lines[0].hasPrefix("  http") else { return nil }
        let address = lines[0].drop { $0 == " " }
        guard address.hasPrefix("https://") || address.hasPrefix("http://"), !address.contains(" ") else {
            return nil
        }
        return "<p><a href=\"\(escaped(address))\">\(escaped(address))</a></p>"
    }

    private static func paragraph(_ lines: [String]) -> String {
        guard lines.first == "--" else {
            return "<p>\(lines.map { escaped($0) }.joined(separator: "<br>"))</p>"
        }
        return "<p class=\"sender\">\(lines.dropFirst().map { escaped($0) }.joined(separator: "<br>"))</p>"
    }

    private static func escaped(_ text: some StringProtocol) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
