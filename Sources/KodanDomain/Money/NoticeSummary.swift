/// How a payee says that a payment notice is right (仕入明細書 needs it).
public enum NoticeConfirmationMode: String, Sendable, CaseIterable {
    /// It counts as confirmed unless an error is reported in time, as both have agreed.
    case unlessObjected = "unless_objected"
    /// The payee answers.
    case answer
}

/// What has become of a payment notice.
public enum NoticeState: String, Sendable, CaseIterable {
    /// Nobody has answered yet.
    case waiting
    /// The payee has confirmed it.
    case confirmed
    /// Its deadline passed without an objection, which both have agreed to take for a confirmation.
    case takenAsConfirmed = "taken_as_confirmed"
    /// The payee says that it is wrong.
    case objected
    /// Another notice stands in its place.
    case replaced
}

/// 支払通知書: one payment notice as the record has it.
public struct NoticeSummary: Hashable, Sendable {
    /// The notice.
    public let id: Notice.ID
    /// The payment that it tells of.
    public let payment: Payment.ID
    /// Who is paid.
    public let payee: Payee.ID
    /// The notice that it replaces.
    public let replaces: Notice.ID?
    /// The notice that replaces it.
    public let replacedBy: Notice.ID?
    /// The payee's name on it.
    public let payeeName: String
    /// The payee's registration number on it; nil unless registered and looked up for every lecture date.
    public let invoiceNumber: String?
    /// The body's name on it.
    public let bodyName: String
    /// The body's address and telephone number on it.
    public let bodyContact: String
    /// Its day.
    public let issuedOn: LocalDate
    /// How it is confirmed.
    public let confirmation: NoticeConfirmationMode
    /// Until when.
    public let confirmBy: LocalDate
    /// When a mail that tells the payee of it was put in the outbox; nil: it is to be handed over.
    public var toldAt: Instant?
    /// When the payee confirmed it.
    public let confirmedAt: Instant?
    /// What the payee objected.
    public let objection: String?
    /// The file's name.
    public let fileName: String
    /// The SHA-256 of its bytes; empty until they are made.
    public var sha256: [UInt8]

    /// A notice.
    public init(
        id: Notice.ID,
        payment: Payment.ID,
        payee: Payee.ID,
        replaces: Notice.ID? = nil,
        replacedBy: Notice.ID? = nil,
        payeeName: String,
        invoiceNumber: String?,
        bodyName: String,
        bodyContact: String,
        issuedOn: LocalDate,
        confirmation: NoticeConfirmationMode,
        confirmBy: LocalDate,
        toldAt: Instant? = nil,
        confirmedAt: Instant? = nil,
        objection: String? = nil,
        fileName: String,
        sha256: [UInt8] = []
    ) {
        self.id = id
        self.payment = payment
        self.payee = payee
        self.replaces = replaces
        self.replacedBy = replacedBy
        self.payeeName = payeeName
        self.invoiceNumber = invoiceNumber
        self.bodyName = bodyName
        self.bodyContact = bodyContact
        self.issuedOn = issuedOn
        self.confirmation = confirmation
        self.confirmBy = confirmBy
        self.toldAt = toldAt
        self.confirmedAt = confirmedAt
        self.objection = objection
        self.fileName = fileName
        self.sha256 = sha256
    }

    /// What has become of it by `day`.
    public func state(on day: LocalDate) -> NoticeState {
        if replacedBy != nil { return .replaced }
        if objection != nil { return .objected }
        if confirmedAt != nil { return .confirmed }
        return confirmation == .unlessObjected && confirmBy < day ? .takenAsConfirmed : .waiting
    }
}
