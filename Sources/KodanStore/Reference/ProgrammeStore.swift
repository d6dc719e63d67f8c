public import KodanDomain
public import Postgres

/// Programmes and who may ask under them.
public struct ProgrammeStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// What ``ProgrammeRules`` are made of, of a row of `programme`.
    static let columns: SQL = """
        id, code, name_ja, delivery, pays_honorarium, lead_days, minimum_attendance, valid
        """

    /// The programme with this code.
    public func programme(_ code: ProgrammeCode) throws(PostgresError) -> ProgrammeRules? {
        try session.first(ProgrammeStore.query(code), as: ProgrammeRules.init(row:))
    }

    static func query(_ code: ProgrammeCode) -> SQL {
        """
        SELECT \(columns)
          FROM programme
         WHERE code = \(code)
        """
    }

    /// The programme with this key.
    public func programme(_ id: Programme.ID) throws(PostgresError) -> ProgrammeRules? {
        try session.first(
            """
            SELECT \(ProgrammeStore.columns)
              FROM programme
             WHERE id = \(id)
            """,
            as: ProgrammeRules.init(row:)
        )
    }
}

extension ProgrammeStore {
    /// A programme as it stands, with what nobody else changes meanwhile.
    public struct Locked: Sendable {
        /// Its key.
        public let id: Programme.ID
        /// What it says.
        public let draft: ProgrammeDraft
        /// Whether an administrator added or changed it: the shipped table does not write over it.
        public let isChanged: Bool
    }

    /// The programme with this code, locked until the transaction ends; nil if there is none.
    public func lock(_ code: ProgrammeCode) throws(PostgresError) -> Locked? {
        try session.first(
            """
            SELECT \(ProgrammeStore.columns), name_en, target_group, changed_at IS NOT NULL AS is_changed,
                   \(ProgrammeStore.admission)
              FROM programme
             WHERE code = \(code)
               FOR NO KEY UPDATE
            """
        ) { row throws(PostgresError) in
            let rules = try ProgrammeRules(row: row)
            let admission = try ProgrammeAdmission(row: row)
            let (english, group): (String, ProgrammeCode) = (
                try row.value("name_en"), try row.value("target_group")
            )
            let draft = try valid("programme") { () throws(FieldRefused) in
                try ProgrammeDraft(
                    japaneseName: rules.name,
                    englishName: english,
                    delivery: rules.delivery,
                    admission: admission,
                    paysHonorarium: rules.paysHonorarium,
                    targetGroup: group,
                    leadDays: rules.leadDays,
                    minimumAttendance: rules.minimumAttendance,
                    validity: rules.validity
                )
            }
            return Locked(id: rules.id, draft: draft, isChanged: try row.value("is_changed"))
        }
    }

    /// Adds a programme; `by` is the administrator who does, at `now`, nil of the shipped table.
    ///
    /// Throws the violation of `programme_code_key` for a code that another has, of
    /// `programme_qualification_qualification_code_fkey` for a qualification that is not there.
    public func insert(
        _ programme: ProgrammeDraft,
        as code: ProgrammeCode,
        by user: User.ID? = nil,
        at now: Instant? = nil
    ) throws(PostgresError) -> Programme.ID {
        let id: Programme.ID = try session.value(
            """
            INSERT INTO programme (code, name_ja, name_en, delivery, target_group, pays_honorarium, lead_days,
                                   minimum_attendance, valid, changed_by, changed_at)
            VALUES (\(code), \(programme.japaneseName), \(programme.englishName), \(programme.delivery),
                    \(programme.targetGroup), \(programme.paysHonorarium), \(programme.leadDays),
                    \(programme.minimumAttendance), \(programme.validity), \(user), \(now))
            RETURNING id
            """
        )
        try write(programme.admission, of: id)
        return id
    }

    /// Writes what a programme says from now on.
    ///
    /// Throws the violations of `programme_kept` and `programme_days_kept` for what its lectures hold, and of
    /// `programme_qualification_qualification_code_fkey` for a qualification that is not there.
    public func update(
        _ id: Programme.ID,
        to programme: ProgrammeDraft,
        by user: User.ID? = nil,
        at now: Instant? = nil
    ) throws(PostgresError) {
        try session.change(
            """
            UPDATE programme
               SET name_ja = \(programme.japaneseName), name_en = \(programme.englishName),
                   delivery = \(programme.delivery), target_group = \(programme.targetGroup),
                   pays_honorarium = \(programme.paysHonorarium), lead_days = \(programme.leadDays),
                   minimum_attendance = \(programme.minimumAttendance), valid = \(programme.validity),
                   changed_by = \(user), changed_at = \(now)
             WHERE id = \(id)
            """
        )
        try session.execute("DELETE FROM programme_asker WHERE programme_id = \(id)")
        try session.execute("DELETE FROM programme_qualification WHERE programme_id = \(id)")
        try write(programme.admission, of: id)
    }

    /// Lets a change of the programme that began before fail, and be tried again with what there is by then.
    public func touch(_ id: Programme.ID) throws(PostgresError) {
        try session.change("UPDATE programme SET code = code WHERE id = \(id)")
    }

    /// The first day outside of `days` on which the programme has a lecture, an open wish or something scheduled.
    public func usedDay(of id: Programme.ID, outside days: DateRange) throws(PostgresError) -> LocalDate? {
        try session.first("SELECT kodan_programme_used_outside(\(id), \(days)) AS day") {
            row throws(PostgresError) -> LocalDate? in try row.optional("day")
        } ?? nil
    }

    private func write(_ admission: ProgrammeAdmission, of id: Programme.ID) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO programme_asker (programme_id, organization_kind, members_only)
            SELECT \(id), kind, \(admission.isForMembers)
              FROM unnest(\(admission.askers)::text[]) AS kind
            """
        )
        try session.execute(
            """
            INSERT INTO programme_qualification (programme_id, qualification_code)
            SELECT \(id), code
              FROM unnest(\(admission.qualifications)::text[]) AS code
            """
        )
    }

    /// What a ``ProgrammeAdmission`` is made of, beside a row of `programme`.
    static let admission: SQL = """
        ARRAY(
            SELECT organization_kind FROM programme_asker WHERE programme_id = programme.id
        ) AS askers,
        EXISTS (
            SELECT FROM programme_asker WHERE programme_id = programme.id AND members_only
        ) AS is_for_members,
        ARRAY(
            SELECT qualification_code FROM programme_qualification WHERE programme_id = programme.id
        ) AS qualifications
        """
}

extension ProgrammeAdmission {
    init(row: Row) throws(PostgresError) {
        let askers: [OrganizationKind] = try row.value("askers")
        let qualifications: [QualificationCode] = try row.value("qualifications")
        self.init(
            askers: askers,
            isForMembers: try row.value("is_for_members"),
            qualifications: qualifications
        )
    }
}

extension ProgrammeRules {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            code: try row.value("code"),
            name: try row.value("name_ja"),
            delivery: try row.value("delivery"),
            paysHonorarium: try row.value("pays_honorarium"),
            leadDays: try row.value("lead_days"),
            minimumAttendance: try row.value("minimum_attendance"),
            validity: try row.value("valid")
        )
    }
}
