import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Presenters: who they are, what they can do, where they stand.
enum PresentersController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/presenters",
            "listPresenters",
            .presenters,
            "The presenters that the asker may see",
            notes: """
                The body's people see all, a coordinator with limits those of their prefectures and those whom a
                lecture there brings, a presenter themself.
                """,
            roles: Role.insidersAndPresenter,
            query: question + [.after(Presenter.self), .limit],
            answers: [
                .ok(.page(of: PresenterSummaryBody.schema), "A page of them, the first registered first.")
            ],
            use: list
        ),
        Operation(
            .post,
            "/v1/presenters",
            "registerPresenter",
            .presenters,
            "Register a presenter who was accepted, or note one who has applied",
            notes: """
                They get a user with the role of a presenter, or keep the one that they have as a host. Somebody
                with the same name in kana and the same telephone number is refused unless `allow_duplicates` says
                that they are two; the same mail address always is.
                """,
            roles: [.coordinator, .administrator],
            body: .json(registration),
            answers: [.created(MadeBody.schema(Presenter.self))],
            refusals: ["email_taken", "likely_duplicate", "unknown_code"],
            effect: .creates,
            use: create
        ),
        Operation(
            .get,
            "/v1/presenters/{id}",
            "showPresenter",
            .presenters,
            "One presenter",
            notes: "A host sees the names of those whom it met, and nothing else of them.",
            roles: .everybody,
            answers: [.ok(.either([PresenterBody.schema, PresenterCardBody.schema]))],
            use: show
        ),
        Operation(
            .patch,
            "/v1/presenters/{id}",
            "changePresenter",
            .presenters,
            "Change what is known of a presenter",
            notes: """
                What is absent stays; lists are replaced as a whole. Names, topics, qualifications, rank and organizations
                are the coordinator's, the rest the presenter's too. An offer of an organization to which they come to
                belong is taken back. The next match goes by it; offers and lectures stand.
                A presenter's own new mail address waits as `new_email` until they confirm it by the link that is mailed
                there; the present one, said again, ends that.
                """,
            roles: [.coordinator, .presenter],
            body: .json(.named("PresenterChangeForm", .form(changeable + [belonging, .onBehalfOf]))),
            answers: [.ok(PresenterBody.schema)],
            refusals: [
                "email_taken", "unknown_code", "own_affair", "too_many_attempts", "organization_merged",
            ],
            effect: .changes(current: show),
            use: change
        ),
        Operation(
            .post,
            "/v1/address-confirmations",
            "confirmAddress",
            .presenters,
            "Confirm a presenter's new mail address by the link that was mailed there",
            notes: "Whoever holds the link. It serves once, within a day; both addresses are told.",
            roles: [],
            body: .json(
                .form([.required("link", .text("kdl_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"))])
            ),
            answers: [.noContent],
            refusals: ["link_spent", "email_taken", "too_many_attempts"],
            effect: .confides,
            use: confirmAddress
        ),
        Operation(
            .post,
            "/v1/presenters/{id}/status-changes",
            "changePresenterStatus",
            .presenters,
            "Admit, suspend, resume or retire a presenter, or note their death",
            notes: """
                Who retires or has died is let go from offers and from lectures ahead, whose hosts are told; debts and
                history stay.
                """,
            roles: [.coordinator],
            body: .json(
                .form([
                    .required("state", .choice(PresenterStatus.self, example: .suspended)),
                    .required("reason", .shortReason),
                ])
            ),
            answers: [.ok(PresenterBody.schema)],
            refusals: ["presenter_status"],
            use: changeStatus
        ),
    ]

    /// What narrows a list of presenters.
    static let question =
        [
            QueryParameter("q", .nameQuery, "Only those with this in their name, in kanji or kana."),
            QueryParameter("state", .choice(PresenterStatus.self), "Only those who stand there."),
            QueryParameter("prefecture", .prefecture, "Only those who live there."),
        ] + skills

    /// What narrows presenters to those who know something.
    static let skills = [
        QueryParameter("topic", .lookup("five_rules"), "Only those who lecture on it."),
        QueryParameter("qualification", .lookup("riss"), "Only those who hold it."),
        QueryParameter(
            "expiring_before",
            .day,
            "Only those of whom a qualification, the one asked for if one is, ends before this day."
        ),
    ]

    /// What a new presenter has beside ``changeable``.
    private static let registration = Schema.named(
        "PresenterForm",
        .form(
            changeable.map { property in
                needed.contains(property.name)
                    ? .required(property.name, property.schema, property.note) : property
            } + [
                .optional("unavailable", .list(DaysBody.form, atMost: Blackout.limit)),
                .optional(
                    "organization",
                    .text(Example.organizationName, 1...OrganizationDraft.nameLimit),
                    "The registered name of the organization to which they belong."
                ), .optional("allow_duplicates", .flag, "They are another person than whom they look like."),
                .optional(
                    "applied",
                    .flag,
                    "They have applied and wait to be admitted (a status change); nobody asks them before.",
                    inExample: false
                ),
            ]
        )
    )

    private static let needed: Set<String> = [
        "family_name", "given_name", "family_kana", "given_kana", "email", "phone", "postal_code",
        "municipality",
        "address",
    ]

    private static let belonging: Schema.Property = .optional(
        "organizations",
        .list(.key(Organization.self), atMost: PresenterDraft.listLimit, once: true),
        "Where they belong to from today on; they are not sent there.",
        inExample: false
    )

    private static let changeable: [Schema.Property] = [
        .optional("family_name", .text(Example.familyName, 1...PersonName.limit), "With `given_name`."),
        .optional("given_name", .text(Example.givenName, 1...PersonName.limit)),
        .optional("family_kana", .text(Example.familyKana, 1...PersonName.limit), "With `given_kana`."),
        .optional("given_kana", .text(Example.givenKana, 1...PersonName.limit)),
        .optional("email", .email, "Where offers go; by what they sign in stays."),
        .optional("phone", .phone), .optional("postal_code", .postalCode),
        .optional("municipality", .municipality, "Where travel begins."),
        .optional("address", .text(Example.address, 1...PresenterDraft.addressLimit)),
        .optional(
            "qualifications",
            .list(QualificationBody.form, atMost: PresenterDraft.listLimit, once: true)
        ),
        .optional("topics", .list(TopicSkillBody.form, atMost: PresenterDraft.listLimit, once: true)),
        .optional(
            "reach_minutes",
            .integer(PresenterDraft.reachBounds, example: 150),
            "How long a way to a lecture may take, one way."
        ),
        .optional("accepts_online", .flag), .optional("accepts_overnight", .flag),
        .optional(
            "monthly_cap",
            .integer(PresenterDraft.monthlyBounds, example: 2),
            "Lectures a month at most."
        ),
        .optional(
            "yearly_cap",
            .integer(PresenterDraft.yearlyBounds, example: 12),
            "Lectures a fiscal year at most."
        ),
        .optional("weekly_hours", .list(WeeklyHoursBody.form, atLeast: 1, atMost: PresenterDraft.listLimit)),
        .optional("rank", .code("standard"), "What decides the fee."),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadPresenters(office: call.office)(
            try call.query.presenterQuestion(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { PresenterSummaryBody($0) }
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let form = try call.form()
        let allowsDuplicates = form.flag("allow_duplicates", .optional) ?? false
        let onlyApplied = form.flag("applied", .optional) ?? false
        let draft = try PresenterFields(form, isNew: true).draft(form)
        let ids = try await RegisterPresenters(office: call.office)(
            [draft],
            allowingDuplicates: allowsDuplicates,
            onlyApplied: onlyApplied,
            as: try call.asker()
        )
        return try .json(MadeBody(ids[0]), status: .created, headers: [.location: "/v1/presenters/\(ids[0])"])
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try await answer(try call.key(), call)
    }

    @Sendable private static func change(_ call: Call) async throws -> Response {
        let id: Presenter.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let change = try PresenterFields(form, isNew: false).change(form)
        try await ChangePresenter(office: call.office)(
            id,
            change,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    @Sendable private static func confirmAddress(_ call: Call) async throws -> Response {
        let form = try call.form()
        let link = form.text("link")
        try form.end()
        guard let link else { throw form.faults.problem }
        try await ConfirmAddress(office: call.office)(link, from: call.address)
        return Response(status: .noContent)
    }

    @Sendable private static func changeStatus(_ call: Call) async throws -> Response {
        let id: Presenter.ID = try call.key()
        let form = try call.form()
        let status = form.choice("state", of: PresenterStatus.self)
        let reason = form.reason()
        try form.end()
        guard let status else { throw form.faults.problem }
        try await ChangePresenterStatus(office: call.office)(
            of: id,
            to: status,
            because: reason,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    private static func answer(_ id: Presenter.ID, _ call: Call) async throws -> Response {
        switch try await ReadPresenters(office: call.office).sight(of: id, as: try call.asker()) {
        case .whole(let presenter): try .json(PresenterBody(presenter))
        case .name(let card): try .json(PresenterCardBody(card))
        }
    }
}

extension Role {
    /// The body's people, and presenters for themselves.
    static let insidersAndPresenter = Set<Role>.staff.union([.presenter])
}

extension Query {
    /// Which presenters are asked for.
    func presenterQuestion() throws(Problem) -> PresenterQuestion {
        PresenterQuestion(
            status: try choice("state"),
            prefecture: try prefecture(),
            topic: try topic(),
            qualification: try qualification(),
            expiringBefore: try day("expiring_before"),
            name: try name()
        )
    }
}
