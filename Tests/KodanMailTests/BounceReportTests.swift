import Foundation
import KodanDomain
import KodanMail
import Testing

/// A report as postfix writes it, with these particulars.
func bounce(
    action: String = "failed",
    status: String = "5.1.1",
    recipient: String = "rfc822; ana@example.jp",
    messageID: String = "<msg-17.ofr-3@kodan>",
    type: String = "multipart/report; report-type=delivery-status;\n\tboundary=\"B1.x/mail\"",
    original: String = "text/rfc822-headers"
) -> String {
    """
    Return-Path: <>
    From: MAILER-DAEMON@mx.example.jp (Mail Delivery System)
    Subject: Undelivered Mail Returned to Sender
    Content-Type: \(type)
    MIME-Version: 1.0

    --B1.x/mail
    Content-Type: text/plain; charset=us-ascii

    I'm sorry to have to inform you that your message could not be delivered.

    --B1.x/mail
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.jp
    Arrival-Date: Thu, 26 Nov 2026 10:00:00 +0900 (JST)

    Final-Recipient: \(recipient)
    Action: \(action)
    Status: \(status)
    Diagnostic-Code: smtp; 550 5.1.1 <ana@example.jp>: Recipient address
        rejected: User unknown

    --B1.x/mail
    Content-Type: \(original)

    Return-Path: <bounces@example.jp>
    Message-ID: \(messageID)
    Subject: =?UTF-8?B?6Kyb?=

    --B1.x/mail--

    """
}

@Suite("The report of a mail that came back")
struct BounceReportTests {
    @Test("names the mail, the recipient, the status and the server's words", arguments: ["\n", "\r\n"])
    func read(newline: String) throws {
        let report = try #require(BounceReport(Array(bounce().replacing("\n", with: newline).utf8)))
        #expect(report.messageID == "msg-17.ofr-3@kodan")
        let recipient = try #require(report.recipients.first)
        #expect(report.recipients.count == 1)
        #expect(recipient.address.text == "ana@example.jp" && recipient.status == "5.1.1")
        #expect(recipient.words == "550 5.1.1 <ana@example.jp>: Recipient address rejected: User unknown")
        #expect(recipient.isFailed && recipient.isHard)
    }

    @Test("needs no words for people before the ones for machines")
    func bare() throws {
        let words =
            "I'm sorry to have to inform you that your message could not be delivered.\n\n--B1.x/mail\n"
        let start = "Content-Type: text/plain; charset=us-ascii\n\n"
        let text = bounce().replacing("--B1.x/mail\n" + start + words, with: "--B1.x/mail\n")
        #expect(!text.contains("sorry"))
        #expect(BounceReport(Array(text.utf8))?.recipients.count == 1)
    }

    @Test(
        "tells what is for good from what is for now",
        arguments: [
            ("failed", "5.1.1", true, true), ("failed", "5.2.2", true, false),
            ("failed", "4.4.7", true, false),
            ("delayed", "4.4.1", false, false), ("delivered", "2.0.0", false, false),
            ("relayed", "5.0.0", false, false),
        ]
    )
    func grades(action: String, status: String, isFailed: Bool, isHard: Bool) throws {
        let text = bounce(action: action, status: status, original: "message/rfc822")
        let recipient = try #require(BounceReport(Array(text.utf8))?.recipients.first)
        #expect(recipient.isFailed == isFailed && recipient.isHard == isHard)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "Subject: hello\n\nhello\n", bounce(type: "text/plain"),
            bounce(type: "multipart/mixed; boundary=\"B1.x/mail\""),
            bounce(type: "multipart/report; report-type=delivery-status"), bounce(messageID: "none"),
            bounce(status: "five"),
            bounce(recipient: "rfc822; nobody"), bounce(recipient: "x; a@b.jp, c@d.jp"),
        ]
    )
    func others(text: String) {
        #expect(BounceReport(Array(text.utf8)) == nil)
    }

    @Test("is read without harm, whatever it is cut to", arguments: Array(stride(from: 0, to: 1100, by: 13)))
    func cut(length: Int) {
        let bytes = Array(bounce().utf8.prefix(length)) + [0xFF, 0x0A, 0x00]
        _ = BounceReport(bytes)
        #expect(BounceReport([UInt8](repeating: 0x0A, count: BounceReport.sizeLimit + 1)) == nil)
    }
}
