import HTTPTypes
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("A coordinator's word on whom to ask, over HTTP", .database)
struct AskingHTTPTests {
    private static let coordinator = World.Asker.staff(.coordinator)

    @Test("is read, changed with the tag of what was read, and heeded")
    func order() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let path = "/v1/requests/\(request)/asking-order"
            let free = try await browser.get(path, as: Self.coordinator)
            #expect(try free.json == JSON(#"{"mode": "free", "presenters": []}"#))
            let body = #"{"mode": "only", "presenters": ["\#(world.otherPresenter)"], "reason": "希望"}"#
            let tag = try #require(free.headers[.eTag])
            let changed = try await browser.change(.put, path, as: Self.coordinator, body, ifMatch: tag)
            #expect(changed.status == 200)
            #expect(
                try changed.json
                    == JSON(#"{"mode": "only", "presenters": ["\#(world.otherPresenter)"]}"#)
            )
            let late = try await browser.change(.put, path, as: Self.coordinator, body, ifMatch: tag)
            #expect(late.status == 412)
            let again = try await browser.get(path, as: Self.coordinator)
            let wrong = try await browser.change(
                .put,
                path,
                as: Self.coordinator,
                #"{"mode": "hold", "presenters": ["pre-1"], "reason": "希望"}"#,
                ifMatch: again.headers[.eTag]
            )
            #expect(wrong.status == 422)
            #expect(try await browser.get(path, as: .host).status == 403)
        }
    }

    @Test("excludes and assigns")
    func assign() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let excluded = try await browser.post(
                "/v1/requests/\(request)/exclusions",
                as: Self.coordinator,
                #"{"presenter": "\#(world.presenter)", "reason": "主催の希望"}"#
            )
            #expect(excluded.status == 200)
            let twice = try await browser.post(
                "/v1/requests/\(request)/exclusions",
                as: Self.coordinator,
                #"{"presenter": "\#(world.presenter)", "reason": "主催の希望"}"#
            )
            #expect(twice.status == 409 && twice.problem == "excluded_from_request")
            let assigned = try await browser.post(
                "/v1/requests/\(request)/assignment",
                as: Self.coordinator,
                #"{"presenter": "\#(world.otherPresenter)", "reason": "電話で承諾", "on_behalf_of": "講師"}"#
            )
            #expect(assigned.status == 201)
            #expect(assigned.headers[.location] == "/v1/assignments/asg-1")
        }
    }

    @Test("takes back an exclusion that was a mistake, once, with a reason on the record")
    func lift() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let path = "/v1/requests/\(request)/exclusions"
            let excluded = try await browser.post(
                path,
                as: Self.coordinator,
                #"{"presenter": "\#(world.presenter)", "reason": "主催の希望"}"#
            )
            #expect(try excluded.json["excluded_presenters"]?.elements.count == 1, "\(excluded.text)")
            let lifting = "\(path)/\(world.presenter)/lifting"
            let reason = #"{"reason": "番号の誤り", "on_behalf_of": "担当 1"}"#
            #expect(try await browser.post(lifting, as: .host, reason).status == 403)
            let silent = try await browser.post(lifting, as: Self.coordinator, #"{"reason": ""}"#)
            #expect(silent.status == 422)
            let lifted = try await browser.post(lifting, as: Self.coordinator, reason)
            #expect(lifted.status == 200, "\(lifted.text)")
            #expect(try (lifted.json["excluded_presenters"]?.elements ?? []).isEmpty)
            let twice = try await browser.post(lifting, as: Self.coordinator, reason)
            #expect(twice.status == 404)
            #expect(
                try await world.count(
                    """
                    audit_event WHERE action = 'request.exclusion_lifted' AND reason = '番号の誤り'
                      AND on_behalf_of = '担当 1'
                    """
                ) == 1
            )
        }
    }

    @Test("gives more time, takes grounds of refusals, and shows the desk")
    func desk() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, offers) = try await world.offered(browser)
            let offer = try #require(offers.first)
            let extended = try await browser.post(
                "/v1/offers/\(offer)/extension",
                as: Self.coordinator,
                #"{"deadline": "2026-06-09T10:00:00+09:00", "reason": "出張中"}"#
            )
            #expect(extended.status == 200)
            #expect(try extended.json["deadline"] == .string("2026-06-09T10:00:00+09:00"))
            let shorter = try await browser.post(
                "/v1/offers/\(offer)/extension",
                as: Self.coordinator,
                #"{"deadline": "2026-06-08T10:00:00+09:00", "reason": "出張中"}"#
            )
            #expect(shorter.status == 409 && shorter.problem == "deadline_not_later")
            let declined = try await browser.post(
                "/v1/offers/\(offer)/refusal",
                as: .presenter,
                #"{"reason": "遠い", "ground": "no_time"}"#
            )
            #expect(try declined.json["ground"] == .string("no_time"))
            _ = try await CascadeOffers(office: world.office)()
            let desk = try await browser.get("/v1/desk?request=\(request)&closed=true", as: Self.coordinator)
            #expect(desk.status == 200)
            #expect(try await browser.get("/v1/desk", as: .presenter).status == 403)
            let none = try await browser.post(
                "/v1/desk/dsk-99/closure",
                as: Self.coordinator,
                #"{"reason": "済"}"#
            )
            #expect(none.status == 404)
        }
    }
}
