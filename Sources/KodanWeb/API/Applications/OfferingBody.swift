import KodanDomain
import KodanService

/// What may be asked for without being registered, as JSON.
struct OfferingBody: Encodable {
    static let schema = Schema.named(
        "Offering",
        .body([
            .required("programmes", .list(.named("OfferedProgramme", .body(programme)), atMost: nil)),
            .required("topics", .list(WordBody.schema, atMost: nil), "What lectures may be about."),
        ])
    )
    private static let programme: [Schema.Property] = [
        .required("code", .code("regional_dispatched")),
        .required("name_ja", .text(Example.programmeName)),
        .required("name_en", .text("Regional lecture, dispatched")),
        .required(
            "asked_by",
            .list(.choice(OrganizationKind.self), atMost: nil),
            "The kinds of organizations that may ask."
        ),
        .required(
            "members_only",
            .flag,
            "Whether only members of the council among them, which the office notes of them."
        ),
        .required("lead_days", .count, "How many days before the lecture a request comes in at the latest."),
        .required("minimum_attendance", .count, "How many must be expected at least."),
    ]

    struct OfferedProgramme: Encodable {
        let code: String
        let nameJa: String
        let nameEn: String
        let askedBy: [String]
        let membersOnly: Bool
        let leadDays: Int
        let minimumAttendance: Int
    }

    let programmes: [OfferedProgramme]
    let topics: [WordBody]

    init(_ offering: Offering) {
        programmes = offering.entries.map { entry in
            OfferedProgramme(
                code: entry.programme.code.text,
                nameJa: entry.programme.name,
                nameEn: entry.englishName,
                askedBy: entry.admission.askers.map(\.rawValue),
                membersOnly: entry.admission.isForMembers,
                leadDays: entry.programme.leadDays,
                minimumAttendance: entry.programme.minimumAttendance
            )
        }
        topics = offering.topics.map { WordBody($0) }
    }
}
