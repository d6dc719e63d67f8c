internal import Foundation
public import KodanDomain

/// A report that a mail did not arrive (RFC 3464), as a mail server sends it to the sender.
///
/// Only what can be told by a machine is read: nothing of a report is trusted but that it names a mail of ours.
public struct BounceReport: Hashable, Sendable {
    /// The largest report that is read, in bytes.
    public static let sizeLimit = 1 << 20

    /// What the report says of one recipient.
    public struct Recipient: Hashable, Sendable {
        /// The address.
        public let address: EmailAddress
        /// The status of RFC 3463, `5.1.1`.
        public let status: String
        /// Whether it was given up, rather than delayed, relayed or delivered.
        public let isFailed: Bool
        /// In the server's words, one line of at most 400 characters.
        public let words: String

        /// Whether the address takes no mail at all: given up for good, and not for a full mailbox.
        public var isHard: Bool { isFailed && status.hasPrefix("5.") && status != "5.2.2" }
    }

    /// The Message-ID of the mail that did not arrive, without angle brackets.
    public let messageID: String
    /// Its recipients, at most 100.
    public let recipients: [Recipient]

    /// Reads a whole mail; nil unless it is such a report and holds the head of the mail that did not arrive.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= BounceReport.sizeLimit else { return nil }
        // Heads are ASCII; anything else is told by what UTF-8 makes of it.
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing(
            "\r",
            with: "\n"
        )
        let mail = Part(text[...])
        let type = mail["content-type"].lowercased()
        guard type.hasPrefix("multipart/report"),
            let boundary = mail.parameter("boundary", of: "content-type"),
            !boundary.isEmpty
        else { return nil }
        let parts = mail.parts(boundary)
        guard
            let status = parts.first(where: {
                $0.isOf("message/delivery-status", "message/global-delivery-status")
            }),
            let original = parts.first(where: {
                $0.isOf("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
            })
        else { return nil }
        let id = Part(original.body.drop { $0 == "\n" })["message-id"]
        let inner = id.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
        guard !inner.isEmpty else { return nil }
        messageID = String(inner)
        let groups = status.body.split(separator: "\n\n", omittingEmptySubsequences: true).dropFirst()
        recipients = groups.prefix(100).compactMap { Recipient(Part($0 + "\n\n")) }
        guard !recipients.isEmpty else { return nil }
    }
}

extension BounceReport.Recipient {
    fileprivate init?(_ fields: Part) {
        func address(_ name: String) -> EmailAddress? {
            // `rfc822; ana@example.jp`, sometimes in angle brackets.
            let text = fields[name].split(separator: ";", maxSplits: 1).last ?? ""
            return try? EmailAddress(text.trimmingCharacters(in: CharacterSet(charactersIn: " <>\t")))
        }
        guard let address = address("original-recipient") ?? address("final-recipient"),
            let status = fields["status"].firstMatch(of: /^[245]\.[0-9]{1,3}\.[0-9]{1,3}/)
        else { return nil }
        self.address = address
        self.status = String(status.output)
        isFailed = fields["action"].lowercased() == "failed"
        let diagnostic = fields["diagnostic-code"].split(separator: ";", maxSplits: 1).last ?? ""
        let words = ChildProgram.line(of: Array(diagnostic.utf8)).trimmingCharacters(in: .whitespaces)
        self.words = words.isEmpty ? "status \(status.output)" : words
    }
}

/// A head and a body.
private struct Part {
    private let fields: [(name: String, value: String)]
    let body: Substring

    init(_ text: some StringProtocol) {
        let text = String(text)
        let end = text.firstRange(of: "\n\n")
        let head = end.map { text[..<$0.lowerBound] } ?? text[...]
        body = end.map { text[$0.upperBound...] } ?? ""
        var fields: [(name: String, value: String)] = []
        for line in head.split(separator: "\n").prefix(1000) {
            if line.first == " " || line.first == "\t" {
                guard let last = fields.popLast() else { continue }
                fields.append((last.name, last.value + " " + line.drop { $0 == " " || $0 == "\t" }))
            } else if let colon = line.firstIndex(of: ":") {
                let value = line[colon...].dropFirst().drop { $0 == " " || $0 == "\t" }
                fields.append((line[..<colon].lowercased(), String(value)))
            }
        }
        self.fields = fields
    }

    /// The first value of a field; empty if there is none.
    subscript(name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    func isOf(_ types: String...) -> Bool {
        let type = self["content-type"].prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        return types.contains(type)
    }

    /// A parameter of a field, with or without quotes.
    func parameter(_ name: String, of field: String) -> String? {
        for part in self[field].split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces).lowercased() == name else {
                continue
            }
            return pair[1].trimmingCharacters(in: CharacterSet(charactersIn: " \"\t"))
        }
        return nil
    }

    /// The parts between the boundaries, at most 20.
    func parts(_ boundary: String) -> [Part] {
        let whole = "\n" + body
        return whole.split(separator: "\n--\(boundary)", maxSplits: 20, omittingEmptySubsequences: false)
            .dropFirst().filter {
                !$0.hasPrefix("--")
            }
            .map { Part($0.drop { $0 != "\n" }.dropFirst()) }
    }
}
