import KodanDomain

/// A programme with its rules and the targets of its group, as JSON.
struct ProgrammeBody: Encodable {
    static let schema = Schema.named(
        "Programme",
        .body([
            .required("id", .key(Programme.self)), .required("code", .code("regional_dispatched")),
            .required("name_ja", .text(Example.programmeName)),
            .required("name_en", .text("Regional lecture, dispatched")),
            .required(
                "delivery",
                .choice(Delivery.self, called: "ProgrammeDelivery"),
                "How its lectures come about."
            ),
            .required(
                "asked_by",
                .list(.choice(OrganizationKind.self), atMost: nil),
                "The kinds of organizations that may ask; none where presenters do, or the body holds it itself."
            ),
            .required("members_only", .flag, "Whether only members of the council among them."),
            .required(
                "qualifications",
                .list(.code("riss"), atMost: nil),
                "Presenters need one of these; every presenter may where there are none."
            ),
            .required("pays_honorarium", .flag),
            .required(
                "lead_days",
                .count,
                "How many days before the lecture a request comes in at the latest."
            ),
            .required("minimum_attendance", .count, "How many must be expected at least."),
            .required("from", .day), .optional("last", .day, "The last day; absent until further notice."),
            .required("target_group", .code("regional"), "The programmes that share its yearly target."),
            .required(
                "targets",
                .list(
                    .named(
                        "YearlyTarget",
                        .body([
                            .required("fiscal_year", .fiscalYear), .optional("target", .count),
                            .optional("held", .count, "What was held, as the body counted it."),
                            .optional("attendance", .count), .required("unit", .choice(TargetUnit.self)),
                        ])
                    ),
                    atMost: nil
                )
            ),
        ])
    )

    struct Target: Encodable {
        let fiscalYear: Int
        let target: Int?
        let held: Int?
        let attendance: Int?
        let unit: String
    }

    let id: String
    let code: String
    let nameJa: String
    let nameEn: String
    let delivery: String
    let askedBy: [String]
    let membersOnly: Bool
    let qualifications: [String]
    let paysHonorarium: Bool
    let leadDays: Int
    let minimumAttendance: Int
    let from: String
    let last: String?
    let targetGroup: String
    let targets: [Target]

    init(_ entry: ProgrammeEntry) {
        let programme = entry.programme
        id = programme.id.description
        code = programme.code.text
        nameJa = programme.name
        nameEn = entry.englishName
        delivery = programme.delivery.rawValue
        askedBy = entry.admission.askers.map(\.rawValue)
        membersOnly = entry.admission.isForMembers
        qualifications = entry.admission.qualifications.map(\.text)
        paysHonorarium = programme.paysHonorarium
        leadDays = programme.leadDays
        minimumAttendance = programme.minimumAttendance
        from = programme.validity.first.description
        last = programme.validity.last?.description
        targetGroup = entry.targetGroup
        targets = entry.targets.map { target in
            Target(
                fiscalYear: target.year.startYear,
                target: target.target,
                held: target.held,
                attendance: target.attendance,
                unit: target.unit
            )
        }
    }
}

/// A seminar or conference of the body's schedule as JSON.
struct ProgrammeEventBody: Encodable {
    static let schema = Schema.named(
        "ProgrammeEvent",
        .body([.required("id", .key(ProgrammeEvent.self))] + members + counted)
    )
    /// What is noted of one that was held.
    private static let counted: [Schema.Property] = [
        .optional(
            "attendance",
            .integer(ProgrammeEvent.attendances, example: 57),
            "How many came; absent before anybody counted them."
        )
    ]
    /// What is said of one.
    static let members: [Schema.Property] = [
        .required("programme", .lookup("skill_seminar")), .required("held_on", .day),
        .required("place", .text(Example.hall, 1...ProgrammeEvent.placeLimit)),
        .required("capacity", .integer(ProgrammeEvent.capacities, example: 100)),
    ]

    let id: String
    let programme: String
    let heldOn: String
    let place: String
    let capacity: Int
    let attendance: Int?

    init(_ entry: ProgrammeEventEntry) {
        id = entry.id.description
        programme = entry.event.programme.text
        heldOn = entry.event.heldOn.description
        place = entry.event.place
        capacity = entry.event.capacity
        attendance = entry.attendance
    }
}

/// How far a group of programmes is in a year, as JSON.
struct TargetBody: Encodable {
    static let schema = Schema.named(
        "TargetProgress",
        .body([
            .required("group", .code("regional")), .required("fiscal_year", .fiscalYear),
            .required("programmes", .list(.code("regional_dispatched"), atMost: nil)),
            .optional("target", .count, "What is aimed at; absent where nobody said so."),
            .optional("unit", .choice(TargetUnit.self), "What the target counts."),
            .optional("stated_held", .count, "What was held in a year before kodan, as the body counted it."),
            .optional("stated_attendance", .count),
            .required(
                "held",
                .count,
                "Lectures that were held, and what the body held itself and counted the visitors of."
            ),
            .required(
                "attendance",
                .count,
                "Who came to them, as the presenters reported, or else the hosts, or the body counted."
            ),
            .required("scheduled", .count, "Seminars and conferences of the body's own schedule."),
        ])
    )

    let group: String
    let fiscalYear: Int
    let programmes: [String]
    let target: Int?
    let unit: String?
    let statedHeld: Int?
    let statedAttendance: Int?
    let held: Int
    let attendance: Int
    let scheduled: Int

    init(_ entry: TargetProgressEntry) {
        group = entry.group
        fiscalYear = entry.year.startYear
        programmes = entry.programmes.map(\.text)
        target = entry.target
        unit = entry.unit?.rawValue
        statedHeld = entry.statedHeld
        statedAttendance = entry.statedAttendance
        held = entry.held
        attendance = entry.attendance
        scheduled = entry.scheduled
    }
}
