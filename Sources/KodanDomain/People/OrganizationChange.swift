/// What becomes of a field that may be empty.
public enum Edit<Value: Hashable & Sendable>: Hashable, Sendable {
    /// It stays.
    case keep
    /// It gets this value.
    case set(Value)
    /// It gets none.
    case clear

    /// The value after it, `old` being the one before.
    public func applied(to old: Value?) -> Value? {
        switch self {
        case .keep: old
        case .set(let value): value
        case .clear: nil
        }
    }
}

/// What is to become different about an organization; what is nil or kept stays.
public struct OrganizationChange: Hashable, Sendable {
    /// The official name.
    public var name: String?
    /// Its reading.
    public var kana: Edit<String>
    /// What sort of host it is.
    public var kind: OrganizationKind?
    /// Where it has its seat.
    public var municipality: MunicipalityCode?
    /// Postal code.
    public var postalCode: Edit<PostalCode>
    /// The address.
    public var address: String?
    /// Where mail goes.
    public var email: EmailAddress?
    /// Telephone.
    public var phone: PhoneNumber?
    /// Whether it belongs to a body of the council.
    public var isCouncilMember: Bool?
    /// The number under which it is registered.
    public var registrationNumber: Edit<String>

    /// A change of these fields; whether they can be shows when it is applied.
    public init(
        name: String? = nil,
        kana: Edit<String> = .keep,
        kind: OrganizationKind? = nil,
        municipality: MunicipalityCode? = nil,
        postalCode: Edit<PostalCode> = .keep,
        address: String? = nil,
        email: EmailAddress? = nil,
        phone: PhoneNumber? = nil,
        isCouncilMember: Bool? = nil,
        registrationNumber: Edit<String> = .keep
    ) {
        self.name = name
        self.kana = kana
        self.kind = kind
        self.municipality = municipality
        self.postalCode = postalCode
        self.address = address
        self.email = email
        self.phone = phone
        self.isCouncilMember = isCouncilMember
        self.registrationNumber = registrationNumber
    }

    /// What the organization is after it.
    ///
    /// Throws ``FieldRefused`` for the first field that cannot be.
    public func applied(to old: OrganizationDraft) throws(FieldRefused) -> OrganizationDraft {
        try OrganizationDraft(
            name: name ?? old.name,
            kana: kana.applied(to: old.kana),
            kind: kind ?? old.kind,
            municipality: municipality ?? old.municipality,
            postalCode: postalCode.applied(to: old.postalCode),
            address: address ?? old.address,
            email: email ?? old.email,
            phone: phone ?? old.phone,
            isCouncilMember: isCouncilMember ?? old.isCouncilMember,
            registrationNumber: registrationNumber.applied(to: old.registrationNumber)
        )
    }
}

extension OrganizationDraft {
    /// The fields in which it differs from `other`, in the order of a form.
    public func differences(from other: OrganizationDraft) -> [Field] {
        var fields: [Field] = []
        if name != other.name { fields.append(.name) }
        if kana != other.kana { fields.append(.kana) }
        if kind != other.kind { fields.append(.kind) }
        if municipality != other.municipality { fields.append(.municipality) }
        if postalCode != other.postalCode { fields.append(.postalCode) }
        if address != other.address { fields.append(.address) }
        if email != other.email { fields.append(.email) }
        if phone != other.phone { fields.append(.phone) }
        if isCouncilMember != other.isCouncilMember { fields.append(.councilMember) }
        if registrationNumber != other.registrationNumber { fields.append(.registrationNumber) }
        return fields
    }
}
