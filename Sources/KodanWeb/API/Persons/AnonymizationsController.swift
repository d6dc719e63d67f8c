import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Names that nothing needs any more, and taking them away.
enum AnonymizationsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/due-anonymizations",
            "listDueAnonymizations",
            .users,
            "Whose names have been kept for as long as the office keeps them",
            notes: """
                The worker anonymizes them once a day: contacts of requests that have ended, presenters who have left,
                and hosts who act for nobody. Nobody is listed where the office keeps names until an administrator takes
                them away.
                """,
            roles: [.administrator, .auditor],
            query: [
                QueryParameter("on", .day, "As the worker will find them on that day; today if nobody says."),
                QueryParameter("after", PersonBody.key, "The page begins behind this one.", beginsPage: true),
                .limit,
            ],
            answers: [
                .ok(
                    .page(of: PersonBody.schema, at: PersonBody.key),
                    "A page of them: contacts, then presenters, then users."
                )
            ],
            use: due
        ),
        step(
            "presenters",
            "anonymizePresenter",
            "Take away the name of a presenter who has left",
            .presenters
        ) {
            .presenter(try $0.key())
        },
        step("users", "anonymizeUser", "Take away the name of a host who acts for nobody", .users) {
            .user(try $0.key())
        },
        step(
            "requests",
            "anonymizeContact",
            "Take away the names of the contact and the deputy of a request that has ended",
            .requests
        ) {
            .contact(try $0.key())
        },
    ]

    private static func step(
        _ collection: String,
        _ id: String,
        _ summary: String,
        _ area: Area,
        of person: @escaping @Sendable (Call) throws -> Person
    ) -> Operation {
        Operation(
            .post,
            "/v1/\(collection)/{id}/anonymization",
            id,
            area,
            summary,
            notes: """
                For good, and only when nothing needs the name. What was asked for, held and paid stays, and so do payees,
                evidence and the papers of closed months; mails to them go, and those about them that were sent. A presenter who signs in as nothing
                else is anonymized as a user too.
                """,
            roles: [.administrator],
            body: .json(.form([.required("reason", .shortReason)])),
            answers: [.ok(AnonymizedBody.schema)],
            refusals: ["name_still_needed", "anonymized"]
        ) { call in
            try await anonymize(try person(call), call)
        }
    }

    @Sendable private static func due(_ call: Call) async throws -> Response {
        let page = try await ReadDuePersons(office: call.office)(
            on: try call.query.day("on"),
            after: try call.query.value("after", .anyKey) { Person($0) },
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page.items, next: page.next?.description, by: "after", of: call) { PersonBody($0) }
    }

    private static func anonymize(_ person: Person, _ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        let gone = try await AnonymizePerson(office: call.office)(
            person,
            because: reason,
            as: try call.asker()
        )
        return try .json(AnonymizedBody(anonymized: gone.map { PersonBody($0) }))
    }
}

/// A person as JSON, by a key that says what they are.
struct PersonBody: Encodable {
    static let key = Schema.text("pre-1042", pattern: "^(pre|usr|req)-[1-9][0-9]{0,17}$")
    static let schema = Schema.named(
        "Person",
        .body([
            .required("person", key, "A presenter, a user, or the request whose contact it is.")
        ])
    )

    let person: String

    init(_ person: Person) {
        self.person = person.description
    }
}

/// Who was anonymized as JSON.
struct AnonymizedBody: Encodable {
    static let schema = Schema.named(
        "Anonymized",
        .body([.required("anonymized", .list(PersonBody.schema, atMost: nil))])
    )

    let anonymized: [PersonBody]
}
