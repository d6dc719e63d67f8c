public import KodanDomain
public import Postgres

/// Answers kept for repeated calls: each user's own, and those of an offer or a request for who comes by its link.
public struct KeptAnswerStore {
    /// An answer, the digest of what was asked, and whether it is for the role of who asks.
    public struct Found {
        /// What tells what was asked from anything else: 32 bytes, keyed by the service.
        public let digest: [UInt8]
        /// Whether it was given to the role in which is asked now.
        public let isOfRole: Bool
        /// What was answered.
        public let answer: KeptAnswer
    }

    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Who acts: a user, or the offer or request by whose link somebody came.
    private let asker: SQL =
        "coalesce(kodan_user()::text, 'offer ' || kodan_offer(), 'request ' || kodan_linked_request())"
    private let isAskers: SQL = """
        (user_id = kodan_user()
            OR (kodan_user() IS NULL AND (offer_id = kodan_offer() OR request_id = kodan_linked_request())))
        """

    /// The name of an advisory lock that only calls of this asker and key share.
    public func lockNumber(of key: IdempotencyKey) throws(PostgresError) -> Int64 {
        try session.value("SELECT hashtextextended(\(asker) || ' ' || \(key.text), 17)")
    }

    /// Waits until no other transaction holds this key of whoever acts, holds it, and looks for what was answered.
    ///
    /// It travels with the next statement, which counts only if `admit` says so of what was found (`Session.postpone`):
    /// nil if nothing was. The key is held until the transaction ends.
    public func hold(
        _ key: IdempotencyKey,
        admit: @escaping (Found?) -> Bool
    ) throws(PostgresError) {
        try session.postpone(
            "SELECT pg_advisory_xact_lock(hashtextextended(\(asker) || ' ' || \(key.text), 17))"
        )
        try session.postpone(search(key)) { row throws(PostgresError) in
            try admit(row.map(Found.init(row:)))
        }
    }

    /// What was answered under the key; nil if nothing was.
    public func find(_ key: IdempotencyKey) throws(PostgresError) -> Found? {
        try session.first(search(key), as: Found.init(row:))
    }

    private func search(_ key: IdempotencyKey) -> SQL {
        """
        SELECT request_sha256, status, body, role IS NOT DISTINCT FROM kodan_role() AS is_of_role,
               ARRAY(SELECT header.key FROM jsonb_each_text(headers) AS header ORDER BY header.key) AS names,
               ARRAY(SELECT header.value FROM jsonb_each_text(headers) AS header ORDER BY header.key) AS texts
          FROM kept_answer
         WHERE \(isAskers)
           AND key = \(key.text)
        """
    }

    /// Keeps an answer to whoever acts; it travels with COMMIT.
    public func keep(
        _ answer: KeptAnswer,
        under key: IdempotencyKey,
        digest: [UInt8],
        at now: Instant
    ) throws(PostgresError) {
        let names = answer.headers.keys.sorted()
        let texts = names.map { answer.headers[$0] ?? "" }
        try session.postpone(
            """
            INSERT INTO kept_answer (user_id, offer_id, request_id, key, request_sha256, status, headers, body, kept_at,
                                     role)
            VALUES (kodan_user(), CASE WHEN kodan_user() IS NULL THEN kodan_offer() END,
                    CASE WHEN kodan_user() IS NULL AND kodan_offer() IS NULL THEN kodan_linked_request() END,
                    \(key.text), \(digest), \(answer.status),
                    jsonb_object(\(names)::text[], \(texts)::text[]), \(answer.body), \(now),
                    kodan_role())
            """
        )
    }

    /// Throws away what was kept before `moment`, at most `limit` answers, and says how many they were.
    public func forget(before moment: Instant, limit: Int) throws(PostgresError) -> Int {
        try session.execute(
            """
            DELETE FROM kept_answer
             WHERE ctid IN (
                SELECT ctid
                  FROM kept_answer
                 WHERE kept_at < \(moment)
                 ORDER BY kept_at, user_id, offer_id, request_id, key
                 LIMIT \(limit)
             )
            """
        )
    }
}

extension KeptAnswerStore.Found {
    fileprivate init(row: Row) throws(PostgresError) {
        let names: [String] = try row.value("names")
        let texts: [String] = try row.value("texts")
        digest = try row.value("request_sha256")
        isOfRole = try row.value("is_of_role")
        answer = KeptAnswer(
            status: try row.value("status"),
            headers: Dictionary(uniqueKeysWithValues: zip(names, texts)),
            body: try row.value("body")
        )
    }
}
