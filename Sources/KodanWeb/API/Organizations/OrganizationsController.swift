import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Organizations: who they are, and what becomes of them.
enum OrganizationsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/organizations",
            "listOrganizations",
            .organizations,
            "The organizations that the asker may see",
            notes: "A host sees its own, all others all of them.",
            roles: .everybody,
            query: question + [.after(Organization.self), .limit],
            answers: [
                .ok(.page(of: OrganizationSummaryBody.schema), "A page of them, the first registered first.")
            ],
            use: list
        ),
        Operation(
            .post,
            "/v1/organizations",
            "registerOrganization",
            .organizations,
            "Register an organization",
            notes: """
                One with the name and the mail address or telephone number of another is refused unless
                `allow_duplicates` says that they are two.
                """,
            roles: [.coordinator, .administrator],
            body: .json(.named("OrganizationForm", .form(fields(isNew: true)))),
            answers: [.created(MadeBody.schema(Organization.self))],
            refusals: ["likely_duplicate", "unknown_code"],
            effect: .creates,
            use: create
        ),
        Operation(
            .get,
            "/v1/organizations/{id}",
            "showOrganization",
            .organizations,
            "One organization",
            roles: .everybody,
            answers: [.ok(OrganizationBody.schema)],
            use: show
        ),
        Operation(
            .patch,
            "/v1/organizations/{id}",
            "changeOrganization",
            .organizations,
            "Change what is known of an organization",
            notes: """
                What is absent stays; null empties `kana`, `postal_code` and `registration_number`. Requests and papers
                that were written keep what they say.
                """,
            roles: [.coordinator, .administrator],
            body: .json(.named("OrganizationChangeForm", .form(fields(isNew: false)))),
            answers: [.ok(OrganizationBody.schema)],
            refusals: ["organization_merged", "unknown_code"],
            effect: .changes(current: show),
            use: change
        ),
        Operation(
            .post,
            "/v1/organizations/{id}/merger",
            "mergeOrganization",
            .organizations,
            "Make an organization part of another",
            notes: """
                Its requests, lectures and payments stay its own and are finished under its name; its members act for
                both. Presenters who belong to it or are kept apart from it are so with the other too: offers between
                them are taken back, and their lectures ahead come up on the desk (`host_barred`).
                """,
            roles: [.coordinator],
            body: .json(
                .form([
                    .required("into", .key(Organization.self, example: 1043)),
                    .required("reason", .shortReason),
                ])
            ),
            answers: [.ok(OrganizationBody.schema)],
            refusals: ["organization_merged"],
            use: merge
        ),
    ]

    /// What narrows a list of organizations.
    static let question = [
        QueryParameter("q", .nameQuery, "Only those with this in their name or its kana."),
        QueryParameter("state", .choice(OrganizationStatus.self), "Only those that stand there."),
        QueryParameter("prefecture", .prefecture, "Only those with their seat there."),
        QueryParameter("kind", .choice(OrganizationKind.self), "Only those of this kind."),
        QueryParameter(
            "council_member",
            .choice(["true", "false"]),
            "Only members of the council, or others."
        ),
    ]

    /// What a body says of an organization; of a new one what it must have is required.
    static func fields(isNew: Bool) -> [Schema.Property] {
        func needed(_ name: String, _ schema: Schema, _ note: String? = nil) -> Schema.Property {
            isNew ? .required(name, schema, note) : .optional(name, schema, note)
        }
        return [
            needed("name", .text(Example.organizationName, 1...OrganizationDraft.nameLimit)),
            .optional("kana", .text(Example.organizationKana, 1...OrganizationDraft.nameLimit)),
            needed(
                "kind",
                .choice(OrganizationKind.self, example: .chamberOfCommerce),
                "Programmes say which kinds may ask."
            ),
            needed("municipality", .municipality, "Where it has its seat."),
            .optional("postal_code", .postalCode),
            needed("address", .text(Example.address, 1...PresenterDraft.addressLimit)),
            needed("email", .email), needed("phone", .phone),
            .optional("council_member", .flag, "Whether it belongs to a body of the council."),
            .optional(
                "registration_number",
                .text("7000012050002", 1...OrganizationDraft.registrationLimit),
                "Such as the corporate number."
            ),
        ]
            + (isNew
                ? [.optional("allow_duplicates", .flag, "It is another than the one that it looks like.")]
                : [.onBehalfOf])
    }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadOrganizations(office: call.office)(
            try call.query.organizationQuestion(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { OrganizationSummaryBody($0) }
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let form = try call.form()
        let allowsDuplicates = form.flag("allow_duplicates", .optional) ?? false
        let draft = try OrganizationFields(form, isNew: true).draft(form)
        let ids = try await RegisterOrganizations(office: call.office)(
            [draft],
            allowingDuplicates: allowsDuplicates,
            as: try call.asker()
        )
        return try .json(
            MadeBody(ids[0]),
            status: .created,
            headers: [.location: "/v1/organizations/\(ids[0])"]
        )
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try await answer(try call.key(), call)
    }

    @Sendable private static func change(_ call: Call) async throws -> Response {
        let id: Organization.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let change = try OrganizationFields(form, isNew: false).change(form)
        try await ChangeOrganization(office: call.office)(
            id,
            change,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    @Sendable private static func merge(_ call: Call) async throws -> Response {
        let id: Organization.ID = try call.key()
        let form = try call.form()
        let successor: Organization.ID? = form.key("into")
        let reason = form.reason()
        try form.end()
        guard let successor else { throw form.faults.problem }
        try await MergeOrganizations(office: call.office)(
            id,
            into: successor,
            because: reason,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    private static func answer(_ id: Organization.ID, _ call: Call) async throws -> Response {
        let organization = try await ReadOrganizations(office: call.office)(id, as: try call.asker())
        return try .json(OrganizationBody(organization))
    }
}

extension Query {
    /// Which organizations are asked for.
    func organizationQuestion() throws(Problem) -> OrganizationQuestion {
        OrganizationQuestion(
            status: try choice("state"),
            prefecture: try prefecture(),
            kind: try choice("kind"),
            isCouncilMember: try value("council_member", .trueOrFalse) {
                ["true": true, "false": false][$0]
            },
            name: try name()
        )
    }
}
