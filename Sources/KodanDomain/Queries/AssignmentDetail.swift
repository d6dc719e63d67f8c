/// An assignment with both attestations and its materials.
public struct AssignmentDetail: Hashable, Sendable {
    /// What the list shows.
    public let summary: AssignmentSummary
    /// What the presenter attests.
    public let report: FiledReport?
    /// What the host attests.
    public let confirmation: FiledConfirmation?
    /// Its materials, oldest first.
    public let deliveries: [DeliverySummary]

    /// A value with these parts.
    public init(
        summary: AssignmentSummary,
        report: FiledReport?,
        confirmation: FiledConfirmation?,
        deliveries: [DeliverySummary]
    ) {
        self.summary = summary
        self.report = report
        self.confirmation = confirmation
        self.deliveries = deliveries
    }
}

/// A filed report (実施報告).
public struct FiledReport: Hashable, Sendable {
    /// The report.
    public let id: LectureReport.ID
    /// When it was held.
    public let held: TimeRange
    /// The minutes lectured.
    public let minutes: Int
    /// How many came.
    public let attendance: Int
    /// What was said and asked.
    public let summary: String

    /// A value with these parts.
    public init(
        id: LectureReport.ID,
        held: TimeRange,
        minutes: Int,
        attendance: Int,
        summary: String
    ) {
        self.id = id
        self.held = held
        self.minutes = minutes
        self.attendance = attendance
        self.summary = summary
    }
}

/// A filed confirmation (開催確認).
public struct FiledConfirmation: Hashable, Sendable {
    /// The confirmation.
    public let id: HostConfirmation.ID
    /// The minutes lectured.
    public let minutes: Int
    /// How many came.
    public let attendance: Int
    /// How content the host was, 1 to 5.
    public let satisfaction: Int?
    /// Whether it would ask again.
    public let wouldAskAgain: Bool?
    /// What else it says.
    public let comment: String

    /// A value with these parts.
    public init(
        id: HostConfirmation.ID,
        minutes: Int,
        attendance: Int,
        satisfaction: Int?,
        wouldAskAgain: Bool?,
        comment: String
    ) {
        self.id = id
        self.minutes = minutes
        self.attendance = attendance
        self.satisfaction = satisfaction
        self.wouldAskAgain = wouldAskAgain
        self.comment = comment
    }
}

/// Materials of a lecture (資料提供).
public struct DeliverySummary: Hashable, Sendable {
    /// The delivery.
    public let id: MaterialDelivery.ID
    /// The code of the material.
    public let material: String
    /// The edition.
    public let edition: String
    /// How many copies; 1 of what is digital.
    public let quantity: Int
    /// Until when it is sent.
    public let shipBy: LocalDate
    /// Where it is.
    public let state: DeliveryState
    /// When the lecture at which this edition was used was attested.
    public let usedAt: Instant?

    /// A value with these parts.
    public init(
        id: MaterialDelivery.ID,
        material: String,
        edition: String,
        quantity: Int,
        shipBy: LocalDate,
        state: DeliveryState,
        usedAt: Instant?
    ) {
        self.id = id
        self.material = material
        self.edition = edition
        self.quantity = quantity
        self.shipBy = shipBy
        self.state = state
        self.usedAt = usedAt
    }
}
