import KodanDomain

/// What a body says of a request, with harmless values where it says nothing or something wrong.
struct RequestFields {
    private static let pointers: [Field: String] = [.level: "required_level"]

    /// What a body of this kind holds.
    static let schema = Schema.named(
        "RequestForm",
        .form(
            [
                .required("purpose", .text(Example.purpose, 0...2000)),
                .required("audience", .text(Example.audience, 0...500)),
                .required("slots", SlotBody.wishes(), "One to three wished times, the best first."),
            ] + others
        )
    )
    /// What a body of a draft holds.
    static let draftSchema = Schema.named(
        "DraftForm",
        .form(
            [
                .optional("purpose", .text(Example.purpose, 0...2000)),
                .optional("audience", .text(Example.audience, 0...500)),
                .optional(
                    "slots",
                    SlotBody.wishes(atLeast: 0),
                    "Up to three wished times; none until they are known."
                ),
            ] + others
        )
    )
    private static let others: [Schema.Property] = [
        .required("programme", .code("regional_dispatched")),
        .optional(
            "organization",
            .key(Organization.self),
            "The host, which is needed unless `presenter` is there; then it is the co-host."
        ),
        .optional(
            "presenter",
            .key(Presenter.self),
            "Who holds the lecture themself.",
            inExample: false
        ),
        .required(
            "contact",
            contactSchema
        ),
        .required("title", .text(Example.lectureTitle, 1...200)),
        .required("expected_attendance", .integer(1...10_000, example: 30)),
        .required("open_to_public", .flag, "Whether everybody may come, or members only."),
        .required("place", .choice(PlaceCode.self)),
        .optional("venue", venue, "Needed unless the place is `online`."),
        .required("topic", .code("five_rules")),
        .required("required_level", .level),
        .optional("equipment", .text(Example.equipment, 0...500)),
        .optional("arrangements", ArrangementsBody.formSchema),
        .optional("printed_copies", .integer(0...10_000, example: 30)),
        .optional("preferred_presenter", .key(Presenter.self)),
        .optional("excluded_presenters", .list(exclusion, atMost: RequestExclusion.limit, once: true)),
        .onBehalfOf,
    ]
    static let contactSchema = Schema.named(
        "ContactForm",
        .form([
            .required("name", .text(Example.contactName, 1...100)), .required("email", .email),
            .required("phone", .phone),
        ])
    )
    static let venue = Schema.named(
        "VenueForm",
        .form([
            .required("name", .text(Example.venueName, 1...200)), .required("municipality", .municipality),
            .required(
                "address",
                .text(Example.address, 1...200),
                "With the municipality, as parcels are addressed."
            ),
        ])
    )
    private static let exclusion = Schema.named(
        "ExclusionForm",
        .form([
            .required("presenter", .key(Presenter.self, example: 1043)),
            .required("reason", .text(Example.exclusionReason, 1...RequestExclusion.reasonLimit)),
        ])
    )

    var title = "-"
    var purpose = ""
    var audience = ""
    var expectedAttendance = 1
    var requiredLevel = 0
    var equipment = ""
    var printedCopies = 0
    var excludedPresenters: [RequestExclusion] = []
    var slots: [TimeRange] = RequestFields.harmlessSlots
    private let programme: ProgrammeCode?
    private let asker: Asker?
    private let contact: Contact?
    private let isOpenToPublic: Bool?
    private let place: LecturePlace?
    private let topic: TopicCode?
    private let arrangements: Arrangements
    private let preferredPresenter: Presenter.ID?

    private let isDraft: Bool

    /// Reads `form` field by field; of a draft (`isDraft`) less has to be there.
    init(_ form: Form, isDraft: Bool = false) {
        self.isDraft = isDraft
        programme = form.made("programme") { text throws(FieldRefused) in try ProgrammeCode(text) }
        asker = form.asker()
        contact = form.part("contact")?.contact()
        title = form.text("title") ?? title
        purpose = form.text("purpose", isDraft ? .optional : .required) ?? purpose
        audience = form.text("audience", isDraft ? .optional : .required) ?? audience
        expectedAttendance = form.integer("expected_attendance") ?? expectedAttendance
        isOpenToPublic = form.flag("open_to_public")
        place = form.place()
        topic = form.made("topic") { text throws(FieldRefused) in try TopicCode(text) }
        requiredLevel = form.integer("required_level") ?? requiredLevel
        equipment = form.text("equipment", .optional) ?? equipment
        arrangements =
            form.part("arrangements", .optional)?.arrangements(at: place) ?? Arrangements()
        printedCopies = form.integer("printed_copies", .optional) ?? printedCopies
        preferredPresenter = form.key("preferred_presenter", .optional)
        excludedPresenters = form.exclusions() ?? excludedPresenters
        let isWithout = isDraft && form.find("slots") == nil
        slots = isWithout ? [] : form.slots() ?? slots
    }

