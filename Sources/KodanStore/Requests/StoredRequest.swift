public import KodanDomain
import Postgres

/// A request as the steps of the chain need it.
public struct StoredRequest: Sendable, Equatable {
    /// Its key.
    public let id: LectureRequest.ID
    /// The programme.
    public let programme: Programme.ID
    /// Dispatched or self-hosted.
    public let delivery: Delivery
    /// The organization that asks, or the co-host of a self-hosted lecture.
    public let organization: Organization.ID?
    /// The presenter who asks, where the lecture is self-hosted.
    public let askingPresenter: Presenter.ID?
    /// The person to ask.
    public let contactName: String
    /// Where mail goes.
    public let contactEmail: EmailAddress
    /// What the lecture is called.
    public let title: String
    /// `venue`, `online` or `both`.
    public let place: String
    /// The venue's name, where there is one.
    public let venueName: String?
    /// Where it stands.
    public var state: RequestState
    /// Which round of wished slots counts.
    public let round: Int

    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        programme = try row.value("programme_id")
        delivery = try row.value("delivery")
        organization = try row.optional("organization_id")
        askingPresenter = try row.optional("asking_presenter_id")
        contactName = try row.value("contact_name")
        contactEmail = try row.value("contact_email")
        title = try row.value("title")
        place = try row.value("place")
        venueName = try row.optional("venue_name")
        state = try row.value("state")
        round = try row.value("round")
    }
}

extension StoredRequest {
    /// Who asked; nil for a row that the schema does not let be.
    public var asker: Asker? {
        if let askingPresenter { return .presenter(askingPresenter, coHost: organization) }
        return organization.map(Asker.organization)
    }
}

/// A wished time of a request.
public struct StoredSlot: Sendable, Equatable {
    /// Its key.
    public let id: Slot.ID
    /// The time.
    public let during: TimeRange

    init(id: Slot.ID, during: TimeRange) {
        self.id = id
        self.during = during
    }

    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        during = try row.value("during")
    }
}
