/// What is known of an organization before a row exists: from a request or an import.
public struct OrganizationDraft: Hashable, Sendable {
    /// The most characters of a name.
    public static let nameLimit = 100
    /// The most characters of a registration number.
    public static let registrationLimit = 30

    /// The official name.
    public let name: String
    /// Its reading in full-width katakana; nil if not known.
    public let kana: String?
    /// What sort of host it is.
    public let kind: OrganizationKind
    /// Where it has its seat.
    public let municipality: MunicipalityCode
    /// Postal code; nil if not known.
    public let postalCode: PostalCode?
    /// The address after the municipality or in whole.
    public let address: String
    /// Where the status of its requests is sent.
    public let email: EmailAddress
    /// Telephone.
    public let phone: PhoneNumber
    /// Whether it belongs to a body of the council and so may ask for member training.
    public let isCouncilMember: Bool
    /// The number under which it is registered, such as the corporate number; nil if none.
    public let registrationNumber: String?

    /// Throws ``FieldRefused`` for the first field that cannot be.
    public init(
        name: String,
        kana: String? = nil,
        kind: OrganizationKind,
        municipality: MunicipalityCode,
        postalCode: PostalCode? = nil,
        address: String,
        email: EmailAddress,
        phone: PhoneNumber,
        isCouncilMember: Bool = false,
        registrationNumber: String? = nil
    ) throws(FieldRefused) {
        self.name = try name.plainText(.name, atMost: OrganizationDraft.nameLimit)
        self.kana = try kana?.katakana(.kana, atMost: OrganizationDraft.nameLimit)
        self.kind = kind
        self.municipality = municipality
        self.postalCode = postalCode
        self.address = try address.plainText(.address, atMost: PresenterDraft.addressLimit)
        self.email = email
        self.phone = phone
        self.isCouncilMember = isCouncilMember
        self.registrationNumber = try registrationNumber?
            .plainText(.registrationNumber, atMost: OrganizationDraft.registrationLimit)
    }

    /// The prefecture in which it has its seat.
    public var prefecture: PrefectureCode { municipality.prefecture }
}
