public import KodanDomain
public import Postgres

/// A search over everything, in one statement.
public struct SearchQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` things of each of `kinds` that the actor may see, the newest first; with numbers below `before`.
    ///
    /// Requests and lectures are found by their title and by who asks or lectures, people and organizations by their
    /// name and how it is read, hiragana or katakana; all by their number.
    public func found(
        _ words: SearchWords,
        among kinds: [FoundKind],
        before: Int64?,
        limit: Int
    ) throws(PostgresError) -> [FoundThing] {
        let parts = kinds.map { kind in part(kind, words, before: before ?? Int64.max, limit) }
        guard let first = parts.first else { return [] }
        let all = parts.dropFirst().reduce(first) { $0 + " UNION ALL " + $1 }
        return try session.rows(
            "SELECT kind, number, name, detail, start FROM (\(all)) AS found ORDER BY kind, number DESC"
        ) { row throws(PostgresError) in
            FoundThing(
                kind: try row.value("kind"),
                number: try row.value("number"),
                name: try row.value("name"),
                detail: try row.value("detail"),
                start: try row.optional("start")
            )
        }
    }

    private func part(_ kind: FoundKind, _ words: SearchWords, before: Int64, _ limit: Int) -> SQL {
        let number = words.number(of: kind) ?? 0
        let last: SQL = "ORDER BY number DESC LIMIT \(limit)"
        return switch kind {
        case .request:
            """
            (SELECT 'request' AS kind, request.id AS number, request.title AS name,
                    coalesce(organization.name, '') AS detail, lower(slot.during) AS start
               FROM lecture_request AS request
               LEFT JOIN organization ON organization.id = request.organization_id
               LEFT JOIN request_slot AS slot
                 ON slot.request_id = request.id AND slot.round = request.round AND slot.ordinal = 1
              WHERE request.id < \(before)
                AND request.id = \(keys("kodan_requests_named", words, number))
              \(last))
            """
        case .lecture:
            """
            (SELECT 'lecture' AS kind, bound.id AS number, request.title AS name,
                    presenter.family_name || ' ' || presenter.given_name AS detail, lower(bound.during) AS start
               FROM assignment AS bound
               JOIN lecture_request AS request ON request.id = bound.request_id
               JOIN presenter ON presenter.id = bound.presenter_id
              WHERE bound.id < \(before)
                AND bound.id = \(keys("kodan_assignments_named", words, number))
              \(last))
            """
        case .presenter:
            """
            (SELECT 'presenter' AS kind, id AS number, family_name || ' ' || given_name AS name,
                    family_kana || ' ' || given_kana AS detail, NULL::timestamptz AS start
               FROM presenter
              WHERE id < \(before)
                AND id = \(keys("kodan_presenters_named", words, number))
              \(last))
            """
        case .organization:
            """
            (SELECT 'organization' AS kind, id AS number, name, coalesce(kana, '') AS detail,
                    NULL::timestamptz AS start
               FROM organization
              WHERE id < \(before)
                AND id = \(keys("kodan_organizations_named", words, number))
              \(last))
            """
        }
    }

    /// What `function` finds, and what has the number: gathered first, so that only these are asked who may see them,
    /// the newest first and no more than the page takes.
    ///
    /// `function` is a name that the program chose.
    private func keys(_ function: String, _ words: SearchWords, _ number: Int64) -> SQL {
        """
        ANY (ARRAY(SELECT \(unsafeSQL: function)(\(words.text)) UNION ALL SELECT \(number)::bigint))
        """
    }
}
