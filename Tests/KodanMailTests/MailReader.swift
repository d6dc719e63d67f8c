import Foundation
import KodanDomain
import KodanMail
import Testing

/// A mail taken apart again, by another way than it was put together.
struct MailReader {
    /// The lines of the head as they stand, folded.
    let rawLines: [String]
    /// Fields by name, unfolded, encoded words decoded.
    let fields: [(name: String, value: String)]
    /// The body, decoded.
    let body: String

    init(_ bytes: [UInt8]) throws {
        let text = try #require(String(bytes: bytes, encoding: .ascii), "not ASCII")
        let parts = text.components(separatedBy: "\r\n\r\n")
        try #require(parts.count == 2)
        rawLines = parts[0].components(separatedBy: "\r\n")
        var unfolded: [String] = []
        for line in rawLines {
            if line.hasPrefix(" "), let last = unfolded.popLast() {
                unfolded.append(last + line)
            } else {
                unfolded.append(line)
            }
        }
        fields = try unfolded.map { line in
            let colon = try #require(line.firstIndex(of: ":"))
            let value = line[colon...].dropFirst().drop { $0 == " " }
            return (String(line[..<colon]), try MailReader.decoded(String(value)))
        }
        let data = try #require(Data(base64Encoded: parts[1].replacing("\r\n", with: "")))
        body = try #require(String(data: data, encoding: .utf8))
    }

    subscript(name: String) -> String? {
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.count == 1 ? values[0] : nil
    }

    /// RFC 2047: blanks between encoded words do not count.
    private static func decoded(_ value: String) throws -> String {
        var text = ""
        var lastWasWord = false
        for token in value.split(separator: " ", omittingEmptySubsequences: false) {
            if token.hasPrefix("=?UTF-8?B?"), token.hasSuffix("?=") {
                #expect(token.utf8.count <= 75)
                let data = try #require(Data(base64Encoded: String(token.dropFirst(10).dropLast(2))))
                text +=
                    (text.isEmpty || lastWasWord ? "" : " ")
                    + (try #require(String(data: data, encoding: .utf8)))
                lastWasWord = true
            } else {
                text += (text.isEmpty ? "" : " ") + token
                lastWasWord = false
            }
        }
        return text
    }
}

/// A mail to Ana with these words.
func mail(
    subject: String = "Subject",
    body: String = "Body",
    name: String = "Ana",
    id: String = "msg-1.req-1@kodan"
) throws -> Mail {
    try Mail(
        from: Mailbox(name: "講壇事務局", address: EmailAddress("office@example.jp")),
        to: Mailbox(name: name, address: EmailAddress("ana@example.jp")),
        subject: subject,
        messageID: MessageID(id),
        date: #require(Instant("2026-12-05T14:03:09+09:00")),
        body: body
    )
}
