import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@Suite("Wishes to be kept apart over HTTP", .database)
struct ExclusionsTests {
    @Test("are each side's own to make, to see and to take back")
    func sides() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.assigned(browser)
            let ofPresenter = "/v1/presenters/\(world.presenter)/exclusions"
            let ofHost = "/v1/organizations/\(world.organization)/exclusions"
            let wish = #"{"organization": "\#(world.organization)", "reason": "私用"}"#
            let made = try await browser.post(ofPresenter, as: .presenter, wish)
            #expect(made.status == 201)
            #expect(try made.json["standing_assignments"]?.elements.count == 1)
            let again = try await browser.post(ofPresenter, as: .staff(.coordinator), wish)
            #expect(again.status == 409 && again.problem == "excluded_already")
            let other = #"{"presenter": "\#(world.presenter)", "reason": "内密"}"#
            #expect(try await browser.post(ofHost, as: .otherHost, other).status == 404)
            #expect(try await browser.post(ofHost, as: .presenter, other).status == 403)
            #expect(try await browser.post(ofHost, as: .host, other).status == 201)
            func wishes(_ path: String, _ asker: World.Asker) async throws -> [String?] {
                let answer = try await browser.get(path, as: asker).json
                return answer["items"]?.elements.flatMap { $0["wishes"]?.elements ?? [] }.map {
                    $0["reason"]?.text
                } ?? []
            }
            for path in [ofPresenter, ofHost] {
                #expect(try await wishes(path, .staff(.coordinator)) == ["内密", "私用"])
                #expect(try await wishes(path, .host) == ["内密"])
                #expect(try await wishes(path, .presenter) == ["私用"])
            }
            #expect(try await browser.get(ofPresenter, as: .otherPresenter).status == 404)
            #expect(try await browser.get(ofHost, as: .otherHost).status == 404)
            let lifting = "\(ofPresenter)/\(world.organization)/lifting"
            let reason = #"{"reason": "解消"}"#
            #expect(try await browser.post(lifting, as: .host, reason).status == 403)
            #expect(try await browser.post(lifting, as: .presenter, reason).status == 204)
            #expect(try await browser.post(lifting, as: .presenter, reason).problem == "not_excluded")
            let ofHostLifting = "\(ofHost)/\(world.presenter)/lifting"
            #expect(try await browser.post(ofHostLifting, as: .host, reason).status == 204)
            #expect(try await wishes(ofHost, .staff(.clerk)) == [])
        }
    }

    @Test("are paged by the other side, two wishes of one pair together")
    func pages() async throws {
        let world = try await World()
        try await world.serve { browser in
            let path = "/v1/presenters/\(world.presenter)/exclusions"
            for organization in [world.organization, world.otherOrganization] {
                let wish = #"{"organization": "\#(organization)", "reason": "希望"}"#
                _ = try await browser.post(path, as: .presenter, wish)
                let other = #"{"presenter": "\#(world.presenter)", "reason": "希望"}"#
                _ = try await browser.post(
                    "/v1/organizations/\(organization)/exclusions",
                    as: .staff(.coordinator),
                    other
                )
            }
            let first = try await browser.get("\(path)?limit=1", as: .staff(.auditor)).json
            #expect(first["next"]?.text == world.organization.description)
            #expect(first["items"]?.elements.map { $0["wishes"]?.elements.count } == [2])
            let second = try await browser.get(
                "\(path)?limit=1&after=\(world.organization)",
                as: .staff(.auditor)
            ).json
            #expect(second["next"] == nil)
            #expect(
                second["items"]?.elements.map { $0["organization"]?.text } == [
                    world.otherOrganization.description
                ]
            )
        }
    }
}
