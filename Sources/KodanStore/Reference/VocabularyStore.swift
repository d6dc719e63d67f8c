public import KodanDomain
public import Postgres

/// The words of the body's tables: topics, qualifications, ranks, municipalities.
public struct VocabularyStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All topics.
    public func topics() throws(PostgresError) -> [NamedCode] {
        try session.rows("SELECT code, name_ja, name_en FROM topic ORDER BY code", as: named(row:))
    }

    /// All qualifications.
    public func qualifications() throws(PostgresError) -> [NamedCode] {
        try session.rows("SELECT code, name_ja, name_en FROM qualification ORDER BY code", as: named(row:))
    }

    /// All ranks.
    public func ranks() throws(PostgresError) -> [NamedCode] {
        try session.rows("SELECT code, name_ja, name_en FROM rank ORDER BY code", as: named(row:))
    }

    /// All prefectures, from north to south.
    public func prefectures() throws(PostgresError) -> [PrefectureEntry] {
        try session.rows("SELECT code, name, kana, romaji FROM prefecture ORDER BY code") {
            row throws(PostgresError) in
            PrefectureEntry(
                code: try row.value("code"),
                name: try row.value("name"),
                kana: try row.value("kana"),
                romaji: try row.value("romaji")
            )
        }
    }

    /// The municipalities and wards of a prefecture, by code; the largest has fewer than 200.
    public func municipalities(
        of prefecture: PrefectureCode
    ) throws(PostgresError) -> [MunicipalityEntry] {
        try session.rows(
            """
            SELECT code, name, kana, kind, parent_code
              FROM municipality
             WHERE prefecture_code = \(prefecture)
             ORDER BY code
            """
        ) { row throws(PostgresError) in
            MunicipalityEntry(
                code: try row.value("code"),
                name: try row.value("name"),
                kana: try row.value("kana"),
                kind: try row.value("kind"),
                parent: try row.optional("parent_code")
            )
        }
    }

    /// Prefecture and municipality by name; nil for a code that there is not.
    public func place(of code: MunicipalityCode) throws(PostgresError) -> String? {
        try session.rows(
            """
            SELECT prefecture.name || municipality.name AS place
              FROM municipality
              JOIN prefecture ON prefecture.code = municipality.prefecture_code
             WHERE municipality.code = \(code)
            """
        ) { row throws(PostgresError) -> String in try row.value("place") }.first
    }

    /// The towns and offices of a postal code, at most 500; none for a code that there is not.
    public func towns(at postalCode: PostalCode) throws(PostgresError) -> [PostalTownEntry] {
        try session.rows(
            """
            SELECT postal_code.municipality_code, prefecture.name || municipality.name AS place, postal_code.town,
                   postal_code.town_kana
              FROM postal_code
              JOIN municipality ON municipality.code = postal_code.municipality_code
              JOIN prefecture ON prefecture.code = municipality.prefecture_code
             WHERE postal_code.postal_code = \(postalCode)
             ORDER BY postal_code.id
             LIMIT 500
            """
        ) { row throws(PostgresError) in
            PostalTownEntry(
                municipality: try row.value("municipality_code"),
                place: try row.value("place"),
                town: try row.value("town"),
                townKana: try row.value("town_kana")
            )
        }
    }

    /// Those of `codes` that are municipalities or wards.
    public func known(
        _ codes: some Collection<MunicipalityCode>
    ) throws(PostgresError) -> Set<MunicipalityCode> {
        Set(
            try session.rows(
                "SELECT code FROM municipality WHERE code = ANY (\(Array(codes))::text[]) ORDER BY code"
            ) { row throws(PostgresError) in try row.value("code") }
        )
    }

    private func named(row: Row) throws(PostgresError) -> NamedCode {
        NamedCode(
            code: try row.value("code"),
            japanese: try row.value("name_ja"),
            english: try row.value("name_en")
        )
    }
}
