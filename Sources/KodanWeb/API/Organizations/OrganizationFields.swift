import KodanDomain

/// What a body says of an organization: all of a new one, or what is to become different.
struct OrganizationFields {
    private var name: String?
    private var kana: Edit<String>
    private let kind: OrganizationKind?
    private let municipality: MunicipalityCode?
    private let postalCode: Edit<PostalCode>
    private var address: String?
    private let email: EmailAddress?
    private let phone: PhoneNumber?
    private let isCouncilMember: Bool?
    private var registrationNumber: Edit<String>

    /// Reads `form` field by field: what a new organization must have is required if `isNew`.
    init(_ form: Form, isNew: Bool) {
        let need: Need = isNew ? .required : .optional
        name = form.text("name", need)
        kana = form.edit("kana") { form.text("kana", .optional) }
        kind = form.choice("kind", need)
        municipality = form.made("municipality", need) { text throws(FieldRefused) in
            try MunicipalityCode(text)
        }
        postalCode = form.edit("postal_code") {
            form.made("postal_code", .optional) { text throws(FieldRefused) in try PostalCode(text) }
        }
        address = form.text("address", need)
        email = form.made("email", need) { text throws(FieldRefused) in try EmailAddress(text) }
        phone = form.made("phone", need) { text throws(FieldRefused) in try PhoneNumber(text) }
        isCouncilMember = form.flag("council_member", .optional)
        registrationNumber = form.edit("registration_number") { form.text("registration_number", .optional) }
    }

    /// A new organization; nil if something is wrong with it, which is noted in `form`.
    func noted(in form: Form) throws(FieldRefused) -> OrganizationDraft? {
        applied(to: try OrganizationFields.harmless(), form)
    }

    /// A new organization, once every rule was asked.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func draft(_ form: Form) throws -> OrganizationDraft {
        let draft = applied(to: try OrganizationFields.harmless(), form)
        try form.end()
        guard let draft else { throw form.faults.problem }
        return draft
    }

    /// What is to become different, once every rule was asked.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func change(_ form: Form) throws -> OrganizationChange {
        _ = applied(to: try OrganizationFields.harmless(), form)
        try form.end()
        return change
    }

    private var change: OrganizationChange {
        OrganizationChange(
            name: name,
            kana: kana,
            kind: kind,
            municipality: municipality,
            postalCode: postalCode,
            address: address,
            email: email,
            phone: phone,
            isCouncilMember: isCouncilMember,
            registrationNumber: registrationNumber
        )
    }

    /// What another would be after it: so that each rule is asked, whatever the organization is.
    private func applied(to other: OrganizationDraft, _ form: Form) -> OrganizationDraft? {
        var fields = self
        return form.draft([:]) {
            fields.repair($0)
        } _: { () throws(FieldRefused) in
            try fields.change.applied(to: other)
        }
    }

    private mutating func repair(_ field: Field) {
        switch field {
        case .name: name = nil
        case .kana: kana = .keep
        case .address: address = nil
        case .registrationNumber: registrationNumber = .keep
        default: break
        }
    }

    private static func harmless() throws(FieldRefused) -> OrganizationDraft {
        try OrganizationDraft(
            name: "-",
            kind: .other,
            municipality: MunicipalityCode("13101"),
            address: "-",
            email: EmailAddress("nobody@example.jp"),
            phone: PhoneNumber("03-0000-0000")
        )
    }
}

extension Form {
    /// What becomes of a field that may be empty: null empties it, absent it stays.
    fileprivate func edit<Value>(_ name: String, _ read: () -> Value?) -> Edit<Value> {
        if isNull(name) { return .clear }
        return read().map { .set($0) } ?? .keep
    }
}
