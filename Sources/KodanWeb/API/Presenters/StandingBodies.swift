import KodanDomain

/// What a day off or a wish to be kept apart ended and left standing, as JSON.
struct LooseEndsBody: Encodable {
    static let properties: [Schema.Property] = [
        .required(
            "withdrawn_offers",
            .list(.key(Offer.self), atMost: nil),
            "Offers without an answer that were taken back."
        ),
        .required(
            "standing_assignments",
            .list(.key(Assignment.self), atMost: nil),
            "Lectures ahead that stand until somebody withdraws."
        ),
    ]
    static let schema = Schema.named("LooseEnds", .body(properties))

    let withdrawnOffers: [String]
    let standingAssignments: [String]

    init(_ ends: LooseEnds) {
        withdrawnOffers = ends.withdrawn.map(\.description)
        standingAssignments = ends.assignments.map(\.description)
    }
}

/// Days off that were just noted, as JSON.
struct AddedBlackoutBody: Encodable {
    static let schema = Schema.named(
        "AddedBlackout",
        .body([.required("id", .key(Blackout.self))] + LooseEndsBody.properties)
    )

    let id: String
    let withdrawnOffers: [String]
    let standingAssignments: [String]

    init(_ id: Blackout.ID, _ ends: LooseEnds) {
        let ends = LooseEndsBody(ends)
        self.id = id.description
        withdrawnOffers = ends.withdrawnOffers
        standingAssignments = ends.standingAssignments
    }
}

/// A span of days off as JSON.
struct BlackoutBody: Encodable {
    static let schema = Schema.named(
        "Blackout",
        .body([
            .required("id", .key(Blackout.self)), .required("first", .day), .required("last", .day),
            .optional("reason", .text(Example.stay)),
        ])
    )

    let id: String
    let first: String
    let last: String
    let reason: String?

    init(_ entry: BlackoutEntry) {
        let days = DaysBody(entry.blackout)
        id = entry.id.description
        first = days.first
        last = days.last
        reason = days.reason
    }
}

/// Two that are kept apart as JSON.
struct ExclusionPairBody: Encodable {
    static let schema = Schema.named(
        "Exclusion",
        .body([
            .required("presenter", .key(Presenter.self)), .required("organization", .key(Organization.self)),
            .required(
                "wishes",
                .list(
                    .body([
                        .required("asked_by", .choice([Side.host.rawValue, Side.presenter.rawValue])),
                        .required("reason", .shortReason),
                    ]),
                    atMost: nil
                ),
                "What either asked, as far as the asker may know it."
            ),
        ])
    )

    struct Wish: Encodable {
        let askedBy: String
        let reason: String
    }

    let presenter: String
    let organization: String
    let wishes: [Wish]

    init(_ pair: ExclusionPair) {
        presenter = pair.presenter.description
        organization = pair.organization.description
        wishes = pair.wishes.map { Wish(askedBy: $0.askedBy.rawValue, reason: $0.reason) }
    }
}
