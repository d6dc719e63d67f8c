import KodanDomain

/// A request of a list as JSON.
struct RequestSummaryBody: Encodable {
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
    let printedCopies: Int
    let preferredPresenter: String?
    let excludedPresenters: [ExcludedPresenterBody]?
    let submittedAt: String?
    let reason: String?
    let cancelledBy: String?
    let noticeDays: Int?
    let slots: [SlotBody]
    let assignment: AssignmentSummaryBody?
    let timeline: [TimelineBody]

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
        timeline = request.timeline.map { TimelineBody($0) }
    }
}

/// Who is not wished, as JSON.
struct ExcludedPresenterBody: Encodable {
    let presenter: String
    let reason: String

    init(_ exclusion: RequestExclusion) {
        presenter = exclusion.presenter.description
        reason = exclusion.reason
    }
}

/// Whom to ask, as JSON.
struct ContactBody: Encodable {
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
    let id: String
    let start: String
    let end: String

    init(_ slot: WishedSlot) {
        id = slot.id.description
        start = slot.during.start.description
        end = slot.during.end.description
    }
}

/// A step of a request as JSON.
struct TimelineBody: Encodable {
    let at: String
    let action: String
    let role: String
    let onBehalfOf: String?
    let reason: String?

    init(_ event: TimelineEvent) {
        at = event.at.description
        action = event.action
        role = event.role.rawValue
        onBehalfOf = event.onBehalfOf
        reason = event.reason
    }
}
