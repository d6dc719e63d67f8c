import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanService
@testable import KodanWeb

@Suite("Taking away names over HTTP", .database)
struct AnonymizationsTests {
    private func user(of presenter: Presenter.ID, _ browser: Browser) async throws -> String {
        let shown = try await browser.get("/v1/presenters/\(presenter)", as: .staff(.coordinator))
        return try #require(try shown.json["user"]?.text)
    }

    @Test("waits until nothing needs them, tells who is without one, and ends what they signed in by")
    func presenter() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)"
            let user = try await user(of: world.presenter, browser)
            func anonymize(_ body: String = #"{"reason": "本人の希望"}"#) async throws -> Answer {
                try await browser.post("\(path)/anonymization", as: .staff(.administrator), body)
            }
            let early = try await anonymize()
            #expect(early.status == 409 && early.problem == "name_still_needed", "\(early.text)")
            #expect(try await anonymize("{}").errors == ["/reason present"])
            let left = try await browser.post(
                "\(path)/status-changes",
                as: .staff(.coordinator),
                #"{"state": "retired", "reason": "退任"}"#
            )
            #expect(left.status == 200)
            let others = try await browser.post(
                "\(path)/anonymization",
                as: .staff(.coordinator),
                #"{"reason": "本人の希望"}"#
            )
            #expect(others.status == 403)
            #expect(
                try await anonymize().json
                    == JSON(#"{"anonymized": [{"person": "\#(world.presenter)"}, {"person": "\#(user)"}]}"#)
            )
            #expect(try await anonymize().problem == "anonymized")
            let shown = try await browser.get(path, as: .staff(.coordinator)).json
            #expect(shown["family_name"]?.text == "匿名" && shown["payee"] == nil)
            #expect(shown["anonymized_at"]?.text == "2026-06-01T10:00:00+09:00")
            let gone = try await browser.get("/v1/users/\(user)", as: .staff(.administrator)).json
            #expect(gone["anonymized_at"]?.text == "2026-06-01T10:00:00+09:00")
            #expect(gone["active"] == .bool(false) && gone["email"]?.text == "\(user)@anonymized.invalid")
            #expect(try await browser.get("/v1/me", as: .presenter).status == 401)
            let change = try await browser.send(
                .patch,
                path,
                [
                    .authorization: "Bearer \(try world.token(of: .staff(.coordinator)))", .ifMatch: "*",
                    .contentType: "application/json",
                ],
                #"{"phone": "090-1234-5678"}"#
            )
            #expect(change.status == 409 && change.problem == "anonymized", "\(change.text)")
        }
    }

    @Test("of the contact of a request is for requests that have ended")
    func contact() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.submitted(browser)
            let path = "/v1/requests/\(request)"
            let reason = #"{"reason": "保存期間"}"#
            let early = try await browser.post("\(path)/anonymization", as: .staff(.administrator), reason)
            #expect(early.problem == "name_still_needed")
            let cancelled = try await browser.post(
                "\(path)/cancellation",
                as: .host,
                #"{"by": "host", "reason": "都合"}"#
            )
            #expect(cancelled.status == 200)
            let done = try await browser.post("\(path)/anonymization", as: .staff(.administrator), reason)
            #expect(try done.json == JSON(#"{"anonymized": [{"person": "\#(request)"}]}"#))
            let shown = try await browser.get(path, as: .staff(.administrator)).json
            #expect(shown["contact"]?["name"]?.text == "匿名の担当者")
        }
    }

    @Test("is foreseen, page by page")
    func due() async throws {
        let world = try await World()
        try await world.serve { browser in
            for presenter in [world.presenter, world.otherPresenter] {
                let left = try await browser.post(
                    "/v1/presenters/\(presenter)/status-changes",
                    as: .staff(.coordinator),
                    #"{"state": "retired", "reason": "退任"}"#
                )
                #expect(left.status == 200)
            }
            let asked = "/v1/due-anonymizations?on=2032-04-01&limit=1"
            let first = try await browser.get(asked, as: .staff(.auditor))
            #expect(
                try first.json
                    == JSON(
                        #"{"items": [{"person": "\#(world.presenter)"}], "next": "\#(world.presenter)"}"#
                    )
            )
            let link = try #require(first.headers[.link])
            #expect(link.contains("after=\(world.presenter)") && link.contains("on=2032-04-01"))
            let second = try await browser.get("\(asked)&after=\(world.presenter)", as: .staff(.auditor))
            #expect(try second.json["items"] == JSON(#"[{"person": "\#(world.otherPresenter)"}]"#))
            let today = try await browser.get("/v1/due-anonymizations", as: .staff(.administrator))
            #expect(try today.json == JSON(#"{"items": []}"#))
            for wrong in ["after=org-1", "after=1", "on=2032-02-30", "limit=501"] {
                let answer = try await browser.get(
                    "/v1/due-anonymizations?\(wrong)",
                    as: .staff(.auditor)
                )
                #expect(answer.status == 400, "\(wrong): \(answer.text)")
            }
        }
    }
}
