public import KodanDomain
public import Postgres

/// What tells whether somebody is registered already.
public struct PresenterTraits: Sendable, Equatable {
    /// The name in kana.
    public let kana: KanaName
    /// The mail address.
    public let email: EmailAddress
    /// The telephone number.
    public let phone: PhoneNumber
    /// The fingerprint of the bank account.
    public let fingerprint: [UInt8]?

    /// The traits of one person.
    public init(kana: KanaName, email: EmailAddress, phone: PhoneNumber, fingerprint: [UInt8]?) {
        self.kana = kana
        self.email = email
        self.phone = phone
        self.fingerprint = fingerprint
    }
}

/// A registered presenter who looks like somebody to be registered.
public struct PresenterLikeness: Sendable, Equatable {
    /// The place of the newcomer among those asked about.
    public let index: Int
    /// Who is there.
    public let presenter: Presenter.ID
    /// By what they are alike.
    public let ground: DuplicateGround
}

extension PresenterStore {
    /// Of these mail addresses those that presenters have who still are, by ``EmailAddress/key``.
    public func taken(of emails: [EmailAddress]) throws(PostgresError) -> Set<String> {
        let keys = try session.rows(
            """
            SELECT email_key
              FROM presenter
             WHERE email_key = ANY (\(emails.map(\.key))::text[])
               AND state NOT IN ('retired', 'deceased')
            """
        ) { row throws(PostgresError) -> String in try row.value("email_key") }
        return Set(keys)
    }

    /// Registered presenters with the same name in kana and the same mail address, telephone number or account as
    /// one of `newcomers`; the first found of each.
    ///
    /// It needs sight of accounts.
    public func likenesses(
        of newcomers: [PresenterTraits]
    ) throws(PostgresError) -> [PresenterLikeness] {
        try session.rows(
            """
            WITH new AS MATERIALIZED (
                SELECT *
                  FROM unnest(\(newcomers.map(\.kana.family))::text[], \(newcomers.map(\.kana.given))::text[],
                              \(newcomers.map(\.email.key))::text[], \(newcomers.map(\.phone.key))::text[],
                              \(newcomers.map(\.fingerprint))::bytea[])
                       WITH ORDINALITY AS new (family_kana, given_kana, email, phone, fingerprint, position)
            ), alike AS (
                SELECT new.position, presenter.id, 1 AS strength, 'email' AS ground
                  FROM new
                  JOIN presenter ON presenter.email_key = new.email
                 WHERE (presenter.family_kana, presenter.given_kana) = (new.family_kana, new.given_kana)
                   AND presenter.state NOT IN ('retired', 'deceased')
                UNION ALL
                SELECT new.position, presenter.id, 2, 'phone'
                  FROM new
                  JOIN presenter ON presenter.phone_key = new.phone
                 WHERE (presenter.family_kana, presenter.given_kana) = (new.family_kana, new.given_kana)
                UNION ALL
                SELECT new.position, presenter.id, 3, 'account'
                  FROM new
                  JOIN payee_account ON payee_account.fingerprint = new.fingerprint
                  JOIN presenter_payee ON presenter_payee.payee_id = payee_account.payee_id
                  JOIN presenter ON presenter.id = presenter_payee.presenter_id
                 WHERE (presenter.family_kana, presenter.given_kana) = (new.family_kana, new.given_kana)
            )
            SELECT DISTINCT ON (position) position - 1 AS index, id, ground
              FROM alike
             ORDER BY position, strength, id
            """
        ) { row throws(PostgresError) in
            PresenterLikeness(
                index: try row.value("index"),
                presenter: try row.value("id"),
                ground: try row.value("ground")
            )
        }
    }
}
