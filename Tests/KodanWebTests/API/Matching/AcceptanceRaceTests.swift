import HTTPTypes
import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Two hundred acceptances at once", .database)
struct AcceptanceRaceTests {
    private static let count = 200

    /// Presenters who can take the lecture, each with a token of their own.
    private func crowd(_ world: World) async throws -> [(id: Presenter.ID, token: String)] {
        let kana = Array("アイウエオカキクケコサシスセソタチツテト")
        let drafts = try (0..<Self.count).map { number in
            try PresenterDraft(
                name: try PersonName(family: "候補", given: "第\(number)"),
                kana: try KanaName(family: "コウホ", given: "\(kana[number / 20])\(kana[number % 20])"),
                email: try EmailAddress("candidate\(number)@people.example.jp"),
                phone: try PhoneNumber("090-1111-\(1000 + number)"),
                postalCode: try PostalCode("1600022"),
                municipality: try MunicipalityCode("13104"),
                address: "新宿\(number)",
                topics: [try TopicSkill(try TopicCode("five_rules"), level: 2)]
            )
        }
        let staff = world.database.staff
        let ids = try await RegisterPresenters(office: world.office)(drafts, as: staff.coordinator)
        let users = try await world.database.owner.transaction { session in
            try session.rows("SELECT user_id FROM presenter WHERE id = ANY (\(ids)::bigint[]) ORDER BY id") {
                row throws(PostgresError) -> User.ID in try row.value("user_id")
            }
        }
        var crowd: [(Presenter.ID, String)] = []
        for (number, (id, user)) in zip(ids, users).enumerated() {
            let token = try await IssueToken(office: world.office)(
                to: user,
                as: .presenter,
                label: "race",
                days: 30,
                random: [UInt8(number)] + [UInt8](repeating: 77, count: 31),
                as: staff.administrator
            )
            crowd.append((id, token.text))
        }
        return crowd
    }

    @Test("bind one presenter, and tell the 199 others the same")
    func race() async throws {
        let world = try await World()
        let crowd = try await crowd(world)
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let key = try #require(LectureRequest.ID(request))
            let offers = try await ask(crowd.map(\.id), for: key, world)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for (offer, presenter) in zip(offers, crowd) {
                    group.addTask {
                        try await browser.send(
                            .post,
                            "/v1/offers/\(offer)/acceptance",
                            [
                                .acceptLanguage: "en", .authorization: "Bearer \(presenter.token)",
                                .contentType: "application/json", .idempotencyKey: "race-\(offer)",
                            ],
                            "{}"
                        )
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count { $0.status == 201 } == 1)
            let others = answers.filter { $0.status != 201 }
            #expect(others.count == Self.count - 1)
            #expect(others.allSatisfy { $0.status == 409 && $0.problem == "already_assigned" })
            #expect(Set(try others.map { try $0.json["detail"]?.text }).count == 1)
            let states = try await world.database.owner.transaction { session in
                try session.rows("SELECT state || count(*) AS line FROM offer GROUP BY state ORDER BY state")
                {
                    row throws(PostgresError) -> String in try row.value("line")
                }
            }
            #expect(states == ["accepted1", "superseded199"])
            #expect(try await world.count("assignment") == 1)
            #expect(try await world.mails().count { $0 == "offer_superseded" } == 199)
        }
    }

    /// Offers to all of them, sent.
    private func ask(
        _ presenters: [Presenter.ID],
        for request: LectureRequest.ID,
        _ world: World
    ) async throws -> [Offer.ID] {
        try await world.database.owner.transaction { session in
            try session.execute("UPDATE lecture_request SET state = 'matched' WHERE id = \(request)")
            try session.execute(
                """
                INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
                SELECT slot.request_id, slot.id, asked.id, true, 0, 'queued', \(World.today)
                  FROM unnest(\(presenters)::bigint[]) WITH ORDINALITY AS asked (id, position)
                  JOIN request_slot AS slot ON slot.request_id = \(request) AND slot.ordinal = 1
                 ORDER BY asked.position
                """
            )
        }
        return try await SendOffers(office: world.office)(request, as: world.database.staff.coordinator)
    }
}
