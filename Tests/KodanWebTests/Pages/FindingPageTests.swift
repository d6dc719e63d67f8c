import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of findings", .database)
struct FindingPageTests {
    @Test("are cleared with a reason, once")
    func clearance() async throws {
        let world = try await World()
        try await FindingsTests().checked(world)
        try await world.serve { browser in
            let accountant = try await world.visitor(.staff(.accountant), at: browser.client)
            let open = try await accountant.open("/findings?state=open").text
            #expect(open.contains("/findings/fnd-1") && open.contains("確認事項の一覧（古い順）"))
            let silent = try await accountant.send("/findings/fnd-1", "clear", key: "silent")
            #expect(silent.status == .unprocessableContent && silent.text.contains("#clear-reason"))
            try await accountant.goes(
                "/findings/fnd-1",
                "clear",
                ["reason": "時計のずれ"],
                to: "/findings/fnd-1?done=cleared"
            )
            let cleared = try await accountant.open("/findings/fnd-1")
            #expect(cleared.text.contains("時計のずれ") && !cleared.offers("clear"))
            let again = try await accountant.send("/findings/fnd-1", "clear", ["reason": "再"], key: "again")
            #expect(again.status == .conflict)
            #expect(try await accountant.open("/findings").text.contains("確認事項の一覧（新しい順）"))
            try await accountant.goes("/findings", "check", to: "/findings?state=open&done=checked")
        }
    }
}
