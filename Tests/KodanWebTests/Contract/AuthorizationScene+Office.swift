import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

extension AuthorizationScene {
    /// The chain from a draft to what is sent for a lecture, the catalogue, and the people.
    static func office(_ world: World, _ browser: Browser) async throws -> AuthorizationScene {
        let (open, offers) = try await world.offered(browser)
        let request = try await world.printed(browser)
        let lecture = try await browser.first("/v1/assignments", as: .host)
        let parts = OfficeParts(browser: browser, request: request, lecture: lecture)
        var subjects = try await lectures(parts)
        subjects["sendOffers"] = Subject(["id": open], strangers: [outsider])
        subjects["offers"] = Subject(["id": offers[0]], strangers: [.otherPresenter, outsider])
        // No deadline lies behind the lecture.
        for (id, day) in [("withdrawOffer", "2026-12-05"), ("extendOffer", "2026-07-07")] {
            let offer = try await world.offered(browser).offers[0]
            subjects[id] = Subject(["id": offer, "day": day], strangers: [outsider])
        }
        subjects.merge(try await changes(parts)) { $1 }
        subjects.merge(try await requests(parts)) { $1 }
        subjects.merge(try await people(parts)) { $1 }
        subjects.merge(try await catalogue(parts)) { $1 }
        for resource in [
            "plan-acceptances", "programme-events", "topics", "qualifications", "ranks", "session",
            "password", "totp", "me", "audit-events", "audit-seals", "stock", "search", "coverage",
            "presenter-register", "organization-register",
            "desk-queues", "subscriptions", "bounce-reports", "office-care", "announcement-reach",
            "due-anonymizations", "address-confirmations",
        ] { subjects[resource] = Subject() }
        return AuthorizationScene(
            subjects: subjects,
            others: ["\(world.otherPresenter)", "\(world.otherOrganization)"],
            day: "2026-12-05"
        )
    }

    /// A lecture and what was sent for it; the presenter has one of their own.
    private static func lectures(_ parts: OfficeParts) async throws -> [String: Subject] {
        let (slides, parcel, link) = try await parts.deliveries()
        let own = try await parts.ownLecture()
        let given = try await parts.lecture(on: "2026-07-09", by: .presenter)
        let unconfirmed = try await parts.lecture(on: "2026-07-10", by: .presenter)
        let met = try await parts.lecture(on: "2026-08-12", by: .otherPresenter)
        let missed = try await parts.lecture(on: "2026-07-13", by: .otherPresenter)
        return [
            "assignments": Subject(["id": parts.lecture], strangers: people),
            "reportLecture": Subject(
                [
                    "id": given.lecture, "day": "2026-07-09",
                    "evidence": try await parts.browser.receipt(of: given.lecture),
                ],
                strangers: people
            ),
            "confirmLecture": Subject(["id": given.lecture], strangers: people),
            "attestLecture": Subject(
                [
                    "id": unconfirmed.lecture,
                    "evidence": try await parts.browser.receipt(of: unconfirmed.lecture),
                ],
                strangers: [outsider]
            ),
            "recordNoShow": Subject(["id": missed.lecture], strangers: [outsider]),
            "replacePresenter": Subject(["id": met.lecture, "slot": met.slot], strangers: [outsider]),
            "evidence": Subject(
                ["id": try await parts.browser.receipt(of: parts.lecture)],
                strangers: people
            ),
            "deliveries": Subject(["id": parcel], of: [.presenter: ["id": own.parcel]], strangers: people),
            "openDelivery": Subject(["id": slides], strangers: people),
            "sendMaterialLink": Subject(["id": slides], strangers: [outsider]),
            "material-links": Subject(["id": link], strangers: [outsider]),
            // The presenter's own requests are those of lectures that they hold themself.
            "requests": Subject(
                ["id": parts.request],
                of: [.presenter: ["id": own.request]],
                strangers: [.otherHost, outsider]
            ),
        ]
    }

    /// What one side wants to be different: that of the host, where it matters who wants it also that of the presenter.
    private static func changes(_ parts: OfficeParts) async throws -> [String: Subject] {
        let moving = try await parts.lecture(on: "2026-09-16", by: .presenter)
        let ofHost = try await parts.change(of: parts.lecture, by: "host")
        var ofPresenter: [String] = []
        for day in ["2026-08-05", "2026-08-06"] {
            let moved = try await parts.lecture(on: day, by: .presenter)
            ofPresenter.append(try await parts.change(of: moved.lecture, by: "presenter"))
        }
        func answered(_ change: String) -> Subject {
            Subject(["id": change], of: [.presenter: ["id": ofHost]], strangers: people)
        }
        return [
            "proposeChange": Subject(["id": moving.lecture], strangers: people),
            "changes": Subject(["id": ofHost], strangers: people),
            "confirmChange": answered(ofPresenter[0]),
            "declineChange": answered(ofPresenter[1]),
            "withdrawChange": Subject(
                ["id": ofHost],
                of: [.presenter: ["id": ofPresenter[0]]],
                strangers: people
            ),
        ]
    }

