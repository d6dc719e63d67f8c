import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Requests that are refused, over HTTP", .database)
struct RequestRefusalsTests {
    @Test("are refused with every wrong field at once")
    func allWrongFields() async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = """
                {"programme": "Regional!", "organisation": "org-1",
                 "contact": {"name": "", "email": "nobody", "phone": "12", "fax": "1"},
                 "title": "", "purpose": 7, "audience": "会員", "expected_attendance": 0,
                 "open_to_public": "yes", "place": "moon", "topic": "five_rules", "required_level": 4,
                 "printed_copies": 10001, "preferred_presenter": "org-1",
                 "slots": [{"start": "2026-07-08", "end": "2026-07-08T15:30:00+09:00"}]}
                """
            let answer = try await browser.post("/v1/requests", as: .host, body)
            #expect(answer.status == 422)
            #expect(answer.problem == "invalid_body")
            #expect(
                answer.errors.sorted() == [
                    "/contact/email email", "/contact/fax unknown_field", "/contact/name present",
                    "/contact/phone phone", "/expected_attendance integer", "/open_to_public true_or_false",
                    "/organisation unknown_field", "/organization present", "/place one_of",
                    "/preferred_presenter key", "/printed_copies integer", "/programme code", "/purpose text",
                    "/required_level integer", "/slots/0/start moment", "/title present",
                ]
            )
        }
    }

    @Test(
        "are refused by the rules of the programme with the field named",
        arguments: [
            ("regional_dispatched", "nothing", "unknown_code", "/programme unknown_code"),
            (
                "expected_attendance\": 30", "expected_attendance\": 9", "attendance_too_small",
                "/expected_attendance attendance_too_small"
            ),
            ("2026-07-08", "2026-06-08", "lead_time", "/slots/0 lead_time"),
            (
                "\"online\"",
                #""venue", "venue": {"name": "会館", "municipality": "13999", "address": "一丁目"}"#,
                "unknown_code", "/venue/municipality unknown_code"
            ),
        ]
    )
    func programmeRules(from: String, to: String, code: String, error: String) async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = world.requestBody().replacing(from, with: to)
            let answer = try await browser.post("/v1/requests", as: .host, body)
            #expect(answer.status == 422)
            #expect(answer.problem == code)
            #expect(answer.errors == [error])
        }
    }

    @Test(
        "tell which wished time is refused",
        arguments: [
            ("2026-07-09", "2026-06-08", "/slots/1 lead_time"), ("2026-07-09", "2026-07-08", "/slots/1 once"),
            ("2026-07-09T15:30", "2026-07-09T14:05", "/slots/1 minutes"),
            ("2026-07-09", "2029-07-09", "/slots/1 day_too_far"),
        ]
    )
    func wishes(from: String, to: String, error: String) async throws {
        let world = try await World()
        let slot = #"{"start": "2026-07-08T14:00:00+09:00", "end": "2026-07-08T15:30:00+09:00"}"#
        try await world.serve { browser in
            let second = slot.replacing("2026-07-08", with: "2026-07-09").replacing(from, with: to)
            let body = world.requestBody().replacing(slot, with: "\(slot), \(second)")
            let answer = try await browser.post("/v1/requests", as: .host, body)
            #expect(answer.status == 422 && answer.errors == [error], "\(answer.text)")
        }
    }

    @Test("are refused where they name an organization that there is not")
    func strangers() async throws {
        let world = try await World()
        try await world.serve { browser in
            let body = world.requestBody().replacing("\(world.organization)", with: "org-999999")
            let answer = try await browser.post("/v1/requests", as: .staff(.coordinator), body)
            #expect(answer.status == 404 && answer.errors == ["/organization not_found"], "\(answer.text)")
        }
    }
}
