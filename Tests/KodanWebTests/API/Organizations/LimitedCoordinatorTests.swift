import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("A coordinator with limits over HTTP", .database)
struct LimitedCoordinatorTests {
    @Test("reads no mail of other prefectures, on no path")
    func mails() async throws {
        let world = try await World().limiting(to: "27")
        let token = try world.token(of: .coordinator(of: "27"))
        try await world.serve { browser in
            let (request, _) = try await world.offered(browser)
            func ask(_ path: String) async throws -> Answer {
                try await browser.send(.get, path, [.authorization: "Bearer \(token)"], nil)
            }
            let all =
                try await browser.get("/v1/mails", as: .staff(.coordinator)).json["items"]?.elements ?? []
            #expect(!all.isEmpty)
            #expect(try await ask("/v1/mails").json["items"]?.elements == [])
            #expect(try await ask("/v1/bounces?all=true").json["items"]?.elements == [])
            for mail in all {
                #expect(try await ask("/v1/mails/\(mail["id"]?.text ?? "")").status == 404)
            }
            for path in ["/v1/requests/\(request)/mails", "/v1/presenters/\(world.presenter)/mails"] {
                #expect(try await ask(path).status == 404, "\(path)")
            }
        }
    }

    @Test("sees and changes the people of their prefectures, and no others")
    func limits() async throws {
        let world = try await World().limiting(to: "27")
        let token = try world.token(of: .coordinator(of: "27"))
        try await world.serve { browser in
            func ask(
                _ method: HTTPRequest.Method,
                _ path: String,
                _ body: String? = nil
            ) async throws -> Answer {
                var headers: HTTPFields = [
                    .authorization: "Bearer \(token)", .ifMatch: "*", .contentType: "application/json",
                ]
                headers[.idempotencyKey] =
                    method == .get ? nil : path + (body ?? "").prefix(9).filter(\.isLetter)
                return try await browser.send(method, path, headers, body)
            }
            let presenter = "/v1/presenters/\(world.presenter)"
            let organization = "/v1/organizations/\(world.organization)"
            #expect(try await ask(.get, "/v1/presenters").json["items"]?.elements == [])
            #expect(try await ask(.get, "/v1/presenters?q=%E8%AC%9B%E5%B8%AB").json["items"]?.elements == [])
            let reason = #"{"reason": "休会"}"#
            let days = #"{"first": "2026-08-01"}"#
            let wish = #"{"organization": "\#(world.organization)", "reason": "希望"}"#
            let unseen: [(HTTPRequest.Method, String, String?)] = [
                (.get, presenter, nil), (.patch, presenter, #"{"reach_minutes": 60}"#),
                (.post, "\(presenter)/status-changes", #"{"state": "suspended", "reason": "休会"}"#),
                (.get, "\(presenter)/blackouts", nil), (.post, "\(presenter)/blackouts", days),
                (.put, "\(presenter)/blackouts", #"{"days": []}"#),
                (.delete, "\(presenter)/blackouts/blk-1", nil),
                (.get, "\(presenter)/exclusions", nil), (.post, "\(presenter)/exclusions", wish),
                (.post, "\(presenter)/exclusions/\(world.organization)/lifting", reason),
            ]
            for (method, path, body) in unseen {
                let answer = try await ask(method, path, body)
                #expect(answer.status == 404, "\(method) \(path): \(answer.text)")
            }
            #expect(try await ask(.get, organization).status == 200)
            #expect(try await ask(.get, "\(organization)/members").json["items"]?.elements == [])
            let person = #"{"email": "second@org.example.jp", "name": "二人目"}"#
            let kept: [(HTTPRequest.Method, String, String)] = [
                (.patch, organization, #"{"address": "二丁目"}"#), (.post, "\(organization)/members", person),
                (
                    .post, "\(organization)/merger",
                    #"{"into": "\#(world.otherOrganization)", "reason": "統合"}"#
                ),
                (.post, "\(organization)/members/usr-1/removal", reason),
                (.post, "\(organization)/members/usr-1/handover", person),
                (
                    .post, "\(organization)/exclusions",
                    #"{"presenter": "\#(world.presenter)", "reason": "希望"}"#
                ),
                (.post, "\(organization)/exclusions/\(world.presenter)/lifting", reason),
            ]
            for (method, path, body) in kept {
                let answer = try await ask(method, path, body)
                #expect(answer.status == 403, "\(method) \(path): \(answer.text)")
            }
        }
    }

    @Test("sees mails that came back only where they see a mail to that address, and clears no others")
    func bounces() async throws {
        let world = try await World().limiting(to: "13", "27")
        try await world.serve { browser in
            let request = try await world.submitted(browser)
            try await world.database.owner.transaction { session in
                try session.execute(
                    "UPDATE outbox_message SET state = 'sent', sent_at = queued_at, attempts = 1"
                )
            }
            let coordinator = World.Asker.staff(.coordinator)
            let mails = try await browser.get("/v1/requests/\(request)/mails", as: coordinator).json
            let mail = try #require(mails.items().first)
            let body = #"{"hard": true, "reason": "550 5.1.1 no such user"}"#
            let made = try await browser.post("/v1/mails/\(mail)/bounces", as: coordinator, body)
            let id = try #require(try made.json["id"]?.text, "\(made.text)")
            let outsider = World.Asker.coordinator(of: "27")
            #expect(try await browser.get("/v1/bounces", as: outsider).json.items() == [])
            #expect(try await browser.get("/v1/bounces/\(id)", as: outsider).status == 404)
            let path = "/v1/bounces/\(id)/clearance"
            #expect(try await browser.post(path, as: outsider, #"{"reason": "直った"}"#).status == 404)
            let neighbour = World.Asker.coordinator(of: "13")
            #expect(try await browser.get("/v1/bounces", as: neighbour).json.items() == [id])
            #expect(try await browser.post(path, as: neighbour, #"{"reason": "直った"}"#).status == 200)
        }
    }
}
