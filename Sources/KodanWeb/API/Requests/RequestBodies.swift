import KodanDomain

/// A request of a list as JSON.
struct RequestSummaryBody: Encodable {
    static let schema = Schema.named(
        "RequestSummary",
        .body([
            .required("id", .key(LectureRequest.self)), .required("state", .choice(RequestState.self)),
            .required("holder", .choice(RequestHolder.self), "Who holds it now."),
            .required("programme", .code("regional_dispatched")),
            .optional("organization", .key(Organization.self), "The host, or the co-host."),
            .optional("organization_name", .text(Example.organizationName)),
            .optional("presenter", .key(Presenter.self), "The presenter who asks, of a self-hosted lecture."),
            .required("title", .text(Example.lectureTitle)), .required("topic", .code("five_rules")),
            .required("place", .choice(PlaceCode.self)), .optional("municipality", .municipality),
            .required("expected_attendance", .count), .optional("first_slot", SpanBody.schema),
            .optional("submitted_at", .instant),
        ])
    )

    let id: String
    let state: String
    let holder: String
    let programme: String
    let organization: String?
    let organizationName: String?
    let presenter: String?
    let title: String
    let topic: String
    let place: String
    let municipality: String?
    let expectedAttendance: Int
    let firstSlot: SpanBody?
    let submittedAt: String?

    init(_ request: RequestSummary) {
        id = request.id.description
        state = request.state.rawValue
        holder = request.holder.rawValue
        programme = request.programme.text
        organization = request.organization?.description
        organizationName = request.organizationName
        presenter = request.askingPresenter?.description
        title = request.title
        topic = request.topic.text
        place = request.place
        municipality = request.municipality?.digits
        expectedAttendance = request.expectedAttendance
        firstSlot = request.firstSlot.map { SpanBody($0) }
        submittedAt = request.submittedAt?.description
    }
}

/// A request with everything as JSON; fields that hold nothing are absent.
struct RequestDetailBody: Encodable {
    static let schema = Schema.named("Request", .body(properties))
    static let properties: [Schema.Property] = [
        .required("id", .key(LectureRequest.self)), .required("state", .choice(RequestState.self)),
        .required("holder", .choice(RequestHolder.self), "Who holds it now."),
        .required("programme", .code("regional_dispatched")),
        .optional("organization", .key(Organization.self), "The host, or the co-host."),
        .optional("organization_name", .text(Example.organizationName)),
        .optional("presenter", .key(Presenter.self), "The presenter who asks, of a self-hosted lecture."),
        .optional("contact", ContactBody.schema, "For the asker and the body's people only."),
        .required("title", .text(Example.lectureTitle)), .required("purpose", .text(Example.purpose)),
        .required("audience", .text(Example.audience)), .required("expected_attendance", .count),
        .required("open_to_public", .flag), .required("place", .choice(PlaceCode.self)),
        .optional("venue", VenueBody.schema), .required("topic", .code("five_rules")),
        .required("required_level", .level), .required("equipment", .text(Example.equipment)),
        .required("arrangements", ArrangementsBody.schema), .required("printed_copies", .count),
        .optional("preferred_presenter", .key(Presenter.self)),
        .optional("excluded_presenters", .list(ExcludedPresenterBody.schema, atMost: nil)),
        .optional("submitted_at", .instant),
        .optional(
            "reason",
            .text(Example.corrections),
            "Why it was returned, rejected or called off. Not told to a host where the presenter called it off."
        ),
        .optional("cancelled_by", .choice(Side.self)),
        .optional(
            "notice_days",
            .integer(-10_000...10_000, example: 14),
            "Days from the cancellation to the lecture, or to the first wished time ahead where nobody was bound."
        ),
        .required("slots", .list(SlotBody.schema, atMost: nil), "The wished times, the best first."),
        .optional("assignment", AssignmentSummaryBody.schema),
    ]

