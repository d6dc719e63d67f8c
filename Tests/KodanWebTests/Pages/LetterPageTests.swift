import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("The letters about a lecture", .database)
struct LetterPageTests {
    @Test("are each side's own, and both for a coordinator, with what is written above them")
    func letters() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            let path = "/lectures/\(assignment)/letters"
            let head = "?to=\("株式会社見本　社長".percentEncoded)&number=\("見本第12号".percentEncoded)&day=2026-06-15"
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            #expect(try await coordinator.open("/lectures/\(assignment)").text.contains("href=\"\(path)\""))
            let both = try await coordinator.open(path + head)
            #expect(both.status == .ok && both.text.contains("講師派遣決定通知書"))
            #expect(both.text.contains("講師派遣依頼書") && both.text.contains("株式会社見本　社長 様"))
            #expect(both.text.contains("見本第12号") && both.text.contains("2026年6月15日"))
            #expect(both.text.contains("見本公法機構") && both.text.contains("御中"))
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let asked = try await presenter.open(path).text
            #expect(asked.contains("<h2>講師派遣依頼書</h2>") && !asked.contains("<h2>講師派遣決定通知書</h2>"))
            #expect(asked.contains("2026年6月1日"))
            let host = try await world.visitor(.host, at: browser.client)
            // The link to them promises nobody the other side's.
            for (visitor, own, others) in [
                (presenter, "講師派遣依頼書を印刷する", "決定通知書"), (host, "講師派遣決定通知書を印刷する", "派遣依頼書"),
            ] {
                let lecture = try await visitor.open("/lectures/\(assignment)").text
                #expect(lecture.contains(own) && !lecture.contains(others), "\(own)")
            }
            let told = try await host.open(path).text
            #expect(told.contains("<h2>講師派遣決定通知書</h2>") && !told.contains("<h2>講師派遣依頼書</h2>"))
            // Who came by the mailed link of the request is its host.
            let link = try await world.statusLink(of: request).percentEncoded
            let stranger = PageVisitor(client: browser.client, secret: nil)
            let linked = try await stranger.open("\(path)?link=\(link)").text
            #expect(linked.contains("<h2>講師派遣決定通知書</h2>"))
            #expect(linked.contains("href=\"/lectures/\(assignment)?link=\(link)\""))
            for asker in [World.Asker.otherHost, .otherPresenter] {
                let other = try await world.visitor(asker, at: browser.client)
                #expect(try await other.open(path).status == .notFound, "\(asker)")
            }
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            #expect(try await auditor.open(path).status == .forbidden)
        }
    }

    @Test("are not there once the presenter is bound no more")
    func released() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment) = try await world.assigned(browser)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let gone = try await presenter.send("/lectures/\(assignment)", "withdraw", ["reason": "病気のため"])
            #expect(gone.location == "/home?done=withdrawn", "\(gone.text)")
            #expect(try await presenter.open("/home?done=withdrawn").text.contains("辞退を受け付けました。"))
            // The host is not told any more that they come, nor that their request was approved a second time.
            let host = try await world.visitor(.host, at: browser.client)
            let status = try await host.open("/requests/\(request)").text
            #expect(!status.contains("<dt>講師</dt>") && !status.contains("決定した日時"))
            #expect(status.contains("<dt>前の派遣</dt>") && status.contains("講師の選び直し"))
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let page = try await coordinator.open("/lectures/\(assignment)/letters")
            #expect(page.status == .ok && page.text.contains("文書がありません"))
            #expect(!page.text.contains("class=\"sheet\""))
            #expect(try await !coordinator.open("/lectures/\(assignment)").text.contains("/letters\""))
        }
    }
}