    /// Requests in the states in which something is done about them.
    private static func requests(_ parts: OfficeParts) async throws -> [String: Subject] {
        let strangers: [World.Asker] = [.otherHost, outsider]
        let screened = try await parts.browser.world.submitted(parts.browser, title: "審査")
        let returned = try await parts.returned()
        let waiting = try await parts.waiting()
        let steered = try await parts.waiting().request
        let unwished = "\(parts.browser.world.otherPresenter)"
        _ = try await parts.browser.made(
            "/v1/requests/\(steered)/exclusions",
            .staff(.coordinator),
            #"{"presenter": "\#(unwished)", "reason": "入力の誤り"}"#
        )
        var subjects = [
            "screenRequest": Subject(["id": screened], strangers: [outsider]),
            "correctRequest": Subject(
                ["id": returned],
                of: [.presenter: ["id": try await parts.returned(by: .presenter)]],
                strangers: strangers
            ),
            "excludeFromRequest": Subject(["id": steered], strangers: [outsider]),
            "liftRequestExclusion": Subject(["id": steered, "presenter": unwished], strangers: [outsider]),
            "request-drafts": Subject(),
            "matching-runs": Subject(["id": try await parts.run()]),
            "desk": Subject(
                ["id": try await parts.deskEntry("nobody_left")],
                of: [.staff(.clerk): ["id": try await parts.deskEntry("pack_late")]],
                strangers: [outsider]
            ),
        ]
        for id in ["changeDraft", "submitDraft"] {
            subjects[id] = Subject(
                ["id": try await parts.draft()],
                of: [.presenter: ["id": try await parts.draft(by: .presenter)]],
                strangers: strangers
            )
        }
        let planned = ["match", "explainRequest", "choosePresenter", "orderAsking"].map { ($0, waiting) }
        for (id, asked) in planned + [("assignPresenter", try await parts.waiting(on: "2026-08-20"))] {
            subjects[id] = Subject(["id": asked.request, "slot": asked.slot], strangers: [outsider])
        }
        return subjects
    }

    /// Those who ask, those who are asked, and those of the office, with what reaches them.
    private static func people(_ parts: OfficeParts) async throws -> [String: Subject] {
        let world = parts.browser.world
        let organization = "\(world.organization)"
        let members = "/v1/organizations/\(organization)/members"
        let member = try await parts.browser.first(members, as: .host, "user")
        let person = try #require(world.database.staff.secondCoordinator.user)
        try await parts.setUpCodes(of: person)
        let (mails, bounce) = try await parts.bounce()
        return [
            "presenters": Subject(
                [
                    "id": "\(world.presenter)", "blackout": try await parts.dayOff(),
                    "organization": "\(world.otherOrganization)",
                ],
                strangers: people
            ),
            // A host speaks of presenters whom it knows: this one is to hold a lecture of its own.
            "organizations": Subject(
                ["id": organization, "user": member, "presenter": "\(world.otherPresenter)"],
                strangers: [.otherHost, outsider]
            ),
            "calendar-feeds": try await parts.feeds(of: world),
            "users": Subject(["id": "\(person)"]), "tokens": try await parts.tokens(),
            "sessions": try await parts.sessions(),
            "mails": Subject(["id": mails[0]], strangers: [outsider]),
            "recordBounce": Subject(["id": mails[1]], strangers: [outsider]),
            "resendMail": Subject(["id": mails[2]], strangers: [outsider]),
            "bounces": Subject(["id": bounce], strangers: [outsider]),
            "announcements": Subject(["id": try await parts.announcement()], strangers: [outsider]),
        ]
    }

    /// What there is to choose from.
    private static func catalogue(_ parts: OfficeParts) async throws -> [String: Subject] {
        let printed = Subject(["id": try await parts.edition("printed")])
        return [
            "materials": Subject(["id": try await parts.browser.first("/v1/materials", as: .host)]),
            "editions": Subject(["id": try await parts.edition("digital")]),
            "receiveStock": printed, "countStock": printed,
            "programmes": Subject(["code": "regional_dispatched"]),
            // Nobody has asked under it: its rules may be those of the example.
            "changeProgramme": Subject(["code": "management_guidance"]),
            "removeProgrammeEvent": Subject(
                ["id": try await parts.browser.first("/v1/programme-events", as: .host)]
            ),
            "countProgrammeEvent": Subject([
                "id": try await parts.browser.first("/v1/programme-events?programme=skill_seminar", as: .host)
            ]),
            "prefectures": Subject(["code": home]),
            "postal-codes": Subject(["code": "1000013"]),
            "targets": Subject(["group": "regional", "fiscal_year": "2026"]),
            "fiscal-years": Subject(["year": "2026"]),
        ]
    }
}
