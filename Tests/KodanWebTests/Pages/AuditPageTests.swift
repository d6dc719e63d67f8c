import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of the record", .database)
struct AuditPageTests {
    @Test("show what happened last first, narrowed by subject, action, person and day")
    func list() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            let page = try await auditor.open("/audit?subject=\(request)").text
            let submitted = try #require(page.firstRange(of: "request.submitted"))
            let approved = try #require(page.firstRange(of: "request.approved"))
            #expect(approved.lowerBound < submitted.lowerBound)
            let narrowed = try await auditor.open("/audit?action=request.approved").text
            #expect(narrowed.contains("承認（request.approved）") && !narrowed.contains("request.submitted"))
            let empty = "該当する記録はありません"
            #expect(try await auditor.open("/audit?subject=req-999999").text.contains(empty))
            #expect(try await auditor.open("/audit?user=nonsense").text.contains(empty))
            #expect(try await auditor.open("/audit?until=2020-01-01").text.contains(empty))
            // No text of the record holds a NUL: whoever asks for one asks for nothing.
            let nothing = try await auditor.open("/audit?subject=%00&action=request%00")
            #expect(nothing.status == .ok && !nothing.text.contains(empty))
            #expect(try await !auditor.open("/audit?from=2020-01-01&until=2026-06-01").text.contains(empty))
            #expect(
                try await auditor.open("/audit?subject=%3Cscript%3E").text.contains(
                    "value=\"&lt;script&gt;\""
                )
            )
        }
    }

    @Test("walk through the whole record page by page, each event once")
    func pages() async throws {
        let world = try await World()
        try await world.serve { browser in
            for _ in 1...3 { _ = try await world.approved(browser) }
            let read = ReadAuditEvents(office: world.office)
            let asker = Credential.token(try world.token(of: .staff(.auditor)))
            var filter = AuditFilter()
            let oldest = try await read(filter, limit: .most, as: asker).items
            filter.isNewestFirst = true
            var walked: [AuditEventEntry] = []
            var after: AuditEvent.ID?
            repeat {
                let page = try await read(filter, after: after, limit: #require(PageLimit(4)), as: asker)
                walked += page.items
                after = page.next
            } while after != nil
            #expect(walked == oldest.reversed() && walked.count > 8)
            #expect(walked.contains { $0.userName != nil })
        }
    }

    @Test("tell plainly whether the seals hold, to auditors, approvers and administrators")
    func verification() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.approved(browser)
            _ = try await SealAudit(office: world.office)()
            for role in [Role.auditor, .approver, .administrator] {
                let visitor = try await world.visitor(.staff(role), at: browser.client)
                #expect(try await visitor.open("/audit/verification").text.contains("計算し直して"))
                let result = try await visitor.send("/audit/verification", "verify")
                #expect(result.status == .ok && result.text.contains("問題ありません"))
            }
            let verify = VerifyAudit(office: world.office)
            let bytes = try #require(try await verify(as: world.database.staff.auditor).newestSeal)
            let seal = bytes.hexadecimal
            let approver = try await world.visitor(.staff(.approver), at: browser.client)
            let path = "/audit/verification"
            let typed = " \(seal.prefix(32).uppercased()) \(seal.suffix(32))"
            let found = try await approver.send(path, "verify", ["seal": typed])
            #expect(found.status == .ok && found.text.contains("探した封印は第"))
            let missing = try await approver.send(path, "verify", ["seal": String(repeating: "a", count: 64)])
            #expect(missing.status == .ok && missing.text.contains("探した封印が見つかりません"))
            let wrong = try await approver.send(path, "verify", ["seal": "abc"])
            #expect(wrong.text.contains("64桁の値") && !wrong.text.contains("検証の結果"))
            try await world.database.owner.transaction { session in
                try session.script(
                    """
                    ALTER TABLE audit_event DISABLE TRIGGER USER;
                    UPDATE audit_event SET reason = '後から書いた' WHERE id = (SELECT min(id) FROM audit_event);
                    """
                )
            }
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            let broken = try await auditor.send("/audit/verification", "verify")
            #expect(broken.text.contains("一致しない封印があります") && broken.text.contains("第1号"))
            for role in [Role.clerk, .accountant, .coordinator] {
                let visitor = try await world.visitor(.staff(role), at: browser.client)
                #expect(try await visitor.send("/audit/verification", "verify").status == .forbidden)
            }
        }
    }
}
