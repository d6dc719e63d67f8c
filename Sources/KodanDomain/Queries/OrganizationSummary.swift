/// An organization as a list shows it (団体一覧).
public struct OrganizationSummary: Hashable, Sendable {
    /// The organization.
    public let id: Organization.ID
    /// Its official name.
    public let name: String
    /// What sort of host it is.
    public let kind: OrganizationKind
    /// Where it has its seat.
    public let municipality: MunicipalityCode
    /// Prefecture and municipality by name.
    public let place: String
    /// Whether it belongs to a body of the council.
    public let isCouncilMember: Bool
    /// Into which it was merged; nil for one that stands for itself.
    public let mergedInto: Organization.ID?

    /// A value with these parts.
    public init(
        id: Organization.ID,
        name: String,
        kind: OrganizationKind,
        municipality: MunicipalityCode,
        place: String,
        isCouncilMember: Bool,
        mergedInto: Organization.ID?
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.municipality = municipality
        self.place = place
        self.isCouncilMember = isCouncilMember
        self.mergedInto = mergedInto
    }
}

/// An organization with its addresses and its members.
public struct OrganizationDetail: Hashable, Sendable {
    /// What the list shows.
    public let summary: OrganizationSummary
    /// Its reading.
    public let kana: String?
    /// Postal code.
    public let postalCode: PostalCode?
    /// Its address.
    public let address: String
    /// Where mail goes.
    public let email: EmailAddress
    /// Telephone.
    public let phone: PhoneNumber
    /// The number under which it is registered.
    public let registrationNumber: String?
    /// Who acts for it, or did, the longest first.
    public var members: [MemberEntry]

    /// A value with these parts.
    public init(
        summary: OrganizationSummary,
        kana: String?,
        postalCode: PostalCode?,
        address: String,
        email: EmailAddress,
        phone: PhoneNumber,
        registrationNumber: String?,
        members: [MemberEntry]
    ) {
        self.summary = summary
        self.kana = kana
        self.postalCode = postalCode
        self.address = address
        self.email = email
        self.phone = phone
        self.registrationNumber = registrationNumber
        self.members = members
    }
}

/// Somebody who acts for an organization.
public struct MemberEntry: Hashable, Sendable {
    /// The user.
    public let user: User.ID
    /// Their name.
    public let name: String
    /// Their mail address.
    public let email: EmailAddress
    /// From when to when.
    public let valid: DateRange

    /// A value with these parts.
    public init(user: User.ID, name: String, email: EmailAddress, valid: DateRange) {
        self.user = user
        self.name = name
        self.email = email
        self.valid = valid
    }
}
