import KodanDomain

/// A presenter of a list as JSON.
struct PresenterSummaryBody: Encodable {
    static let schema = Schema.named(
        "PresenterSummary",
        .body([
            .required("id", .key(Presenter.self)), .required("state", .choice(PresenterStatus.self)),
            .required("name", .text(Example.personName)), .required("kana", .text(Example.personKana)),
            .required("email", .email), .required("municipality", .municipality),
            .required("place", .text(Example.place)),
        ])
    )

    let id: String
    let state: String
    let name: String
    let kana: String
    let email: String
    let municipality: String
    let place: String

    init(_ presenter: PresenterSummary) {
        id = presenter.id.description
        state = presenter.status.rawValue
        name = presenter.name
        kana = presenter.kana
        email = presenter.email.text
        municipality = presenter.municipality.digits
        place = presenter.place
    }
}

/// A presenter as a host knows them, as JSON.
struct PresenterCardBody: Encodable {
    static let schema = Schema.named(
        "PresenterCard",
        .body([
            .required("id", .key(Presenter.self)), .required("name", .text(Example.personName)),
            .required("kana", .text(Example.personKana)),
        ])
    )

    let id: String
    let name: String
    let kana: String

    init(_ card: PresenterCard) {
        id = card.id.description
        name = card.name
        kana = card.kana
    }
}

/// A presenter with everything but money as JSON; fields that hold nothing are absent.
struct PresenterBody: Encodable {
    static let schema = Schema.named(
        "Presenter",
        .body([
            .required("id", .key(Presenter.self)), .required("state", .choice(PresenterStatus.self)),
            .optional("state_reason", .reason, "Why they stand where they stand."),
            .required("family_name", .text(Example.familyName)),
            .required("given_name", .text(Example.givenName)),
            .required("family_kana", .text(Example.familyKana)),
            .required("given_kana", .text(Example.givenKana)),
            .required("email", .email, "Where offers go."), .required("phone", .phone),
            .required("postal_code", .postalCode), .required("municipality", .municipality),
            .required("place", .text(Example.place)), .required("address", .text(Example.address)),
            .required("rank", .code("standard"), "What decides the fee."),
            .required("reach_minutes", .integer(PresenterDraft.reachBounds, example: 150)),
            .required("accepts_online", .flag), .required("accepts_overnight", .flag),
            .required("monthly_cap", .integer(0...31, example: 2)),
            .required("yearly_cap", .integer(0...366, example: 12)),
            .required("registered_on", .day),
            .required("topics", .list(TopicSkillBody.schema, atMost: nil)),
            .required("qualifications", .list(QualificationBody.schema, atMost: nil)),
            .required("weekly_hours", .list(WeeklyHoursBody.schema, atMost: nil)),
            .required("blackouts", .list(DaysBody.schema, atMost: nil), "Days on which they cannot come."),
            .required(
                "organizations",
                .list(.key(Organization.self), atMost: nil),
                "Where they belong to; they are not sent there."
            ),
            .required(
                "excluded_organizations",
                .list(.key(Organization.self), atMost: nil),
                "Those that they are kept apart from, as far as the asker may know."
            ),
            .optional("user", .key(User.self), "By whom they sign in."),
            .optional("payee", .key(Payee.self), "Whom the body pays for them."),
            .optional("new_email", .email, "Where they would like to be reached, until they confirm it."),
            .optional("anonymized_at", .instant, "When their name was taken away."),
        ])
    )

    let id: String
    let state: String
    let stateReason: String?
    let familyName: String
    let givenName: String
    let familyKana: String
    let givenKana: String
    let email: String
    let phone: String
    let postalCode: String
    let municipality: String
    let place: String
    let address: String
    let rank: String
    let reachMinutes: Int
    let acceptsOnline: Bool
    let acceptsOvernight: Bool
    let monthlyCap: Int
    let yearlyCap: Int
    let registeredOn: String
    let topics: [TopicSkillBody]
    let qualifications: [QualificationBody]
    let weeklyHours: [WeeklyHoursBody]
    let blackouts: [DaysBody]
    let organizations: [String]
    let excludedOrganizations: [String]
    let user: String?
    let payee: String?
    let newEmail: String?
    let anonymizedAt: String?

    init(_ presenter: PresenterDetail) {
        let (summary, profile) = (presenter.summary, presenter.profile)
        id = summary.id.description
        state = summary.status.rawValue
        stateReason = profile.statusReason
        familyName = profile.name.family
        givenName = profile.name.given
        familyKana = profile.kana.family
        givenKana = profile.kana.given
        email = summary.email.text
        phone = profile.phone.text
        postalCode = profile.postalCode.description
        municipality = summary.municipality.digits
        place = summary.place
        address = profile.address
        rank = profile.rank.text
        reachMinutes = profile.reachMinutes
        acceptsOnline = profile.acceptsOnline
        acceptsOvernight = profile.acceptsOvernight
        monthlyCap = profile.monthlyCap
        yearlyCap = profile.yearlyCap
        registeredOn = profile.registeredOn.description
        topics = presenter.topics.map { TopicSkillBody($0) }
        qualifications = presenter.qualifications.map { QualificationBody($0) }
        weeklyHours = presenter.weeklyHours.map { WeeklyHoursBody($0) }
        blackouts = presenter.blackouts.map { DaysBody($0) }
        organizations = presenter.organizations.map(\.description)
        excludedOrganizations = Set(presenter.exclusions.map(\.organization)).sorted().map(\.description)
        user = profile.user?.description
        payee = presenter.payee?.description
        newEmail = profile.newEmail?.text
        anonymizedAt = profile.anonymizedAt?.description
    }
}
