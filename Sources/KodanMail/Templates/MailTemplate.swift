/// The wording of one kind of mail: a subject and a body with placeholders.
struct MailTemplate: Sendable {
    private let subject: [Piece]
    private let body: [Piece]

    private enum Piece: Sendable {
        case text(String)
        case placeholder(MailPlaceholder)
    }

    /// Reads a template: the subject on the first line, an empty line, the body.
    init(_ text: String, of kind: MailKind) throws(MailTemplateProblem) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.count >= 3, lines[0].contains(where: { !$0.isWhitespace }), lines[1].isEmpty,
            lines[2...].contains(where: { !$0.isEmpty })
        else { throw .form(kind) }
        let subject = try MailTemplate.pieces(lines[0][...], kind)
        for case .placeholder(let placeholder) in subject where placeholder.hasLines {
            throw .placeholder(kind, placeholder.rawValue)
        }
        self.subject = subject
        body = try MailTemplate.pieces(lines[2...].joined(separator: "\n")[...], kind)
        let holdsLink = body.contains { piece in
            if case .placeholder(.link) = piece { true } else { false }
        }
        // An offer can be answered without its link, by signing in.
        guard holdsLink || kind == .offerSent || !kind.placeholders.contains(.link) else {
            throw .linkMissing(kind)
        }
    }

    /// Subject and body with `value` for each placeholder; what a value holds is never read as a placeholder.
    func filled<Failure>(
        _ value: (MailPlaceholder) throws(Failure) -> String
    ) throws(Failure) -> (subject: String, body: String) {
        func fill(_ pieces: [Piece]) throws(Failure) -> String {
            var text = ""
            for piece in pieces {
                switch piece {
                case .text(let part): text += part
                case .placeholder(let placeholder): text += try value(placeholder)
                }
            }
            return text
        }
        return (try fill(subject), try fill(body))
    }

    private static func pieces(_ text: Substring, _ kind: MailKind) throws(MailTemplateProblem) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text
        while let open = rest.firstRange(of: "{{") {
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                throw .placeholder(kind, String(rest[open.lowerBound...].prefix(30)))
            }
            let name = String(rest[open.upperBound..<close.lowerBound])
            guard let placeholder = MailPlaceholder(rawValue: name), kind.placeholders.contains(placeholder)
            else {
                throw .placeholder(kind, name)
            }
            pieces.append(.text(String(rest[..<open.lowerBound])))
            pieces.append(.placeholder(placeholder))
            rest = rest[close.upperBound...]
        }
        guard !rest.contains("}}") else { throw .placeholder(kind, "}}") }
        pieces.append(.text(String(rest)))
        return pieces
    }
}

/// Why the templates cannot be used; one sentence each, saying what to do.
public enum MailTemplateProblem: Error, Equatable, CustomStringConvertible {
    /// The folder or a file in it cannot be read.
    case unreadable(String)
    /// A kind of mail has no template.
    case missing(MailKind)
    /// A file belongs to no kind of mail.
    case unknownFile(String)
    /// A template is not a subject, an empty line and a body.
    case form(MailKind)
    /// The frame of the pages lacks `{{body}}`, has it twice, or has another placeholder than it and `{{subject}}`.
    case frame
    /// A placeholder is unknown, not closed, or has no value in this kind of mail.
    case placeholder(MailKind, String)
    /// A mail that is sent for its link alone has none.
    case linkMissing(MailKind)

    /// One sentence for the person at the terminal.
    public var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read as UTF-8: check the path and its permissions."
        case .missing(let kind): "There is no template \(kind.rawValue).txt: add it to the folder."
        case .unknownFile(let name): "\(name) is the template of no mail: rename or remove it."
        case .form(let kind):
            "\(kind.rawValue).txt must have a subject on its first line, an empty line, and a body."
        case .frame:
            "frame.html must have {{body}} once and no other placeholder than it and {{subject}}: correct it."
        case .placeholder(let kind, let name):
            "\(kind.rawValue).txt has the placeholder \(name), for which there is no value there: correct it."
        case .linkMissing(let kind):
            "\(kind.rawValue).txt has no {{link}} in its body, without which the mail is of no use: add it."
        }
    }
}
