import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

/// What an approver saw is what they approve, and what they send back says why.
@Suite("An approval on a page", .database)
struct ApprovalPageTests {
    private let month = "/months/2026-07"

    /// Takes the first payment back, corrects its travel money to 9,900 yen and hands it in again, a minute later.
    private func change(_ money: MoneyWorld, _ browser: Browser) async throws {
        let accountant = World.Asker.staff(.accountant)
        let reopened = try await browser.post(
            "/v1/payments/pmt-1/reopening",
            as: accountant,
            #"{"reason": "運賃の確認"}"#
        )
        try #require(reopened.status == 200, "\(reopened.text)")
        let corrected = try await browser.post(
            "/v1/honoraria/hon-1/correction",
            as: accountant,
            #"{"travel_to_presenter": 9900, "reason": "運賃の誤り"}"#
        )
        try #require(corrected.status == 201, "\(corrected.text)")
        money.world.database.clock.set(moment("2026-07-01T10:01:00+09:00"))
        let submitted = try await browser.post("/v1/months/2026-07/submission", as: accountant)
        try #require(submitted.status == 200, "\(submitted.text)")
    }

    @Test("of a month or a payment that changed since it was opened is refused until it is seen again")
    func changed() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            let paths = [month, "/payments/pmt-1"]
            var marks: [String: String] = [:]
            for path in paths { marks[path] = try await approver.mark(at: path) }
            try await change(money, browser)
            for path in paths {
                let stale = try await approver.send(path, "approve", ["seen": marks[path] ?? ""], key: path)
                #expect(stale.status == .preconditionFailed, "\(path) \(stale.text)")
                #expect(stale.text.contains("このページを開いた後に、登録が変わりました。"), "\(path)")
                // A form that says nothing of what was seen approves nothing either.
                let blind = try await approver.send(path, "approve", key: "blind \(path)")
                #expect(blind.status == .preconditionFailed, "\(path)")
            }
            #expect(try await money.world.count("payment WHERE state = 'approved'") == 0)
            let seen = try await approver.mark(at: month)
            try await approver.goes(month, "approve", ["seen": seen], to: "\(month)?done=approved")
            #expect(try await money.world.count("payment WHERE state = 'approved'") == 2)
        }
    }

    @Test("binds no account that was confirmed since the page was opened")
    func account() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            let paths = [month, "/payments/pmt-1"]
            var marks: [String: String] = [:]
            for path in paths { marks[path] = try await approver.mark(at: path) }
            try await money.scene.account(
                of: money.payee,
                number: "0000009",
                confirmed: "2026-07-01T00:30:00Z"
            )
            for path in paths {
                let stale = try await approver.send(path, "approve", ["seen": marks[path] ?? ""], key: path)
                #expect(stale.status == .preconditionFailed, "\(path) \(stale.text)")
            }
            let page = "/payments/pmt-1"
            let seen = try await approver.mark(at: page)
            try await approver.goes(page, "approve", ["seen": seen], to: "\(page)?done=approved")
            #expect(try await approver.open(page).text.contains("末尾009"))
        }
    }

    @Test("of a month names the payments that go to another account than before")
    func moved() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            money.world.database.clock.set(moment("2026-07-24T10:00:00+09:00"))
            let paid = try await browser.post(
                "/v1/transfer-files/\(file)/results",
                as: .staff(.accountant),
                #"{"paid_on": "2026-07-24"}"#
            )
            try #require(paid.status == 200, "\(paid.text)")
            // One lecture more for each of them; only one has another account by then.
            for presenter in [money.world.presenter, money.world.otherPresenter] {
                _ = try await money.scene.lecture(by: presenter, on: day("2026-07-08"))
            }
            try await money.scene.account(
                of: money.otherPayee,
                number: "0000009",
                confirmed: "2026-07-24T00:30:00Z"
            )
            money.world.database.clock.set(moment("2026-08-03T10:00:00+09:00"))
            let calculated = try await browser.post(
                "/v1/honorarium-calculations",
                as: .staff(.accountant),
                #"{"up_to": "2026-07-31"}"#
            )
            try #require(calculated.status == 200, "\(calculated.text)")
            for step in ["preparation", "submission"] {
                let answer = try await browser.post("/v1/months/2026-08/\(step)", as: .staff(.accountant))
                try #require(answer.status == 200, "\(answer.text)")
            }
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            let page = try await approver.open("/months/2026-08").text
            #expect(page.contains("1件は、前回の支払とは違う口座に振り込みます。"), "\(page)")
            #expect(page.contains("口座が変わった支払：講師 第二") && !page.contains("口座が変わった支払：講師 第一"))
        }
    }

    @Test("that is sent back tells the accountant why, until it is approved")
    func sentBack() async throws {
        let money = try await MoneyWorld()
        try await money.world.serve { browser in
            try await money.submitted(browser)
            let approver = try await money.world.visitor(.staff(.approver), at: browser.client)
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let page = "/payments/pmt-1"
            #expect(!(try await accountant.open(page).text.contains("差戻しの理由")))
            let reason = "領収書と<b>運賃が合わない"
            try await approver.goes(page, "reopen", ["reason": reason], to: "\(page)?done=reopened")
            let draft = try await accountant.open(page).text
            #expect(draft.contains("差し戻されました。経理担当が直して、もう一度承認に回します。"), "\(draft)")
            #expect(draft.contains("差戻しの理由") && draft.contains("領収書と&lt;b&gt;運賃が合わない"))
            let list = try await accountant.open(month).text
            #expect(list.contains("差し戻された支払が1件あります。") && list.contains("作成中（差戻し）"))
            let submitted = try await browser.post(
                "/v1/months/2026-07/submission",
                as: .staff(.accountant)
            )
            try #require(submitted.status == 200, "\(submitted.text)")
            // Who sent it back reads their own reason beside what became of it.
            #expect(try await approver.open(page).text.contains("領収書と&lt;b&gt;運賃が合わない"))
            #expect(!(try await accountant.open(month).text.contains("差し戻された支払")))
            let seen = try await approver.mark(at: page)
            try await approver.goes(page, "approve", ["seen": seen], to: "\(page)?done=approved")
            #expect(!(try await accountant.open(page).text.contains("差戻しの理由")))
        }
    }
}

extension PageVisitor {
    /// What the form of a page's approval says of how things stood.
    func mark(at path: String) async throws -> String {
        let page = try await open(path).text
        return String(try #require(page.firstMatch(of: /name="seen" value="([^"]+)"/), "\(page)").1)
    }
}
