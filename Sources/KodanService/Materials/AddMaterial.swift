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
