/// Materials for a lecture as those who send them see it (資料提供一覧).
public struct DeliveryEntry: Hashable, Sendable {
    /// The delivery.
    public let id: MaterialDelivery.ID
    /// The lecture.
    public let assignment: Assignment.ID
    /// When it is held.
    public let lectureOn: LocalDate
    /// The lecture's title.
    public let title: String
    /// The host; nil where a presenter holds the lecture alone.
    public let organization: String?
    /// Who takes the parcel, as the request names them.
    public let contactName: String
    /// Their telephone.
    public let contactPhone: PhoneNumber
    /// The material's code.
    public let material: String
    /// The material's name in Japanese.
    public let materialName: String
    /// What its edition is called.
    public let edition: String
    /// Its edition, which is pinned: a newer one changes nothing here.
    public let editionID: Edition.ID
    /// Whether it goes out as a file or on paper.
    public let medium: MaterialMedium
    /// Whether the file of the edition lies here.
    public let hasFile: Bool
    /// How many copies; 1 of what is digital.
    public let quantity: Int
    /// Where they go; nil for what is digital.
    public let shipTo: String?
    /// By when they leave.
    public let shipBy: LocalDate
    /// Where they are.
    public let state: DeliveryState
    /// The carrier's number.
    public let carrierNumber: String?
    /// When they left.
    public let sentAt: Instant?
    /// When they arrived.
    public let receivedAt: Instant?
    /// When they came back.
    public let returnedAt: Instant?
    /// How many came back.
    public let returnedQuantity: Int?
    /// Whether copies that left should come back, because the lecture is off.
    public let comesBack: Bool
    /// When the lecture at which this edition was used was attested.
    public let usedAt: Instant?

    /// A value with these parts.
    public init(
        id: MaterialDelivery.ID,
        assignment: Assignment.ID,
        lectureOn: LocalDate,
        title: String,
        organization: String?,
        contactName: String,
        contactPhone: PhoneNumber,
        material: String,
        materialName: String,
        edition: String,
        editionID: Edition.ID,
        medium: MaterialMedium,
        hasFile: Bool,
        quantity: Int,
        shipTo: String?,
        shipBy: LocalDate,
        state: DeliveryState,
        carrierNumber: String?,
        sentAt: Instant?,
        receivedAt: Instant?,
        returnedAt: Instant?,
        returnedQuantity: Int?,
        comesBack: Bool,
        usedAt: Instant?
    ) {
        self.id = id
        self.assignment = assignment
        self.lectureOn = lectureOn
        self.title = title
        self.organization = organization
        self.contactName = contactName
        self.contactPhone = contactPhone
        self.material = material
        self.materialName = materialName
        self.edition = edition
        self.editionID = editionID
        self.medium = medium
        self.hasFile = hasFile
        self.quantity = quantity
        self.shipTo = shipTo
        self.shipBy = shipBy
        self.state = state
        self.carrierNumber = carrierNumber
        self.sentAt = sentAt
        self.receivedAt = receivedAt
        self.returnedAt = returnedAt
        self.returnedQuantity = returnedQuantity
        self.comesBack = comesBack
        self.usedAt = usedAt
    }
}
