import HTTPTypes
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

/// What there is to ask about: something of every kind that a path may name, and whose it is.
///
/// What is own belongs to the world's first host and first presenter, and lies in the prefecture ``home``.
struct AuthorizationScene: Sendable {
    /// What stands in the paths of one resource.
    struct Subject: Sendable {
        /// What is there.
        let own: [String: String]
        /// What is there for one asker, where each has their own.
        let ownOf: [World.Asker: [String: String]]
        /// Who is of a role that may, but not the one whose it is.
        let strangers: [World.Asker]

        init(
            _ own: [String: String] = [:],
            of ownOf: [World.Asker: [String: String]] = [:],
            strangers: [World.Asker] = []
        ) {
            self.own = own
            self.ownOf = ownOf
            self.strangers = strangers
        }

        /// What `asker` calls their own.
        func own(of asker: World.Asker?) -> [String: String] { asker.flatMap { ownOf[$0] } ?? own }
    }

    /// Where everything that lies somewhere lies.
    static let home = "13"
    /// Where nothing does.
    static let elsewhere = "27"
    /// The coordinator who keeps everything that lies somewhere.
    static let neighbour = World.Asker.coordinator(of: home)
    /// The coordinator who keeps none of it.
    static let outsider = World.Asker.coordinator(of: elsewhere)
    private static let people: [World.Asker] = [.otherHost, .otherPresenter, outsider]

    /// By the first word of a path, or for one operation by its name.
    private let subjects: [String: Subject]
    /// A day that stands in place of the one that examples name.
    private let day: String
    /// Bodies by the names of operations whose examples do not serve: their parts do not go together, or are about others.
    private let bodies: [String: String]

    /// What stands in the path of an operation; nil for a resource that nobody has thought of.
    func subject(of operation: KodanWeb.Operation) -> Subject? {
        subjects[operation.id] ?? subjects[operation.resource]
    }

    /// What `asker` sends to an operation: its example, with keys of things that are there in place of those that it names,
    /// and the side of who asks.
    func body(of operation: KodanWeb.Operation, as asker: World.Asker?, _ example: String) -> String {
        let text = bodies[operation.id] ?? naming(example)
        guard asker == .presenter else { return text }
        // What a presenter asks for is a lecture that they hold themself.
        return text.replacing(#""by": "host""#, with: #""by": "presenter""#).replacing(
            /"programme": "regional_dispatched", "organization": "org-1"/,
            with: #""programme": "regional_self_hosted", "presenter": "pre-1""#
        )
    }

    private func naming(_ text: String) -> String {
        var keys: [Substring: String] = [:]
        for name in subjects.keys where name.allSatisfy({ !$0.isUppercase }) {
            guard let key = subjects[name]?.own["id"] else { continue }
            keys[key.prefix { $0 != "-" }] = key
        }
        return keys.reduce(text.replacing("\"2026-12-05\"", with: "\"\(day)\"")) { text, key in
            text.replacing("\"\(key.key)-1042\"", with: "\"\(key.value)\"")
        }
    }

    /// The chain from a draft to what is sent for a lecture, the catalogue, and the people.
    static func office(_ world: World, _ browser: Browser) async throws -> AuthorizationScene {
        let (open, offers) = try await world.offered(browser)
        let request = try await world.printed(browser)
        let lecture = try await browser.first("/v1/assignments", as: .host)
        let parts = OfficeParts(browser: browser, request: request, lecture: lecture)
        let presenter = "\(world.presenter)"
        let organization = "\(world.organization)"
        let member = try await browser.first("/v1/organizations/\(organization)/members", as: .host, "user")
        let (slides, parcel, link) = try await parts.deliveries()
        let edition = try await parts.edition()
        let person = try #require(world.database.staff.secondCoordinator.user)
        let (mail, bounce) = try await parts.bounce()
        var subjects = [
            "requests": Subject(["id": request], strangers: [.otherHost, outsider]),
            "sendOffers": Subject(["id": open], strangers: [outsider]),
            "changeDraft": Subject(["id": try await parts.draft()], strangers: [.otherHost, outsider]),
            "request-drafts": Subject(),
            "offers": Subject(["id": offers[0]], strangers: [.otherPresenter, outsider]),
            "assignments": Subject(["id": lecture], strangers: people),
            "changes": Subject(["id": try await parts.change()], strangers: people),
            "evidence": Subject(["id": try await browser.receipt(of: lecture)], strangers: people),
            "deliveries": Subject(["id": parcel], strangers: people),
            "openDelivery": Subject(["id": slides], strangers: people),
            "material-links": Subject(["id": link], strangers: [outsider]),
            "desk": Subject(
                ["id": try await parts.deskEntry("nobody_left")],
                of: [.staff(.clerk): ["id": try await parts.deskEntry("pack_late")]],
                strangers: [outsider]
            ),
            "presenters": Subject(
                [
                    "id": presenter, "blackout": try await parts.dayOff(),
                    "organization": "\(world.otherOrganization)",
                ],
                strangers: people
            ),
            "organizations": Subject(
                ["id": organization, "user": member, "presenter": "\(world.otherPresenter)"],
                strangers: [.otherHost, outsider]
            ),
            "calendar-feeds": try await parts.feeds(of: world),
            "matching-runs": Subject(["id": try await parts.run()]),
            "materials": Subject(["id": try await browser.first("/v1/materials", as: .host)]),
            "editions": Subject(["id": edition]),
            "users": Subject(["id": "\(person)"]), "tokens": try await parts.tokens(),
            "mails": Subject(["id": mail], strangers: [outsider]),
            "bounces": Subject(["id": bounce], strangers: [outsider]),
            "programmes": Subject(["code": "regional_dispatched"]), "prefectures": Subject(["code": home]),
            "postal-codes": Subject(["code": "1000013"]),
            "targets": Subject(["group": "regional", "fiscal_year": "2026"]),
            "fiscal-years": Subject(["year": "2026"]), "sessions": try await parts.sessions(),
        ]
        for resource in [
            "plan-acceptances", "programme-events", "topics", "qualifications", "ranks", "session",
            "password", "totp",
            "me", "audit-events", "audit-seals", "stock", "search", "coverage", "desk-queues",
            "subscriptions",
            "bounce-reports", "office-care",
        ] { subjects[resource] = Subject() }
        return AuthorizationScene(subjects: subjects, day: "2026-12-05", bodies: parts.bodies)
    }

