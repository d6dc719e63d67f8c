public import KodanDomain
public import Postgres

/// A word with its names.
public struct CatalogueWord: Sendable, Equatable {
    let code: String
    let nameJa: String
    let nameEn: String

    /// A word.
    public init(code: String, nameJa: String, nameEn: String) {
        self.code = code
        self.nameJa = nameJa
        self.nameEn = nameEn
    }
}

/// Writes the tables that stand in the configuration folder; works as the owner of the tables.
///
/// Rows are added, or take what the file says when it is loaded again; what administrators changed of programmes and
/// the schedule stays.
public struct CatalogueStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Writes words.
    public func put(_ words: [CatalogueWord], in table: WordTable) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO \(unsafeSQL: table.rawValue) (code, name_ja, name_en)
            SELECT code, name_ja, name_en
              FROM unnest(\(words.map(\.code))::text[], \(words.map(\.nameJa))::text[],
                          \(words.map(\.nameEn))::text[]) AS word (code, name_ja, name_en)
                ON CONFLICT (code) DO UPDATE SET name_ja = excluded.name_ja, name_en = excluded.name_en
            """
        )
    }

    /// Writes a programme, who may ask and what is wanted of presenters; what an administrator changed stays.
    ///
    /// Throws the violations of `programme_kept` and `programme_days_kept` for what its lectures hold.
    public func put(_ programme: ProgrammeDraft, as code: ProgrammeCode) throws(PostgresError) {
        let store = ProgrammeStore(session)
        guard let known = try store.lock(code) else {
            _ = try store.insert(programme, as: code)
            return
        }
        if !known.isChanged { try store.update(known.id, to: programme) }
    }

    /// Writes what a group of programmes is to reach in a fiscal year, or what it held; what an administrator set
    /// stays.
    public func putTarget(
        of group: String,
        in year: FiscalYear,
        target: Int?,
        held: Int?,
        attendance: Int?,
        unit: String
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO programme_target (target_group, fiscal_year, target, held, attendance, unit)
            VALUES (\(group), \(year), \(target), \(held), \(attendance), \(unit))
                ON CONFLICT (target_group, fiscal_year) DO UPDATE
               SET target = excluded.target, held = excluded.held, attendance = excluded.attendance,
                   unit = excluded.unit
             WHERE programme_target.changed_at IS NULL
            """
        )
    }

    /// The programme with this code.
    public func programme(_ code: ProgrammeCode) throws(PostgresError) -> ProgrammeRules? {
        try ProgrammeStore(session).programme(code)
    }

    /// Writes a seminar or conference that the body itself holds; what an administrator changed or took off stays.
    public func put(_ event: ProgrammeEvent) throws(PostgresError) {
        let known = try session.execute(
            """
            UPDATE programme_event AS event
               SET capacity = CASE WHEN event.changed_at IS NULL THEN \(event.capacity)::integer ELSE event.capacity END
              FROM programme
             WHERE programme.id = event.programme_id
               AND programme.code = \(event.programme)
               AND event.held_on = \(event.heldOn)
               AND event.place = \(event.place)
            """
        )
        if known == 0 { _ = try ProgrammeEventStore(session).insert(event) }
    }

    /// Writes a material with an edition of it.
    public func putMaterial(
        _ word: CatalogueWord,
        medium: String,
        edition: String,
        issuedOn day: LocalDate
    ) throws(PostgresError) {
        let id: Material.ID = try session.value(
            """
            INSERT INTO material (code, name_ja, name_en, medium)
            VALUES (\(word.code), \(word.nameJa), \(word.nameEn), \(medium))
                ON CONFLICT (code) DO UPDATE SET name_ja = excluded.name_ja, name_en = excluded.name_en
            RETURNING id
            """
        )
        try session.execute(
            """
            INSERT INTO edition (material_id, label, issued_on)
            VALUES (\(id), \(edition), \(day))
                ON CONFLICT (material_id, issued_on) DO NOTHING
            """
        )
    }
}
