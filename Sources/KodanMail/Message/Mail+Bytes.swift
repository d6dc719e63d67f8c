internal import Foundation
import KodanDomain

extension Mail {
    /// What parts the alternatives: base64 has no such signs, so that no part can hold it.
    private static let boundary = "=_kodan_part"

    /// The mail as it is sent (RFC 5322, MIME): ASCII only, CRLF, no line longer than 76 but for addresses and links.
    ///
    /// With a text alone it is plain; else it has alternatives, the richest last (RFC 2046, RFC 6047).
    public var bytes: [UInt8] {
        var parts = [MIMEPart(type: "text/plain; charset=UTF-8", text: body)]
        if let html { parts.append(MIMEPart(type: "text/html; charset=UTF-8", text: html)) }
        if let calendar {
            let type = "text/calendar; charset=UTF-8; method=\(calendar.method.rawValue)"
            parts.append(MIMEPart(type: type, text: calendar.text, name: "lecture.ics"))
        }
        let content: [String]
        if parts.count == 1 {
            content = parts[0].lines
        } else {
            content =
                ["Content-Type: multipart/alternative; boundary=\"\(Mail.boundary)\"", ""]
                + parts.flatMap { ["--\(Mail.boundary)"] + $0.lines } + ["--\(Mail.boundary)--"]
        }
        return Array((headers + content).joined(separator: "\r\n").utf8) + [0x0D, 0x0A]
    }

    private var headers: [String] {
        var headers = [
            "Date: \(date.mailDate)",
            HeaderText.mailbox(from, field: "From"),
            HeaderText.mailbox(to, field: "To"),
            "Message-ID: <\(messageID)>",
            HeaderText.unstructured(subject, field: "Subject"),
            // No holiday notes in return (RFC 3834).
            "Auto-Submitted: auto-generated",
        ]
        if let unsubscribe {
            // RFC 2369 and RFC 8058: one press in the mail program, without a page between.
            headers.append("List-Unsubscribe:\r\n <\(unsubscribe)>")
            headers.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
        }
        return headers + ["MIME-Version: 1.0"]
    }
}

/// One alternative of a mail.
private struct MIMEPart {
    let type: String
    let text: String
    var name: String?

    /// Its head, an empty line, and its content in base64.
    var lines: [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let content = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
        // 57 bytes make a line of 76.
        let encoded = stride(from: 0, to: content.count, by: 57).map { start in
            Data(content[start..<min(start + 57, content.count)]).base64EncodedString()
        }
        var head = ["Content-Type: \(type)", "Content-Transfer-Encoding: base64"]
        if let name { head[0] += ";\r\n name=\"\(name)\"" }
        return head + [""] + encoded
    }
}

extension Instant {
    /// `Sat, 05 Dec 2026 14:00:00 +0900`.
    var mailDate: String {
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let midnight = Instant(date, .midnight)
        let seconds = Int((microseconds - midnight.microseconds) / 1_000_000)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
        let weekday = weekdays[((date.dayNumber + 3) % 7 + 7) % 7]
        return "\(weekday), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) \(clock) +0900"
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
