import KodanDomain

/// An organization of a list as JSON.
struct OrganizationSummaryBody: Encodable {
    static let schema = Schema.named("OrganizationSummary", .body(properties))
    static let properties: [Schema.Property] = [
        .required("id", .key(Organization.self)), .required("name", .text(Example.organizationName)),
        .required("kind", .choice(OrganizationKind.self, example: .chamberOfCommerce)),
        .required("municipality", .municipality),
        .required("place", .text(Example.place)), .required("council_member", .flag),
        .optional("merged_into", .key(Organization.self), "The one that it is part of now."),
    ]

    let id: String
    let name: String
    let kind: String
    let municipality: String
    let place: String
    let councilMember: Bool
    let mergedInto: String?

    init(_ organization: OrganizationSummary) {
        id = organization.id.description
        name = organization.name
        kind = organization.kind.rawValue
        municipality = organization.municipality.digits
        place = organization.place
        councilMember = organization.isCouncilMember
        mergedInto = organization.mergedInto?.description
    }
}

/// An organization with its addresses as JSON; fields that hold nothing are absent.
struct OrganizationBody: Encodable {
    static let schema = Schema.named(
        "Organization",
        .body(
            OrganizationSummaryBody.properties + [
                .optional("kana", .text(Example.organizationKana)), .optional("postal_code", .postalCode),
                .required("address", .text(Example.address)), .required("email", .email),
                .required("phone", .phone),
                .optional("registration_number", .text("7000012050002"), "Such as the corporate number."),
            ]
        )
    )

    let id: String
    let name: String
    let kana: String?
    let kind: String
    let municipality: String
    let place: String
    let postalCode: String?
    let address: String
    let email: String
    let phone: String
    let councilMember: Bool
    let registrationNumber: String?
    let mergedInto: String?

    init(_ organization: OrganizationDetail) {
        let summary = OrganizationSummaryBody(organization.summary)
        id = summary.id
        name = summary.name
        kana = organization.kana
        kind = summary.kind
        municipality = summary.municipality
        place = summary.place
        postalCode = organization.postalCode?.description
        address = organization.address
        email = organization.email.text
        phone = organization.phone.text
        councilMember = summary.councilMember
        registrationNumber = organization.registrationNumber
        mergedInto = summary.mergedInto
    }
}

/// Somebody who acts for an organization, or did, as JSON.
struct MemberBody: Encodable {
    static let schema = Schema.named(
        "Member",
        .body([
            .required("user", .key(User.self)), .required("name", .text(Example.contactName)),
            .required("email", .email), .required("from", .day),
            .optional("last", .day, "The last day; absent until further notice."),
        ])
    )

    let user: String
    let name: String
    let email: String
    let from: String
    let last: String?

    init(_ member: MemberEntry) {
        user = member.user.description
        name = member.name
        email = member.email.text
        from = member.valid.first.description
        last = member.valid.last?.description
    }
}
