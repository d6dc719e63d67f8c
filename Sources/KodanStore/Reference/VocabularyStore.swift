public import KodanDomain
public import Postgres

/// A code with the names by which people write it.
public struct NamedCode: Sendable, Equatable {
    /// The code.
    public let code: String
    /// Its name in Japanese.
    public let japanese: String
    /// Its name in English.
    public let english: String
}

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
