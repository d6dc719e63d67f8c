import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

/// Makes what belongs to a lecture, and what the office keeps beside it.
struct OfficeParts {
    let browser: Browser
    let request: String
    let lecture: String

    /// Days on which the presenter cannot come; both sides of the world's pairs keep apart.
    func dayOff() async throws -> String {
        let world = browser.world
        let wishes = [
            (
                "organizations/\(world.organization)", World.Asker.staff(.coordinator), "presenter",
                "\(world.otherPresenter)"
            ),
            ("presenters/\(world.presenter)", .presenter, "organization", "\(world.otherOrganization)"),
        ]
        for (path, asker, name, other) in wishes {
            let body = #"{"\#(name)": "\#(other)", "reason": "希望"}"#
            let made = try await browser.post("/v1/\(path)/exclusions", as: asker, body)
            try #require(made.status == 201, "\(made.text)")
        }
        return try await browser.made(
            "/v1/presenters/\(world.presenter)/blackouts",
            .presenter,
            #"{"first": "2027-01-04"}"#
        )
    }

    /// Everybody's own session.
    func sessions() async throws -> AuthorizationScene.Subject {
        var own: [World.Asker: [String: String]] = [:]
        for asker in World.everybody + [AuthorizationScene.neighbour] {
            _ = try await browser.world.visitor(asker, at: browser.client)
            own[asker] = ["id": try await browser.first("/v1/sessions", as: asker)]
        }
        return AuthorizationScene.Subject(
            own[.host] ?? [:],
            of: own,
            strangers: World.everybody.filter { $0 != .host }
        )
    }

    /// The slides, of which both sides have a link, a parcel that is still here, and the host's link.
    func deliveries() async throws -> (slides: String, parcel: String, link: String) {
        let edition = try await edition("digital")
        try await browser.world.stock(browser, 100)
        _ = try await browser.upload(
            "/v1/editions/\(edition)/file?name=slides.pdf",
            as: .staff(.clerk),
            "application/pdf",
            Array("%PDF-1.7\n".utf8)
        )
        let slides = try await delivery("digital", for: lecture)
        let sent = try await browser.post("/v1/deliveries/\(slides)/dispatch", as: .staff(.clerk))
        try #require(sent.status == 200, "\(sent.text)")
        let link = try await browser.first("/v1/deliveries/\(slides)/links", as: .staff(.clerk))
        return (slides, try await delivery("printed", for: lecture), link)
    }

    /// What goes out for a lecture in this medium.
    func delivery(_ medium: String, for lecture: String) async throws -> String {
        let listed = try await browser.get("/v1/deliveries?assignment=\(lecture)", as: .staff(.clerk))
        let items = try listed.json["items"]?.elements ?? []
        return try #require(items.first { $0["medium"]?.text == medium }?["id"]?.text, "\(listed.text)")
    }

    /// The edition of a material in this medium.
    func edition(_ medium: String) async throws -> String {
        let items = try await browser.get("/v1/materials", as: .staff(.clerk)).json["items"]?.elements ?? []
        let material = items.first { $0["medium"]?.text == medium }
        return try #require(material?["editions"]?.elements.first?["id"]?.text)
    }

    /// Something of this kind that waits for somebody.
    func deskEntry(_ kind: String) async throws -> String {
        let key = try #require(LectureRequest.ID(request))
        let id: Int64 = try await browser.world.database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO desk_entry (kind, request_id, tried, opened_at)
                VALUES (\(kind), \(key.rawValue), '', '2026-06-01T00:00:00Z')
                RETURNING id
                """
            )
        }
        return "dsk-\(id)"
    }

    /// The calendars of the first host and the first presenter.
    func feeds(of world: World) async throws -> AuthorizationScene.Subject {
        func feed(_ path: String, _ asker: World.Asker) async throws -> [String: String] {
            let made = try await browser.post("\(path)/calendars", as: asker)
            try #require(made.status == 201, "\(made.text)")
            return ["id": try await browser.first("\(path)/calendars", as: asker)]
        }
        let ofHost = try await feed("/v1/organizations/\(world.organization)", .host)
        let ofPresenter = try await feed("/v1/presenters/\(world.presenter)", .presenter)
        return AuthorizationScene.Subject(
            ofHost,
            of: [.presenter: ofPresenter],
            strangers: [.otherHost, .presenter, AuthorizationScene.outsider]
        )
    }

    /// What the presenters of the scene's prefecture were told.
    func announcement() async throws -> String {
        try await browser.made(
            "/v1/announcements",
            .staff(.coordinator),
            #"{"subject": "お知らせ", "text": "本文", "prefectures": ["\#(AuthorizationScene.home)"]}"#
        )
    }

    /// A plan that was only looked at.
    func run() async throws -> String {
        try await browser.made("/v1/matching-runs", .staff(.coordinator), #"{"save": true}"#, "run")
    }

    /// Everybody's own token.
    func tokens() async throws -> AuthorizationScene.Subject {
        var own: [World.Asker: [String: String]] = [:]
        for asker in World.everybody + [AuthorizationScene.neighbour] {
            let user = try await browser.get("/v1/me", as: asker).json["user"]?["id"]?.text ?? ""
            own[asker] = ["id": try await browser.first("/v1/tokens?user=\(user)", as: asker)]
        }
        return AuthorizationScene.Subject(
            own[.host] ?? [:],
            of: own,
            strangers: World.everybody.filter {
                ![.host, .staff(.administrator), .staff(.auditor)].contains($0)
            }
        )
    }

    /// Two mails that were sent, and that a third came back.
    func bounce() async throws -> (mails: [String], bounce: String) {
        try await browser.world.database.owner.transaction { session in
            try session.execute(
                "UPDATE outbox_message SET state = 'sent', sent_at = queued_at, attempts = 1"
            )
        }
        let listed = try await browser.get("/v1/requests/\(request)/mails", as: .staff(.coordinator))
        let mails = try listed.json["items"]?.elements.compactMap { $0["id"]?.text } ?? []
        try #require(mails.count > 2, "\(listed.text)")
        let bounce = try await browser.made(
            "/v1/mails/\(mails[2])/bounces",
            .staff(.coordinator),
            #"{"hard": true, "reason": "550 5.1.1 no such user"}"#
        )
        return (mails, bounce)
    }
}

extension Browser {
    /// What the first of a list has as `name`.
    func first(_ path: String, as asker: World.Asker, _ name: String = "id") async throws
        -> String
    {
        let answer = try await get(path, as: asker)
        return try #require(try answer.json["items"]?.elements.first?[name]?.text, "\(path): \(answer.text)")
    }

    /// The key of what a call makes.
    func made(
        _ path: String,
        _ asker: World.Asker,
        _ body: String,
        _ name: String = "id"
    ) async throws -> String {
        let answer = try await post(path, as: asker, body)
        return try #require(try answer.json[name]?.text, "\(path): \(answer.text)")
    }

    /// A receipt that the presenter of a lecture filed.
    func receipt(of lecture: String) async throws -> String { try await paper("receipt", of: lecture) }

    /// A file of this kind that the presenter of a lecture filed.
    func paper(_ kind: String, of lecture: String) async throws -> String {
        let path = "/v1/assignments/\(lecture)/evidence?kind=\(kind)&name=\(kind).pdf"
        let answer = try await upload(path, as: .presenter, "application/pdf", Array("%PDF-1.4\n".utf8))
        return try #require(try answer.json["id"]?.text, "\(answer.text)")
    }
}
