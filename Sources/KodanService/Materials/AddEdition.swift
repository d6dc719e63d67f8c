public import KodanDomain
import KodanStore

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
    /// Adds an edition of a material; its key.
    func add(_ edition: EditionDraft, of material: Material.ID) throws -> Edition.ID {
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
