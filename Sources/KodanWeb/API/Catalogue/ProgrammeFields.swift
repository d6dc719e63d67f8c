import KodanDomain
import KodanText

extension Schema.Property {
    /// All that is said of a programme beside its code.
    static let programme: [Schema.Property] = [
        .required("name_ja", .text(Example.programmeName, 1...ProgrammeDraft.nameLimit)),
        .required("name_en", .text("Regional lecture, dispatched", 1...ProgrammeDraft.nameLimit)),
        .required(
            "delivery",
            .choice(Delivery.self, called: "ProgrammeDelivery"),
            "How its lectures come about."
        ),
        .optional(
            "asked_by",
            .list(.choice(OrganizationKind.self), atMost: OrganizationKind.allCases.count),
            "The kinds of organizations that may ask, where the body sends a lecturer."
        ),
        .optional("members_only", .flag, "Whether only members of the council among them; else all."),
        .optional(
            "qualifications",
            .list(.lookup("riss"), atMost: ProgrammeDraft.qualificationLimit),
            "Presenters need one of these; without any, every presenter may.",
            inExample: false
        ),
        .required("pays_honorarium", .flag),
        .required(
            "lead_days",
            .integer(ProgrammeDraft.leadDayBounds, example: 30),
            "How many days before the lecture a request comes in at the latest."
        ),
        .required(
            "minimum_attendance",
            .integer(ProgrammeDraft.attendanceBounds, example: 10),
            "How many must be expected at least."
        ),
        .required("from", .day),
        .optional("last", .day, "The last day; absent until further notice.", inExample: false),
        .required("target_group", .lookup("regional"), "The programmes that share its yearly target."),
    ]
}

extension Form {
    /// This object's own rules of a programme.
    func programme() -> ProgrammeDraft? {
        var japanese = text("name_ja") ?? "-"
        var english = text("name_en") ?? "-"
        let delivery = choice("delivery", of: Delivery.self)
        var askers = kinds()
        var isForMembers = flag("members_only", .optional) ?? false
        let qualifications = texts("qualifications", atMost: ProgrammeDraft.qualificationLimit) {
            text throws(FieldRefused) in try QualificationCode(text)
        }
        var paysHonorarium = flag("pays_honorarium") ?? false
        let leadDays = integer("lead_days", within: ProgrammeDraft.leadDayBounds)
        let attendance = integer("minimum_attendance", within: ProgrammeDraft.attendanceBounds)
        let validity = validity(to: "last")
        let group = made("target_group") { text throws(FieldRefused) in try ProgrammeCode(text) }
        guard let delivery, let validity, let group else { return nil }
        return draft([:]) { field in
            switch field {
            case .japaneseName: japanese = "-"
            case .englishName: english = "-"
            case .askedBy: askers = []
            case .membersOnly: isForMembers = false
            case .paysHonorarium: paysHonorarium = false
            default: break
            }
        } _: { () throws(FieldRefused) in
            try ProgrammeDraft(
                japaneseName: japanese,
                englishName: english,
                delivery: delivery,
                admission: ProgrammeAdmission(
                    askers: askers,
                    isForMembers: isForMembers,
                    qualifications: qualifications ?? []
                ),
                paysHonorarium: paysHonorarium,
                targetGroup: group,
                leadDays: leadDays ?? 0,
                minimumAttendance: attendance ?? 0,
                validity: validity
            )
        }
    }

    private func kinds() -> [OrganizationKind] {
        choices("asked_by", .optional, known: OrganizationKind.allCases.map(\.rawValue)) {
            OrganizationKind(rawValue: $0)
        } ?? []
    }

    /// This object's own seminar or conference.
    func programmeEvent() -> ProgrammeEvent? {
        let programme = made("programme") { text throws(FieldRefused) in try ProgrammeCode(text) }
        let day = day("held_on")
        var place = text("place") ?? "-"
        let capacity = integer("capacity", within: ProgrammeEvent.capacities)
        guard let programme, let day else { return nil }
        return draft([:]) { _ in
            place = "-"
        } _: { () throws(FieldRefused) in
            try ProgrammeEvent(
                programme: programme,
                heldOn: day,
                place: place,
                capacity: capacity ?? ProgrammeEvent.capacities.lowerBound
            )
        }
    }
}
