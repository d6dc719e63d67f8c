internal import Foundation
import KodanDomain

extension Mail {
    /// The mail as it is sent (RFC 5322, MIME): ASCII only, CRLF, no line longer than 76 but for addresses.
    public var bytes: [UInt8] {
        let headers = [
            "Date: \(date.mailDate)",
            HeaderText.mailbox(from, field: "From"),
            HeaderText.mailbox(to, field: "To"),
            "Message-ID: <\(messageID)>",
            HeaderText.unstructured(subject, field: "Subject"),
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: base64",
            // No holiday notes in return (RFC 3834).
            "Auto-Submitted: auto-generated",
        ]
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let content = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
        // 57 bytes make a line of 76.
        let encoded = stride(from: 0, to: content.count, by: 57).map { start in
            Data(content[start..<min(start + 57, content.count)]).base64EncodedString()
        }
        return Array((headers + [""] + encoded).joined(separator: "\r\n").utf8) + [0x0D, 0x0A]
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
