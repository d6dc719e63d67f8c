import Foundation
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@Suite("kodan mail", .database)
struct MailCommandTests {
    /// Two mails that were sent, to ana1 and ana2.
    private func sent() async throws {
        try await TestDatabase.current.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, state, attempts,
                                            queued_at, due_at, sent_at, tried_from)
                SELECT 'account_changed', 'ana' || number || '@example.jp', 'Ana', 'acc-' || number,
                       '{"last_three": "567"}', 'msg-' || number || '.acc-' || number || '@kodan', 'sent', 1,
                       '2026-04-01', '2026-04-01', '2026-04-01', '2026-04-01'
                  FROM generate_series(1, 2) AS number
                """
            )
        }
    }

    @Test("shows, records what came back by hand and by its report, and sends again")
    func all() async throws {
        try await sent()
        let run = try OfficeRun()
        defer { run.end() }
        let list = try run(as: "coordinator", ["mail", "list", "--to", "ana1@example.jp"])
        #expect(list.output.contains("account_changed  ana1@example.jp  acc-1  sent 2026-04-01"))
        #expect(try run(as: "coordinator", ["mail", "dead"]).output == "None.\n")
        let recorded = try run(as: "coordinator", ["mail", "bounce", "--mail", "msg-1", "--reason", "宛先不明"])
        #expect(
            recorded.status == 0 && recorded.output.hasSuffix("is recorded for msg-1.\n"),
            "\(recorded.errors)"
        )
        let report = """
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.jp

            Final-Recipient: rfc822; ana2@example.jp
            Action: failed
            Status: 5.1.1

            --b
            Content-Type: message/rfc822

            Message-ID: <msg-2.acc-2@kodan>

            --b--
            """
        let read = try run(as: "coordinator", ["mail", "bounce"], input: report)
        #expect(read.status == 0 && read.output.contains("is recorded"), "\(read.errors)")
        #expect(try run(as: "coordinator", ["mail", "dead"]).output.split(separator: "\n").count == 2)
        let bounces = try run(as: "auditor", ["mail", "bounces"]).output
        #expect(bounces.contains("ana1@example.jp") && bounces.contains("closed  status 5.1.1"))
        let key = try #require(bounces.split(separator: " ").first.map { String($0) })
        #expect(try run(as: "coordinator", ["mail", "clear", key, "--reason", "確認"]).status == 0)
        let resent = try run(as: "coordinator", ["mail", "resend", "msg-1", "--reason", "確認"])
        #expect(resent.output == "msg-1 is sent again.\n", "\(resent.errors)")
        let courtesy = try run(as: "coordinator", ["mail", "subscribe", "ana1@example.jp"])
        #expect(courtesy.output == "ana1@example.jp gets courtesy mails already.\n")
    }

    @Test("refuses with a sentence")
    func refused() async throws {
        try await sent()
        let run = try OfficeRun()
        defer { run.end() }
        let cases: [([String], Int32, String)] = [
            (["resend", "msg-1", "--reason", "x"], 65, "msg-1"),
            (["resend", "msg-9", "--reason", "x"], 65, "msg-9"),
            (["bounce", "--mail", "msg-1"], 64, "--reason"), (["bounce", "--soft"], 64, "--mail"),
            (["clear", "bnc-9", "--reason", "x"], 65, "bnc-9"), (["list", "--to", "x"], 65, "mail"),
            (["list", "--state", "gone"], 64, "gone"),
        ]
        for (words, status, part) in cases {
            let refused = try run(as: "coordinator", ["mail"] + words)
            #expect(refused.status == status && refused.errors.contains(part), "\(words): \(refused.errors)")
        }
        let noReport = try run(as: "coordinator", ["mail", "bounce"], input: "Subject: hello\n\nhello\n")
        #expect(noReport.status == 65 && noReport.errors.contains("3464"))
    }

    @Test("previews every template without a database")
    func preview() throws {
        let environment = ["KODAN_CONFIG": Checkout.config]
        let text = try CommandRun(["mail", "preview", "offer_sent"], environment: environment)
        #expect(text.status == 0 && text.output.hasPrefix("Subject: 【ご回答のお願い】"))
        let page = try CommandRun(
            ["mail", "preview", "assignment_brief", "--html"],
            environment: environment
        )
        #expect(page.status == 0 && page.output.contains("<table>"))
        #expect(try CommandRun(["mail", "preview", "greeting"], environment: environment).status == 64)
    }
}
