import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

extension World {
    /// A Wednesday afternoon beyond the lead time.
    static let start = moment("2026-07-08T14:00:00+09:00")
    static let end = moment("2026-07-08T15:30:00+09:00")

    /// What a host posts to ask for an online lecture.
    func requestBody(title: String = "情報セキュリティ講習") -> String {
        """
        {"programme": "regional_dispatched", "organization": "\(organization)",
         "contact": {"name": "窓口", "email": "contact@org.example.jp", "phone": "03-0000-0001"},
         "title": "\(title)", "purpose": "会員のため", "audience": "会員", "expected_attendance": 30,
         "open_to_public": true, "place": "online", "topic": "five_rules", "required_level": 1,
         "printed_copies": 20,
         "slots": [{"start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00"},
                   {"start": "2026-07-15T05:00:00Z", "end": "2026-07-15T06:30:00Z"}]}
        """
    }

    /// The kinds of the mails so far, in order.
    func mails() async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows("SELECT kind FROM outbox_message ORDER BY id") { row throws(PostgresError) in
                try row.value("kind")
            }
        }
    }

    /// A request of the host, posted.
    func submitted(_ browser: Browser, title: String = "情報セキュリティ講習") async throws -> String {
        let answer = try await browser.post("/v1/requests", as: .host, requestBody(title: title))
        return try #require(try answer.json["id"]?.text)
    }

    /// A request of the host that waits for a presenter.
    func approved(_ browser: Browser) async throws -> String {
        let id = try await submitted(browser)
        let answer = try await browser.post(
            "/v1/requests/\(id)/screening",
            as: .staff(.coordinator),
            #"{"decision": "approve"}"#
        )
        try #require(answer.status == 200)
        return id
    }

    /// A request for which both presenters are asked; their offers.
    func offered(_ browser: Browser) async throws -> (request: String, offers: [String]) {
        let id = try await approved(browser)
        return (id, try await offers(of: id, browser))
    }

    /// Asks both presenters for an approved request; their offers.
    func offers(of id: String, _ browser: Browser) async throws -> [String] {
        let key = try #require(LectureRequest.ID(id))
        try await database.owner.transaction { [presenter, otherPresenter] session in
            try session.execute("UPDATE lecture_request SET state = 'matched' WHERE id = \(key.rawValue)")
            try session.execute(
                """
                INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
                SELECT slot.request_id, slot.id, asked.id, true, 0, 'queued', '2026-06-01T00:00:00Z'
                  FROM unnest(\([presenter.rawValue, otherPresenter.rawValue])::bigint[]) AS asked (id)
                  JOIN request_slot AS slot ON slot.request_id = \(key.rawValue) AND slot.ordinal = 1
                 ORDER BY asked.id
                """
            )
        }
        let answer = try await browser.post("/v1/requests/\(id)/offers", as: .staff(.coordinator))
        return try answer.json["items"]?.elements.compactMap(\.text) ?? []
    }

    /// A request to which the presenter is bound.
    func assigned(_ browser: Browser) async throws -> (request: String, assignment: String) {
        let (request, offers) = try await offered(browser)
        let answer = try await browser.post(
            "/v1/offers/\(try #require(offers.first))/acceptance",
            as: .presenter
        )
        return (request, try #require(try answer.json["id"]?.text))
    }

    /// A change that the host proposes: a week later than the usual afternoon, or as it was.
    static func change(by side: String = "host", oldStands: Bool = true) -> String {
        """
        {"by": "\(side)", "time": {"start": "2026-07-22T14:00:00+09:00", "end": "2026-07-22T15:30:00+09:00"},
         "old_stands": \(oldStands), "reason": "会場が使えなくなったため"}
        """
    }
}
