public import KodanDomain
public import Postgres

/// Payment notices: issued once for a payment, answered once, replaced after an objection.
public struct NoticeStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Waits until no other transaction issues or replaces notices, and keeps others waiting until this one ends.
    public func exclusively() throws(PostgresError) { try PaymentMonthStore(session).exclusively() }

    /// The notices of these payments in whose place no other stands.
    public func newest(of payments: [Payment.ID]) throws(PostgresError) -> [Payment.ID: NoticeSummary] {
        let found = try session.rows(
            """
            \(NoticeStore.query)
             WHERE payment_notice.payment_id = ANY (\(payments)::bigint[])
               AND later.id IS NULL
             ORDER BY payment_notice.id
            """,
            as: NoticeSummary.init(row:)
        )
        return Dictionary(found.map { ($0.payment, $0) }) { _, last in last }
    }

    /// Records notices that were issued; their keys were drawn before.
    public func add(
        _ notices: [NoticeSummary],
        byteCounts: [Int],
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO payment_notice (id, payment_id, replaces_id, payee_name, invoice_number, body_name, body_contact,
                                        issued_on, confirmation, confirm_by, told_at, file_name, byte_count, sha256,
                                        issued_by, issued_at)
            OVERRIDING SYSTEM VALUE
            SELECT id, payment_id, replaces_id, payee_name, invoice_number, body_name, body_contact, issued_on,
                   confirmation, confirm_by, told_at, file_name, byte_count, sha256, \(user)::bigint,
                   \(now)::timestamptz
              FROM unnest(
                       \(notices.map(\.id))::bigint[], \(notices.map(\.payment))::bigint[],
                       \(notices.map(\.replaces))::bigint[], \(notices.map(\.payeeName))::text[],
                       \(notices.map(\.invoiceNumber))::text[], \(notices.map(\.bodyName))::text[],
                       \(notices.map(\.bodyContact))::text[], \(notices.map(\.issuedOn))::date[],
                       \(notices.map(\.confirmation))::text[], \(notices.map(\.confirmBy))::date[],
                       \(notices.map(\.toldAt))::timestamptz[], \(notices.map(\.fileName))::text[],
                       \(byteCounts)::bigint[], \(notices.map(\.sha256))::bytea[]
                   ) AS notice (id, payment_id, replaces_id, payee_name, invoice_number, body_name, body_contact,
                                issued_on, confirmation, confirm_by, told_at, file_name, byte_count, sha256)
            """
        )
    }

    /// Whom a mail can tell of a notice of these payments: the presenters for whose lectures each pays.
    ///
    /// None of whom was anonymized or has died, nor one at whose address mails come back: their notice is to be handed
    /// over.
    public func addressees(of payments: [Payment.ID]) throws(PostgresError) -> [NoticeAddressee] {
        try session.rows(
            """
            SELECT DISTINCT line.payment_id, line.month, presenter.id AS presenter_id, presenter.email,
                   presenter.family_name || ' ' || presenter.given_name AS name
              FROM month_line AS line
              JOIN honorarium ON honorarium.id = line.honorarium_id
              JOIN presenter ON presenter.id = honorarium.presenter_id
             WHERE line.payment_id = ANY (\(payments)::bigint[])
               AND presenter.anonymized_at IS NULL
               AND presenter.state <> 'deceased'
               -- Who reads the page.
               AND EXISTS (
                   SELECT FROM presenter_payee AS paid
                    WHERE paid.payee_id = line.payee_id AND paid.presenter_id = presenter.id
               )
               AND NOT \(BounceStore.isClosed("presenter.email_key"))
             ORDER BY line.payment_id, presenter_id
            """,
            as: NoticeAddressee.init(row:)
        )
    }

    /// The notice, locked until the transaction ends; nil if there is none.
    public func lock(_ id: Notice.ID) throws(PostgresError) -> NoticeSummary? {
        try session.execute("SELECT FROM payment_notice WHERE id = \(id) FOR UPDATE")
        return try notice(id)
    }

    /// The notice; nil if there is none, or none that the actor may see.
    public func notice(_ id: Notice.ID) throws(PostgresError) -> NoticeSummary? {
        try session.first(
            "\(NoticeStore.query) WHERE payment_notice.id = \(id)",
            as: NoticeSummary.init(row:)
        )
    }

    /// The rows that the tax of these payments was computed from.
    public func rateIDs(of payments: [Payment.ID]) throws(PostgresError) -> [Payment.ID: [Int64]] {
        let found = try session.rows(
            "SELECT id, withholding_rate_ids FROM payment WHERE id = ANY (\(payments)::bigint[]) ORDER BY id"
        ) { row throws(PostgresError) -> (Payment.ID, [Int64]) in
            (try row.value("id"), try row.value("withholding_rate_ids"))
        }
        return Dictionary(found) { _, last in last }
    }

    /// The payee of a payment as they are called now, with the registration number that somebody has looked up for
    /// every lecture date of the payment.
    public func presentPayee(
        of payment: Payment.ID
    ) throws(PostgresError) -> (name: String, invoiceNumber: String?) {
        try session.one(
            """
            SELECT payee.name, (
                       SELECT CASE WHEN count(*) = count(registered.checked_on)
                                    AND count(DISTINCT registered.number) = 1
                                   THEN min(registered.number) END
                         FROM month_line
                         LEFT JOIN payee_invoice_number AS registered
                           ON registered.payee_id = month_line.payee_id
                          AND registered.valid @> month_line.lecture_on
                        WHERE month_line.payment_id = payment.id
                   ) AS number
              FROM payment
              JOIN payee ON payee.id = payment.payee_id
             WHERE payment.id = \(payment)
            """
        ) { row throws(PostgresError) in (try row.value("name"), try row.optional("number")) }
    }

    /// Notes that the payee confirmed it.
    public func confirm(_ id: Notice.ID, at now: Instant) throws(PostgresError) {
        try session.execute("UPDATE payment_notice SET confirmed_at = \(now) WHERE id = \(id)")
    }

    /// Notes what the payee objected.
    public func object(_ id: Notice.ID, _ text: String, at now: Instant) throws(PostgresError) {
        try session.execute(
            "UPDATE payment_notice SET objected_at = \(now), objection = \(text) WHERE id = \(id)"
        )
    }

    /// At most `limit` notices of a month's payments that the actor may see, with keys behind `after`; of all, or of
    /// those that wait for another after an objection.
    ///
    /// The oldest or the newest stand first.
    public func list(
        _ month: YearMonth?,
        onlyObjected: Bool,
        isNewestFirst: Bool = false,
        after: Notice.ID?,
        limit: Int
    ) throws(PostgresError) -> [NoticeSummary] {
        let order: SQL = isNewestFirst ? "DESC" : "ASC"
        return try session.rows(
            """
            \(NoticeStore.query)
             WHERE (\(month)::date IS NULL OR payment.month = \(month)::date)
               AND (NOT \(onlyObjected)::boolean OR payment_notice.objected_at IS NOT NULL AND later.id IS NULL)
               AND \(behind(after, "payment_notice.id", isNewestFirst: isNewestFirst))
             ORDER BY payment_notice.id \(order)
             LIMIT \(limit)
            """,
            as: NoticeSummary.init(row:)
        )
    }

    private static let query: SQL = """
        SELECT payment_notice.id, payment_notice.payment_id, payment.payee_id, payment_notice.replaces_id,
               later.id AS replaced_by_id,
               payment_notice.payee_name, payment_notice.invoice_number, payment_notice.body_name,
               payment_notice.body_contact, payment_notice.issued_on, payment_notice.confirmation,
               payment_notice.confirm_by, payment_notice.told_at, payment_notice.confirmed_at,
               payment_notice.objection, payment_notice.file_name, payment_notice.sha256
          FROM payment_notice
          JOIN payment ON payment.id = payment_notice.payment_id
          LEFT JOIN payment_notice AS later ON later.replaces_id = payment_notice.id
        """
}

/// A presenter who is told of a payment notice by mail.
public struct NoticeAddressee: Hashable, Sendable {
    /// The payment that the notice tells of.
    public let payment: Payment.ID
    /// Its month.
    public let month: YearMonth
    /// Whose lectures it pays for.
    public let presenter: Presenter.ID
    /// Where they are reached.
    public let email: EmailAddress
    /// Their name.
    public let name: String

    fileprivate init(row: Row) throws(PostgresError) {
        payment = try row.value("payment_id")
        month = try row.value("month")
        presenter = try row.value("presenter_id")
        email = try row.value("email")
        name = try row.value("name")
    }
}

extension NoticeSummary {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            payment: try row.value("payment_id"),
            payee: try row.value("payee_id"),
            replaces: try row.optional("replaces_id"),
            replacedBy: try row.optional("replaced_by_id"),
            payeeName: try row.value("payee_name"),
            invoiceNumber: try row.optional("invoice_number"),
            bodyName: try row.value("body_name"),
            bodyContact: try row.value("body_contact"),
            issuedOn: try row.value("issued_on"),
            confirmation: try row.value("confirmation"),
            confirmBy: try row.value("confirm_by"),
            toldAt: try row.optional("told_at"),
            confirmedAt: try row.optional("confirmed_at"),
            objection: try row.optional("objection"),
            fileName: try row.value("file_name"),
            sha256: try row.value("sha256")
        )
    }
}
