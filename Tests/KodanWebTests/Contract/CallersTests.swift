import Foundation
import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

/// What the office does for somebody who phones or faxes, where a body says so and where only the query can.
@Suite("Acting for somebody who phones", .database)
struct CallersTests {
    private static let caller = "窓口 電話"

    private func callers(of action: String, _ world: World) async throws -> [String?] {
        try await world.database.owner.transaction { session in
            try session.rows(
                "SELECT on_behalf_of FROM audit_event WHERE action = \(action) ORDER BY id"
            ) { row throws(PostgresError) in try row.optional("on_behalf_of") }
        }
    }

    /// Does a step for another as `side`, who may not, and as `staff`, which the record then says; a step that `side`
    /// was refused changed nothing.
    private func check(
        _ action: String,
        _ world: World,
        side: World.Asker,
        staff: World.Asker,
        _ step: (World.Asker) async throws -> Answer
    ) async throws {
        let refused = try await step(side)
        #expect(refused.status == 422, "\(action): \(refused.text)")
        // In the body or, where none comes in, in the query.
        let places = [["/on_behalf_of of_staff"], ["on_behalf_of of_staff"]]
        #expect(places.contains(refused.errors), "\(action): \(refused.errors)")
        #expect(try await callers(of: action, world) == [], "\(action)")
        let done = try await step(staff)
        #expect((200..<300).contains(done.status), "\(action): \(done.text)")
        #expect(try await callers(of: action, world) == [Self.caller], "\(action)")
    }

    @Test("is recorded where somebody hands over a part in an organization, or gives it up")
    func members() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/organizations/\(world.organization)/members"
            let listed = try await browser.get(path, as: .host)
            let member = try #require(try listed.json["items"]?.elements.first?["user"]?.text)
            try await check(
                "organization.membership_handed_over",
                world,
                side: .host,
                staff: .staff(.coordinator)
            ) { asker in
                try await browser.post(
                    "\(path)/\(member)/handover",
                    as: asker,
                    #"{"email": "next@org.example.jp", "name": "後任", "on_behalf_of": "\#(Self.caller)"}"#
                )
            }
            let other = "/v1/organizations/\(world.otherOrganization)/members"
            let others = try await browser.get(other, as: .otherHost)
            let leaver = try #require(try others.json["items"]?.elements.first?["user"]?.text)
            try await check(
                "organization.member_removed",
                world,
                side: .otherHost,
                staff: .staff(.administrator)
            ) { asker in
                try await browser.post(
                    "\(other)/\(leaver)/removal",
                    as: asker,
                    #"{"reason": "退職", "on_behalf_of": "\#(Self.caller)"}"#
                )
            }
        }
    }

    @Test("is recorded where days off are taken back, which no body can say")
    func daysOff() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)/blackouts"
            let made = try await browser.post(path, as: .presenter, #"{"first": "2026-07-06"}"#)
            let id = try #require(try made.json["id"]?.text)
            let query = "on_behalf_of=\(Self.caller.percentEncoded)"
            try await check(
                "presenter.blackout_removed",
                world,
                side: .presenter,
                staff: .staff(.coordinator)
            ) { asker in
                try await browser.send(.delete, "\(path)/\(id)?\(query)", as: asker)
            }
            let broken = try await browser.send(
                .delete,
                "\(path)/\(id)?on_behalf_of=a%0Ab",
                as: .staff(.coordinator)
            )
            #expect(broken.status == 400 && broken.errors == ["on_behalf_of wrong_value"])
        }
    }

    @Test("is recorded where a receipt came by post, and no byte of it is kept for who may not")
    func evidence() async throws {
        let world = try await World()
        try await world.serveFiles { browser, folder in
            let (_, id) = try await world.assigned(browser)
            let query = "kind=receipt&name=receipt.pdf&on_behalf_of=\(Self.caller.percentEncoded)"
            try await check(
                "evidence.filed",
                world,
                side: .presenter,
                staff: .staff(.coordinator)
            ) { asker in
                let headers: HTTPFields = [
                    .acceptLanguage: "en", .contentType: "application/pdf",
                    .authorization: "Bearer \(try world.token(of: asker))",
                ]
                let path = "/v1/assignments/\(id)/evidence?\(query)"
                let answer = try await browser.send(.post, path, headers, "%PDF-1.7")
                let kept = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(kept.isEmpty == (asker == .presenter))
                return answer
            }
        }
    }

    @Test("is recorded where the address of a calendar is given out, and where it ends")
    func calendars() async throws {
        let world = try await World()
        try await world.serve { browser in
            let caller = #"{"on_behalf_of": "\#(Self.caller)"}"#
            var id = ""
            try await check("calendar.issued", world, side: .presenter, staff: .staff(.coordinator)) {
                asker in
                let path = "/v1/presenters/\(world.presenter)/calendars"
                let answer = try await browser.post(path, as: asker, caller)
                id = try answer.json["id"]?.text ?? id
                return answer
            }
            try await check("calendar.revoked", world, side: .presenter, staff: .staff(.coordinator)) {
                asker in
                try await browser.post("/v1/calendar-feeds/\(id)/revocation", as: asker, caller)
            }
            let path = "/v1/organizations/\(world.organization)/calendars"
            #expect(try await browser.post(path, as: .host, caller).errors == ["/on_behalf_of of_staff"])
            #expect(try await browser.post(path, as: .staff(.coordinator), caller).status == 201)
            #expect(try await callers(of: "calendar.issued", world) == [Self.caller, Self.caller])
        }
    }

    @Test("is recorded where a parcel arrived, as its receiver told")
    func deliveries() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.printed(browser)
            try await world.stock(browser, 30)
            let listed = try await browser.get("/v1/deliveries", as: .staff(.clerk))
            let items = try listed.json["items"]?.elements ?? []
            let parcel = try #require(items.first { $0["medium"]?.text == "printed" }?["id"]?.text)
            let sent = try await browser.post("/v1/deliveries/\(parcel)/dispatch", as: .staff(.clerk))
            try #require(sent.status == 200)
            try await check("delivery.received", world, side: .host, staff: .staff(.clerk)) { asker in
                try await browser.post(
                    "/v1/deliveries/\(parcel)/receipt",
                    as: asker,
                    #"{"on_behalf_of": "\#(Self.caller)"}"#
                )
            }
        }
    }
}
