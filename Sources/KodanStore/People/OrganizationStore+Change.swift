public import KodanDomain
public import Postgres

extension OrganizationStore {
    /// What an organization is at present, and whether it stands for itself, locked until the transaction ends; nil if
    /// there is none that the actor may change.
    public func lockDraft(
        _ id: Organization.ID
    ) throws(PostgresError) -> (draft: OrganizationDraft, status: OrganizationStatus)? {
        try session.first(
            """
            SELECT name, kana, kind, municipality_code, postal_code, address, email, phone, council_member,
                   registration_number, state
              FROM organization
             WHERE id = \(id)
               FOR NO KEY UPDATE
            """
        ) { row throws(PostgresError) in
            let fields = try OrganizationFields(row: row)
            return (try valid("name", fields.draft), try row.value("state"))
        }
    }

    /// Writes what an organization is from now on; its municipality must exist.
    public func update(_ id: Organization.ID, to draft: OrganizationDraft) throws(PostgresError) {
        try session.change(
            """
            UPDATE organization
               SET name = \(draft.name), kana = \(draft.kana), kind = \(draft.kind),
                   municipality_code = \(draft.municipality), postal_code = \(draft.postalCode),
                   address = \(draft.address), email = \(draft.email), phone = \(draft.phone),
                   council_member = \(draft.isCouncilMember), registration_number = \(draft.registrationNumber)
             WHERE id = \(id)
            """
        )
    }
}

/// The columns of a draft, read before its rules are asked.
private struct OrganizationFields {
    let name: String
    let kana: String?
    let kind: OrganizationKind
    let municipality: MunicipalityCode
    let postalCode: PostalCode?
    let address: String
    let email: EmailAddress
    let phone: PhoneNumber
    let isCouncilMember: Bool
    let registrationNumber: String?

    init(row: Row) throws(PostgresError) {
        name = try row.value("name")
        kana = try row.optional("kana")
        kind = try row.value("kind")
        municipality = try row.value("municipality_code")
        postalCode = try row.optional("postal_code")
        address = try row.value("address")
        email = try row.value("email")
        phone = try row.value("phone")
        isCouncilMember = try row.value("council_member")
        registrationNumber = try row.optional("registration_number")
    }

    func draft() throws(FieldRefused) -> OrganizationDraft {
        try OrganizationDraft(
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
}