    /// Honoraria, payments and what follows from them, of a month whose payments went to the bank.
    static func money(_ money: MoneyWorld, _ browser: Browser) async throws -> AuthorizationScene {
        let file = try await money.exported(browser)
        try await money.addTaxTables()
        _ = try await browser.post("/v1/months/2026-07/notices", as: .staff(.accountant))
        let payee = "\(money.payee)"
        let number = "T7000012050002"
        _ = try await browser.post(
            "/v1/payees/\(payee)/invoice-numbers",
            as: .staff(.accountant),
            #"{"invoice_number": "\#(number)", "from": "2026-04-01"}"#
        )
        let evidence = try await browser.receipt(of: "\(money.lectures[0])")
        let lecture = money.lectures[0].rawValue
        let finding: Int64 = try await money.world.database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO finding (kind, severity, assignment_id, other, state, found_at)
                VALUES ('payment_late', 'warns', \(lecture), '', 'open', '2026-07-01T00:00:00Z')
                RETURNING id
                """
            )
        }
        let accountant = World.Asker.staff(.accountant)
        var subjects = [
            "accounts": Subject(["id": "acc-1"], strangers: [outsider]),
            "assignments": Subject(["id": "\(money.lectures[0])"], strangers: [.otherPresenter, outsider]),
            "evidence": Subject(["id": evidence]),
            "findings": Subject(["id": "fnd-\(finding)"], strangers: [outsider]),
            "honoraria": Subject(
                ["id": try await browser.first("/v1/honoraria", as: accountant)],
                strangers: [.otherPresenter, outsider]
            ),
            "payments": Subject(["id": try await browser.first("/v1/payments", as: accountant)]),
            "notices": Subject(
                ["id": try await browser.first("/v1/notices", as: .presenter)],
                strangers: [.otherPresenter]
            ),
            "payees": Subject(["id": payee, "number": number], strangers: [.otherPresenter, outsider]),
            "presenters": Subject(["id": "\(money.world.presenter)"], strangers: [outsider]),
            "transfer-files": Subject(["id": file]),
            "rates": Subject(["id": try await browser.first("/v1/rates", as: accountant)]),
            "months": Subject(["month": "2026-07"]), "holidays": Subject(["year": "2026"]),
            "fiscal-years": Subject(["year": "2026"]), "years": Subject(["year": "2026", "number": "1"]),
        ]
        for resource in [
            "finding-checks", "honorarium-calculations", "transfer-checks", "transactions", "exports",
            "budgets",
            "tax-quotes", "rate-ends", "rate-removals", "accounting-desk",
        ] { subjects[resource] = Subject() }
        return AuthorizationScene(subjects: subjects, day: "2026-06-15", bodies: moneyBodies)
    }

    private static let moneyBodies = MoneyRolesTests.bodies.merging(
        [
            "quoteTaxTable": """
            name,gross,payee_kind,residency,consumption_tax_separated,payment_date
            講師,30000,individual,resident,no,2026-11-30
            """,
            "recordBankResults": #"{"paid_on": "2026-07-24"}"#,
        ]
    ) { first, _ in first }
}

extension World {
    /// One of each role, each of whom may do all that the role may.
    static let everybody: [Asker] =
        [.host, .presenter] + Role.allCases.filter { Set<Role>.staff.contains($0) }.map { .staff($0) }
}
