public import KodanDomain
import KodanStore

/// A new material comes into the catalogue (資料の登録).
///
/// For clerks and administrators.
public struct AddMaterial: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds the material with its first edition; the key of either.
    ///
    /// Deliveries that are planned from now on hold it, for lectures on the day of issue and later. Throws ``Refusal``
    /// `field` for a code that another material has.
    public func callAsFunction(
        _ material: MaterialDraft,
        _ edition: EditionDraft,
        as credential: Credential
    ) async throws -> (material: Material.ID, edition: Edition.ID) {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .administrator)
            let store = MaterialCatalogueStore(desk.session)
            let taken = Refusal.field(FieldRefused(.code, expected: .untaken))
            let id = try refusing(["material_code_key": taken]) { try store.insert(material) }
            try desk.record("material.added", id)
            return (id, try desk.add(edition, of: id))
        }
    }
}

/// A new edition of a material is issued (改版).
///
/// For clerks and administrators.
public struct AddEdition: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds the edition; its key.
    ///
    /// Deliveries that are planned from now on hold it, for lectures on the day of issue and later; what is planned
    /// stays. Throws ``Refusal``: `notFound` for a material that is not there, `field` for a day on which another
    /// edition was issued.
    public func callAsFunction(
        _ edition: EditionDraft,
        of material: Material.ID,
        as credential: Credential
    ) async throws -> Edition.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .administrator)
            return try desk.add(edition, of: material)
        }
    }
}

extension Desk {
    fileprivate func add(_ edition: EditionDraft, of material: Material.ID) throws -> Edition.ID {
        let refusals: [String: Refusal] = [
            "edition_material_id_fkey": .notFound(material.description),
            "edition_material_id_issued_on_key": .field(FieldRefused(.issuedOn, expected: .untakenDay)),
        ]
        let id = try refusing(refusals) {
            try MaterialCatalogueStore(session).insert(edition, of: material)
        }
        try record("edition.issued", id, detail: ["material": material.description])
        return id
    }
}