    let id: String
    let state: String
    let holder: String
    let programme: String
    let organization: String?
    let organizationName: String?
    let presenter: String?
    let contact: ContactBody?
    let title: String
    let purpose: String
    let audience: String
    let expectedAttendance: Int
    let openToPublic: Bool
    let place: String
    let venue: VenueBody?
    let topic: String
    let requiredLevel: Int
    let equipment: String
    let arrangements: ArrangementsBody
    let printedCopies: Int
    let preferredPresenter: String?
    let excludedPresenters: [ExcludedPresenterBody]?
    let submittedAt: String?
    let reason: String?
    let cancelledBy: String?
    let noticeDays: Int?
    let slots: [SlotBody]
    let assignment: AssignmentSummaryBody?

    init(_ request: RequestDetail) {
        let summary = request.summary
        id = summary.id.description
        state = summary.state.rawValue
        holder = summary.holder.rawValue
        programme = summary.programme.text
        organization = summary.organization?.description
        organizationName = summary.organizationName
        presenter = summary.askingPresenter?.description
        contact = request.contact.map { ContactBody($0) }
        title = summary.title
        purpose = request.purpose
        audience = request.audience
        expectedAttendance = summary.expectedAttendance
        openToPublic = request.isOpenToPublic
        place = summary.place
        venue = request.venue.map { VenueBody($0) }
        topic = summary.topic.text
        requiredLevel = request.requiredLevel
        equipment = request.equipment
        arrangements = ArrangementsBody(request.arrangements)
        printedCopies = request.printedCopies
        preferredPresenter = request.preferredPresenter?.description
        let excluded = request.excludedPresenters
        excludedPresenters = excluded.isEmpty ? nil : excluded.map { ExcludedPresenterBody($0) }
        submittedAt = summary.submittedAt?.description
        reason = request.reason
        cancelledBy = request.cancelledBy?.rawValue
        noticeDays = request.noticeDays
        slots = request.slots.map { SlotBody($0) }
        assignment = request.assignment.map { AssignmentSummaryBody($0) }
    }
}

/// Who is not wished, as JSON.
struct ExcludedPresenterBody: Encodable {
    static let schema = Schema.named(
        "ExcludedPresenter",
        .body([.required("presenter", .key(Presenter.self)), .required("reason", .reason)])
    )

    let presenter: String
    let reason: String

    init(_ exclusion: RequestExclusion) {
        presenter = exclusion.presenter.description
        reason = exclusion.reason
    }
}

/// Whom to ask, as JSON.
struct ContactBody: Encodable {
    static let schema = Schema.named(
        "Contact",
        .body([
            .required("name", .text(Example.contactName)), .required("email", .email),
            .required("phone", .phone),
        ])
    )

    let name: String
    let email: String
    let phone: String

    init(_ contact: Contact) {
        name = contact.name
        email = contact.email.text
        phone = contact.phone.text
    }
}

/// A venue as JSON.
struct VenueBody: Encodable {
    static let schema = Schema.named(
        "Venue",
        .body([
            .required("name", .text(Example.venueName)), .required("municipality", .municipality),
            .required("address", .text(Example.address)),
        ])
    )

    let name: String
    let municipality: String
    let address: String

    init(_ venue: Venue) {
        name = venue.name
        municipality = venue.municipality.digits
        address = venue.address
    }
}

/// A wished time as JSON.
struct SlotBody: Encodable {
    static let schema = Schema.named(
        "Slot",
        .body([
            .required("id", .key(Slot.self)), .required("start", .instant), .required("end", .laterInstant),
        ])
    )
    /// A span as it is sent.
    static let span = Schema.form([.required("start", .instant), .required("end", .laterInstant)])
    /// Times as they are wished; what is still being written may have none.
    static func wishes(atLeast least: Int = RequestDraft.slotBounds.lowerBound) -> Schema {
        .list(
            .named("SpanForm", span),
            atLeast: least,
            atMost: RequestDraft.slotBounds.upperBound,
            once: true
        )
    }

    let id: String
    let start: String
    let end: String

    init(_ slot: WishedSlot) {
        id = slot.id.description
        start = slot.during.start.description
        end = slot.during.end.description
    }
}
