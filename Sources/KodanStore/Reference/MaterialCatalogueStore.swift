public import KodanDomain
public import Postgres

/// The catalogue of materials and their editions.
public struct MaterialCatalogueStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds a material; its key.
    ///
    /// Throws the violation of `material_code_key` for a code that another has.
    public func insert(_ draft: MaterialDraft) throws(PostgresError) -> Material.ID {
        try session.value(
            """
            INSERT INTO material (code, name_ja, name_en, medium)
            VALUES (\(draft.code), \(draft.japaneseName), \(draft.englishName), \(draft.medium))
            RETURNING id
            """
        )
    }

    /// Adds an edition of a material; its key.
    ///
    /// Throws the violation of `edition_material_id_issued_on_key` for a day on which another was issued, and of
    /// `edition_material_id_fkey` for a material that is not there.
    public func insert(_ draft: EditionDraft, of material: Material.ID) throws(PostgresError) -> Edition.ID {
        try session.value(
            """
            INSERT INTO edition (material_id, label, issued_on)
            VALUES (\(material), \(draft.label), \(draft.issuedOn))
            RETURNING id
            """
        )
    }
}
