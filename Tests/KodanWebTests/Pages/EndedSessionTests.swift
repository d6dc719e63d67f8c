import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Forms of pages whose session has ended", .database)
struct EndedSessionTests {
    @Test("keep what was typed where the session has ended, until whoever typed it has signed in anew")
    func ended() async throws {
        let world = try await World()
        try await world.serve { browser in
            let ended = PageVisitor(
                client: browser.client,
                secret: SecretText.session.make(from: [UInt8](repeating: 9, count: 32))
            )
            let late = try await ended.send("/requests/new", "submit", world.requestFields, key: "first")
            #expect(late.status == .unauthorized && late.text.contains("まだ送信していません"))
            #expect(late.text.contains(#"href="/sign-in?next=%2Frequests%2Fnew" target="_blank""#))
            // All of it goes on from there, and nothing that belonged to the session.
            let hidden = late.text.matches(of: /type="hidden" name="(\S+?)"/).map { String($0.1) }
            #expect(Set(hidden) == Set(world.requestFields.keys).union(["step"]))
            // Signed in again, they find what they had typed; nothing is sent before they say so.
            let host = try await world.visitor(.host, at: browser.client)
            let back = try await host.send("/requests/new", "submit", world.requestFields, csrf: "")
            #expect(back.status == .forbidden && back.text.contains("もう一度送信してください"))
            #expect(back.text.contains(#"value="ページからの申込""#))
            #expect(!back.text.contains("X-CSRF-Token"))
            #expect(try await world.count("lecture_request") == 0)
        }
    }

    @Test("do not repeat a secret where the session has ended, and keep no form without words")
    func endedSecrets() async throws {
        let world = try await World()
        try await world.serve { browser in
            let ended = PageVisitor(client: browser.client, secret: nil)
            let secrets = ["current_password": "correct horse", "password": "battery staple"]
            let late = try await ended.send("/account", "change_password", secrets)
            #expect(late.location == "/sign-in?next=%2Faccount" && !late.text.contains("horse"))
            let nothing = try await ended.send("/account", "end_others")
            #expect(nothing.location == "/sign-in?next=%2Faccount")
            let code = try await ended.send(AccountPages.codes, "confirm", ["code": "123456"])
            #expect(code.status == .seeOther && !code.text.contains("123456"))
            // The code of a programme is none.
            let programme = ["code": "new_one", "name": "新しい事業"]
            let kept = try await ended.send("/programmes", "add", programme)
            #expect(kept.status == .unauthorized && kept.text.contains(#"value="新しい事業""#))
        }
    }

    @Test("keep what was typed beside a file, however large, and say that the file is to be chosen again")
    func endedFile() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, assignment) = try await world.assigned(browser)
            let path = "/lectures/\(assignment)"
            let ended = PageVisitor(client: browser.client, secret: nil)
            for size in [0, 10, 2_000_000] {
                let file = [UInt8](repeating: 0x41, count: size)
                let late = try await ended.sendFile(path, "file", ["kind": "invoice"], file, named: "請求書.pdf")
                #expect(late.status == .unauthorized && late.text.contains("もう一度選んでください"), "\(size)")
                let hidden = late.text.matches(of: /type="hidden" name="(\S+?)" value="(\S+?)"/)
                    .map { "\($0.1) \($0.2)" }
                #expect(hidden == ["step file", "kind invoice"], "\(size)")
            }
            // Signed in again, they find what they had chosen; nothing is filed before they send it.
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let back = try await presenter.send(path, "file", ["kind": "invoice"], csrf: "")
            #expect(back.status == .forbidden && back.text.contains("もう一度送信してください"))
            #expect(back.text.contains(#"<option value="invoice" selected>"#))
            #expect(try await world.count("evidence") == 0)
            // What is no form leads to where one signs in.
            let nothing = try await ended.sendFile(path, "file", [:], [], named: "")
            #expect(nothing.location == "/sign-in?next=%2Flectures%2F\(assignment)", "\(nothing.text)")
        }
    }
}