    /// The draft, once every rule of it was asked.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func draft(_ form: Form) throws -> RequestDraft {
        var fields = self
        let others = try RequestFields.harmless()
        let draft = form.draft(RequestFields.pointers) { field in
            fields.repair(field)
        } _: { () throws(FieldRefused) in
            try RequestDraft(
                programme: fields.programme ?? others.programme,
                asker: fields.asker ?? .organization(Organization.ID(1)),
                contact: fields.contact ?? others.contact,
                title: fields.title,
                purpose: fields.purpose,
                audience: fields.audience,
                expectedAttendance: fields.expectedAttendance,
                isOpenToPublic: fields.isOpenToPublic ?? false,
                place: fields.place ?? .online,
                topic: fields.topic ?? others.topic,
                requiredLevel: fields.requiredLevel,
                equipment: fields.equipment,
                arrangements: fields.arrangements,
                printedCopies: fields.printedCopies,
                preferredPresenter: fields.preferredPresenter,
                excludedPresenters: fields.excludedPresenters,
                slots: fields.slots,
                isComplete: !fields.isDraft
            )
        }
        try form.end()
        guard let draft else { throw form.faults.problem }
        return draft
    }

    private mutating func repair(_ field: Field) {
        switch field {
        case .title: title = "-"
        case .purpose: purpose = ""
        case .audience: audience = ""
        case .expectedAttendance: expectedAttendance = 1
        case .level: requiredLevel = 0
        case .equipment: equipment = ""
        case .printedCopies: printedCopies = 0
        case .excludedPresenters: excludedPresenters = []
        case .slots: slots = RequestFields.harmlessSlots
        default: break
        }
    }

    private static let harmlessSlots =
        TimeRange(start: Instant(microseconds: 0), minutes: 60).map { [$0] } ?? []

    private static func harmless() throws(FieldRefused) -> (
        programme: ProgrammeCode, topic: TopicCode, contact: Contact
    ) {
        let email = try EmailAddress("nobody@example.jp")
        let contact = try Contact(name: "-", email: email, phone: try PhoneNumber("03-0000-0000"))
        return (try ProgrammeCode("none"), try TopicCode("none"), contact)
    }
}

extension Form {
    /// The wished times; nil if one of them is wrong.
    func slots() -> [TimeRange]? {
        guard let parts = parts("slots", atMost: 20) else { return nil }
        let slots = parts.map { $0.span() }
        return slots.contains { $0 == nil } ? nil : slots.compactMap { $0 }
    }

    /// Whom the host does not want; nil if one of them is wrong.
    fileprivate func exclusions() -> [RequestExclusion]? {
        guard let parts = parts("excluded_presenters", atMost: RequestExclusion.limit, .optional) else {
            return nil
        }
        let exclusions = parts.map { part -> RequestExclusion? in
            let presenter: Presenter.ID? = part.key("presenter")
            let reason = part.made("reason") { text throws(FieldRefused) in
                try text.plainText(.reason, atMost: RequestExclusion.reasonLimit)
            }
            guard let presenter, let reason else { return nil }
            return try? RequestExclusion(presenter, reason: reason)
        }
        return exclusions.contains { $0 == nil } ? nil : exclusions.compactMap { $0 }
    }

    fileprivate func asker() -> Asker? {
        let presenter: Presenter.ID? = key("presenter", .optional)
        let isSelfHosted = find("presenter") != nil
        let organization: Organization.ID? = key("organization", isSelfHosted ? .optional : .required)
        if isSelfHosted { return presenter.map { .presenter($0, coHost: organization) } }
        return organization.map(Asker.organization)
    }

    /// This object's own `name`, `email` and `phone`.
    func contact() -> Contact? {
        let name = made("name") { text throws(FieldRefused) in try text.plainText(.contactName, atMost: 100) }
        let email = made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        let phone = made("phone") { text throws(FieldRefused) in try PhoneNumber(text) }
        guard let name, let email, let phone else { return nil }
        return try? Contact(name: name, email: email, phone: phone)
    }

    fileprivate func place() -> LecturePlace? {
        let code = choice("place", of: PlaceCode.self)
        let form = part("venue", code == .venue || code == .both ? .required : .optional)
        let venue = form?.venue()
        switch code {
        case .venue: return venue.map(LecturePlace.venue)
        case .both: return venue.map(LecturePlace.both)
        case .online:
            if find("venue") != nil { faults.add(pointer(to: "venue"), .absentWithout(.venue)) }
            return .online
        case nil: return nil
        }
    }

    /// This object's own `name`, `municipality` and `address`.
    func venue() -> Venue? {
        let name = made("name") { text throws(FieldRefused) in try text.plainText(.venueName, atMost: 200) }
        let municipality = made("municipality") { text throws(FieldRefused) in try MunicipalityCode(text) }
        let address = made("address") { text throws(FieldRefused) in
            try text.plainText(.venueAddress, atMost: 200)
        }
        guard let name, let municipality, let address else { return nil }
        return try? Venue(name: name, municipality: municipality, address: address)
    }
}

/// The three kinds of places, as JSON writes them.
enum PlaceCode: String, CaseIterable {
    case venue, online, both
}
