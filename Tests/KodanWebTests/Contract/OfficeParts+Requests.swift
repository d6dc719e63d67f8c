import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

/// Requests and lectures beside the first, each in the state that something wants.
extension OfficeParts {
    private static let hall = #"{"name": "九段会館", "municipality": "13101", "address": "九段南1-6-5"}"#

    /// What somebody asks for, online or at a venue: the host for a lecture that is dispatched, the presenter for one
    /// that they hold themself.
    private func asked(by asker: World.Asker, on day: String, title: String, online: Bool = true) -> String {
        let world = browser.world
        let place = online ? #""place": "online""# : #""place": "venue", "venue": \#(Self.hall)"#
        let body = world.requestBody(title: title).replacing("2026-07-08", with: day)
            .replacing(#""place": "online""#, with: place)
        guard asker == .presenter else { return body }
        return body.replacing("regional_dispatched", with: "regional_self_hosted").replacing(
            #""organization": "\#(world.organization)""#,
            with: #""presenter": "\#(world.presenter)""#
        )
    }

    private func screen(_ request: String, _ decision: String) async throws {
        let answer = try await browser.post(
            "/v1/requests/\(request)/screening",
            as: .staff(.coordinator),
            decision
        )
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// A request that is only begun.
    func draft(by asker: World.Asker = .host) async throws -> String {
        let body = asked(by: asker, on: "2026-09-02", title: "書きかけ")
        return try await browser.made("/v1/request-drafts", asker, body)
    }

    /// A request that was sent back to be corrected.
    func returned(by asker: World.Asker = .host) async throws -> String {
        let body = asked(by: asker, on: "2026-09-09", title: "差し戻し")
        let request = try await browser.made("/v1/requests", asker, body)
        try await screen(request, #"{"decision": "send_back", "reason": "希望日時を増やしてください"}"#)
        return request
    }

    /// A request of the host that waits for a presenter, and its first wish, on which both could come.
    func waiting(on day: String = "2026-08-19") async throws -> (request: String, slot: String) {
        let body = asked(by: .host, on: day, title: "募集中")
        let request = try await browser.made("/v1/requests", .host, body)
        try await screen(request, #"{"decision": "approve"}"#)
        return (request, try await slot(of: request))
    }

    private func slot(of request: String) async throws -> String {
        let answer = try await browser.get("/v1/requests/\(request)", as: .host)
        return try #require(try answer.json["slots"]?.elements.first?["id"]?.text, "\(answer.text)")
    }

    /// A lecture of the host that one of the presenters is to hold, and its wish.
    func lecture(on day: String, by asker: World.Asker) async throws -> (lecture: String, slot: String) {
        let body = asked(by: .host, on: day, title: "別の講習", online: false)
        let request = try await browser.made("/v1/requests", .host, body)
        try await screen(request, #"{"decision": "approve"}"#)
        let offers = try await browser.world.offers(of: request, browser)
        let offer = try #require(asker == .presenter ? offers.first : offers.last)
        let lecture = try await browser.made("/v1/offers/\(offer)/acceptance", asker, "{}")
        return (lecture, try await slot(of: request))
    }

    /// A lecture that the presenter holds themself, and the parcel for it.
    func ownLecture() async throws -> (request: String, parcel: String) {
        let body = asked(by: .presenter, on: "2026-07-29", title: "自主開催", online: false)
        let request = try await browser.made("/v1/requests", .presenter, body)
        try await screen(request, #"{"decision": "approve"}"#)
        let listed = try await browser.get("/v1/assignments?request=\(request)", as: .presenter)
        let lecture = try #require(try listed.json["items"]?.elements.first?["id"]?.text, "\(listed.text)")
        let planned = try await browser.post("/v1/assignments/\(lecture)/deliveries", as: .staff(.clerk))
        try #require(planned.status == 201, "\(planned.text)")
        return (request, try await delivery("printed", for: lecture))
    }

    /// Another day, which one side of a lecture wants.
    func change(of lecture: String, by side: String) async throws -> String {
        let asker: World.Asker = side == "host" ? .host : .presenter
        return try await browser.made("/v1/assignments/\(lecture)/changes", asker, World.change(by: side))
    }

    /// Gives somebody one-time codes, as they would set them up in a session of their own.
    func setUpCodes(of user: User.ID) async throws {
        let office = browser.world.office
        let secret = SecretText.session.make(from: (0..<32).map { _ in UInt8.random(in: 0...255) })
        let now = office.clock.now()
        try await browser.world.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO user_session
                       (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
                VALUES (\(user.rawValue), 'coordinator', 'password', \(SecretText.digest(of: secret)),
                        \(now), \(now), 60, \(now.adding(minutes: 600)))
                """
            )
        }
        let enrolled = try await EnrolTOTP(office: office)(as: .session(secret))
        let key = try #require(Base32.bytes(of: enrolled.secret))
        let code = TimeCode.code(key, step: TimeCode.step(at: now))
        _ = try await ConfirmTOTP(office: office)(code, as: .session(secret))
    }
}
