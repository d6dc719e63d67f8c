public import KodanDomain
public import Postgres

/// Words with a code and two names: topics, qualifications, ranks.
public enum WordTable: String, Sendable, CaseIterable {
    /// Topics of lectures.
    case topic
    /// Qualifications of presenters.
    case qualification
    /// Ranks, which decide the fee.
    case rank
}

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

/// A programme as it is loaded.
public struct CatalogueProgramme: Sendable, Equatable {
    /// Its code.
    public var code: ProgrammeCode
    /// Its names.
    public var word: CatalogueWord
    /// How its lectures come about.
    public var delivery: Delivery
    /// The group whose yearly target it counts toward.
    public var targetGroup: String
    /// Whether its lectures are paid.
    public var paysHonorarium: Bool
    /// How many days before the lecture a request comes at the latest.
    public var leadDays: Int
    /// How many must be expected at least.
    public var minimumAttendance: Int
    /// The days on which it is in force.
    public var validity: DateRange
    /// Which kinds of organizations may ask.
    public var askers: [OrganizationKind]
    /// Whether only members of the council among them.
    public var membersOnly: Bool
    /// One of which is wanted; any presenter will do if there are none.
    public var qualifications: [QualificationCode]

    /// A programme, nobody asking yet.
    public init(
        code: ProgrammeCode,
        nameJa: String,
        nameEn: String,
        delivery: Delivery,
        targetGroup: String,
        paysHonorarium: Bool,
        leadDays: Int,
        minimumAttendance: Int,
        validity: DateRange
    ) {
        self.code = code
        word = CatalogueWord(code: code.text, nameJa: nameJa, nameEn: nameEn)
        self.delivery = delivery
        self.targetGroup = targetGroup
        self.paysHonorarium = paysHonorarium
        self.leadDays = leadDays
        self.minimumAttendance = minimumAttendance
        self.validity = validity
        askers = []
        membersOnly = false
        qualifications = []
    }
}

/// Writes the tables that stand in the configuration folder; works as the owner of the tables.
///
/// Words and programmes take the file's names when they are loaded again. Dated rows are only added: a row that is
/// there is passed over, one that overlaps with another is refused by its exclusion constraint.
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

    /// Writes a programme with who may ask and what is wanted of presenters.
    public func put(_ programme: CatalogueProgramme) throws(PostgresError) {
        let id: Programme.ID = try session.value(
            """
            INSERT INTO programme (code, name_ja, name_en, delivery, target_group, pays_honorarium, lead_days,
                                   minimum_attendance, valid)
            VALUES (\(programme.code), \(programme.word.nameJa), \(programme.word.nameEn), \(programme.delivery),
                    \(programme.targetGroup), \(programme.paysHonorarium), \(programme.leadDays),
                    \(programme.minimumAttendance), \(programme.validity))
                ON CONFLICT (code) DO UPDATE
               SET name_ja = excluded.name_ja, name_en = excluded.name_en, delivery = excluded.delivery,
                   target_group = excluded.target_group, pays_honorarium = excluded.pays_honorarium,
                   lead_days = excluded.lead_days, minimum_attendance = excluded.minimum_attendance,
                   valid = excluded.valid
            RETURNING id
            """
        )
        try session.execute("DELETE FROM programme_asker WHERE programme_id = \(id)")
        try session.execute(
            """
            INSERT INTO programme_asker (programme_id, organization_kind, members_only)
            SELECT \(id), kind, \(programme.membersOnly)
              FROM unnest(\(programme.askers)::text[]) AS kind
            """
        )
        try session.execute("DELETE FROM programme_qualification WHERE programme_id = \(id)")
        try session.execute(
            """
            INSERT INTO programme_qualification (programme_id, qualification_code)
            SELECT \(id), code
              FROM unnest(\(programme.qualifications)::text[]) AS code
            """
        )
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

    /// Writes a seminar or conference that the body itself holds.
    public func putEvent(
        of programme: ProgrammeCode,
        on day: LocalDate,
        at place: String,
        capacity: Int
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO programme_event (programme_id, held_on, place, capacity)
            SELECT id, \(day), \(place), \(capacity)
              FROM programme
             WHERE code = \(programme)
                ON CONFLICT (programme_id, held_on, place) DO UPDATE SET capacity = excluded.capacity
            """
        )
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
