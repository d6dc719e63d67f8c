import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Who is kept apart, on a coordinator's pages,", .database)
struct ExclusionPageTests {
    @Test("is added on the presenter's page, and taken back there with a reason")
    func ofOrganization() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/presenters/\(world.presenter)"
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !visitor.open(path).text.contains("派遣しない団体を解除する"))
            let wish = [
                "organization": "\(world.organization)", "asked_by": "host", "reason": "<b>希望</b>",
                "on_behalf_of": "担当 1",
            ]
            let silent = try await visitor.send(path, "keep_apart", wish.filter { $0.key != "reason" })
            #expect(silent.status == .unprocessableContent)
            let kept = try await visitor.send(path, "keep_apart", wish)
            #expect(kept.location == "\(path)?done=kept_apart", "\(kept.text)")
            let page = try await visitor.open(path).text
            #expect(page.contains("value=\"\(world.organization)/host\"") && page.contains("主催団体の申し出"))
            #expect(page.contains("&lt;b&gt;希望") && !page.contains("<b>希望"))
            // The presenter asked for nothing.
            let wrong = ["exclusion": "\(world.organization)/presenter", "reason": "登録の誤り"]
            #expect(try await visitor.send(path, "lift_exclusion", wrong).status != .seeOther)
            #expect(try await world.count("presenter_exclusion") == 1)
            let lifting = ["exclusion": "\(world.organization)/host", "reason": "登録の誤り"]
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            #expect(try await !auditor.open(path).text.contains("派遣しない団体を解除する"))
            #expect(try await auditor.send(path, "lift_exclusion", lifting).status == .forbidden)
            let lifted = try await visitor.send(path, "lift_exclusion", lifting)
            #expect(lifted.location == "\(path)?done=exclusion_lifted", "\(lifted.text)")
            #expect(try await world.count("presenter_exclusion") == 0)
            #expect(
                try await world.count(
                    "audit_event WHERE action = 'presenter.exclusion_lifted' AND reason = '登録の誤り'"
                ) == 1
            )
        }
    }

    @Test("is taken back for one request where the wrong presenter was left out")
    func ofRequest() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let path = "/requests/\(request)/matching"
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await !visitor.open(path).text.contains("候補から外した講師を戻す"))
            for presenter in [world.presenter, world.otherPresenter] {
                let fields = ["presenter": "\(presenter)", "reason": "主催の希望"]
                let excluded = try await visitor.send(path, "exclude", fields, key: "\(presenter)")
                #expect(excluded.location == "\(path)?done=excluded", "\(excluded.text)")
            }
            #expect(try await visitor.open(path).text.contains("候補から外した講師を戻す"))
            let silent = try await visitor.send(path, "lift_exclusion", ["presenter": "\(world.presenter)"])
            #expect(silent.status == .unprocessableContent)
            let lifted = try await visitor.send(
                path,
                "lift_exclusion",
                ["presenter": "\(world.presenter)", "reason": "番号の誤り"]
            )
            #expect(lifted.location == "\(path)?done=exclusion_lifted", "\(lifted.text)")
            #expect(
                try await world.count(
                    "request_exclusion WHERE presenter_id = \(world.otherPresenter.rawValue)"
                )
                    == 1
            )
            #expect(try await world.count("request_exclusion") == 1)
        }
    }
}
