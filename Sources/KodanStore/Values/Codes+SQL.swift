public import KodanDomain
public import Postgres

// Enums and codes, each by its raw text.

extension Role: SQLEncodable, SQLDecodable {}
extension PresenterStatus: SQLEncodable, SQLDecodable {}
extension OrganizationKind: SQLEncodable, SQLDecodable {}
extension OrganizationStatus: SQLEncodable, SQLDecodable {}
extension LegalStatus: SQLEncodable, SQLDecodable {}
extension Residency: SQLEncodable, SQLDecodable {}
extension RequestState: SQLEncodable, SQLDecodable {}
extension OfferState: SQLEncodable, SQLDecodable {}
extension ChangeState: SQLEncodable, SQLDecodable {}
extension AssignmentState: SQLEncodable, SQLDecodable {}
extension PaymentState: SQLEncodable, SQLDecodable {}
extension DeliveryState: SQLEncodable, SQLDecodable {}
extension MailState: SQLEncodable, SQLDecodable {}
extension MailOvertaken: SQLEncodable, SQLDecodable {}
extension Side: SQLEncodable, SQLDecodable {}
extension DeclineGround: SQLEncodable, SQLDecodable {}
extension Flexibility: SQLEncodable, SQLDecodable {}
extension Parking: SQLEncodable, SQLDecodable {}
extension Recording: SQLEncodable, SQLDecodable {}
extension AskingMode: SQLEncodable, SQLDecodable {}
extension StockMovementKind: SQLEncodable, SQLDecodable {}
extension DeskKind: SQLEncodable, SQLDecodable {}
extension DeskQueue: SQLDecodable {}
extension FoundKind: SQLDecodable {}
extension TravelMode: SQLEncodable, SQLDecodable {}
extension TreatyRelief: SQLEncodable, SQLDecodable {}
extension FindingKind: SQLEncodable, SQLDecodable {}
extension FindingSeverity: SQLEncodable, SQLDecodable {}
extension FindingState: SQLEncodable, SQLDecodable {}
extension NameNeed: SQLDecodable {}
extension BudgetRelease: SQLEncodable, SQLDecodable {}

extension ProgrammeCode: SQLEncodable, SQLDecodable {
    /// The code.
    public var sqlText: String { text }
    /// Reads a code.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension TopicCode: SQLEncodable, SQLDecodable {
    /// The code.
    public var sqlText: String { text }
    /// Reads a code.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension QualificationCode: SQLEncodable, SQLDecodable {
    /// The code.
    public var sqlText: String { text }
    /// Reads a code.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension RankCode: SQLEncodable, SQLDecodable {
    /// The code.
    public var sqlText: String { text }
    /// Reads a code.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension MunicipalityCode: SQLEncodable, SQLDecodable {
    /// Five digits.
    public var sqlText: String { digits }
    /// Reads five digits.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension PrefectureCode: SQLEncodable, SQLDecodable {
    /// Two digits.
    public var sqlText: String { description }
    /// Reads two digits.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension PostalCode: SQLEncodable, SQLDecodable {
    /// Seven digits, no hyphen.
    public var sqlText: String { digits }
    /// Reads seven digits.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension EmailAddress: SQLEncodable, SQLDecodable {
    /// The address.
    public var sqlText: String { text }
    /// Reads an address.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension PhoneNumber: SQLEncodable, SQLDecodable {
    /// The number as it was written.
    public var sqlText: String { text }
    /// Reads a number.
    public init?(sqlText: String) { try? self.init(sqlText) }
}

extension DuplicateGround: SQLEncodable, SQLDecodable {}
extension Delivery: SQLEncodable, SQLDecodable {}
extension MaterialMedium: SQLEncodable, SQLDecodable {}
extension TargetUnit: SQLEncodable, SQLDecodable {}
