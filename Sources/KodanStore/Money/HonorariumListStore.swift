public import KodanDomain
public import Postgres

/// One honorarium of a closed month with all that the month's list shows.
public struct HonorariumListRow: Sendable, Equatable {
    /// The payment that pays it.
    public let payment: Payment.ID
    /// The payment date.
    public let payOn: LocalDate
    /// The payee.
    public let payee: Payee.ID
    /// The payee's name.
    public let payeeName: String
    /// What the payment's tax was computed from.
    public let base: Yen
    /// The payment's tax.
    public let tax: Yen
    /// Who prepared the payment.
    public let preparer: String
    /// Who approved it.
    public let approver: String
    /// The assignment.
    public let assignment: Assignment.ID
    /// The lecture date.
    public let lectureOn: LocalDate
    /// The programme's name.
    public let programme: String
    /// The host's name; empty where a coordinator attested on evidence.
    public let host: String
    /// The rank's name.
    public let rank: String
    /// The price; zero without a fee.
    public let unitPrice: Yen
    /// The key of the rate; nil without a fee.
    public let rate: Int64?
    /// Minutes that are paid for.
    public let billedMinutes: Int
    /// The fee.
    public let fee: Yen
    /// Travel money to the presenter.
    public let travelToPresenter: Yen
    /// Travel money to carriers and hotels.
    public let travelDirectly: Yen
    /// The payee's registration number on the lecture date; nil if none is known.
    public let invoiceNumber: String?
    /// Whether somebody looked the number up in the register.
    public let invoiceNumberChecked: Bool
}

/// The month's list of honoraria, and which lists left the house.
public struct HonorariumListStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Calls `body` with each honorarium of the month's payments, in order of payee, payment and honorarium.
    public func forEach(_ month: YearMonth, _ body: (HonorariumListRow) throws -> Void) throws {
        let query: SQL = """
            SELECT payment.id AS payment_id, payment.pay_on, payment.payee_id, payee.name AS payee_name, payment.base,
                   payment.tax, preparer.display_name AS preparer, approver.display_name AS approver,
                   honorarium.assignment_id, honorarium.lecture_on, programme.name_ja AS programme,
                   coalesce(host.name, '') AS host, rank.name_ja AS rank, coalesce(fee_rate.amount, 0) AS unit_price,
                   fee_rate.id AS fee_rate_id, honorarium.billed_minutes, honorarium.fee,
                   honorarium.travel_to_presenter, honorarium.travel_paid_directly,
                   payee_invoice_number.number AS invoice_number,
                   payee_invoice_number.checked_on IS NOT NULL AS is_checked
              FROM payment
              JOIN payee ON payee.id = payment.payee_id
              JOIN app_user AS preparer ON preparer.id = payment.prepared_by
              JOIN app_user AS approver ON approver.id = payment.approved_by
              JOIN payment_line ON payment_line.payment_id = payment.id AND payment_line.released_at IS NULL
              JOIN honorarium ON honorarium.id = payment_line.honorarium_id
              JOIN programme ON programme.id = honorarium.programme_id
              JOIN rank ON rank.code = honorarium.rank_code
              JOIN assignment ON assignment.id = honorarium.assignment_id
              JOIN lecture_request ON lecture_request.id = assignment.request_id
              LEFT JOIN fee_rate ON fee_rate.id = honorarium.fee_rate_id
              LEFT JOIN host_confirmation ON host_confirmation.assignment_id = assignment.id
              LEFT JOIN organization AS host
                ON host.id = coalesce(lecture_request.organization_id, host_confirmation.organization_id)
              LEFT JOIN payee_invoice_number
                ON payee_invoice_number.payee_id = payment.payee_id
               AND payee_invoice_number.valid @> honorarium.lecture_on
             WHERE payment.month = \(month)::date
               AND payment.state IN ('closed', 'exported', 'paid')
             ORDER BY payment.payee_id, payment.id, honorarium.id
            """
        try session.forEach(query) { row in try body(HonorariumListStore.listRow(row)) }
    }

    /// Records a list that was written.
    public func add(
        _ file: WrittenFile,
        of month: YearMonth,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO export_run (kind, month, file_name, byte_count, sha256, exported_by, exported_at)
            VALUES ('honorarium_list', \(month), \(file.name), \(file.byteCount), \(file.sha256), \(user), \(now))
            """
        )
    }

    /// The SHA-256 of the list that was made last; nil before the first.
    public func newest(of month: YearMonth) throws(PostgresError) -> [UInt8]? {
        try session.first(
            """
            SELECT sha256
              FROM export_run
             WHERE kind = 'honorarium_list'
               AND month = \(month)::date
             ORDER BY id DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("sha256") }
    }

    private static func listRow(_ row: Row) throws(PostgresError) -> HonorariumListRow {
        HonorariumListRow(
            payment: try row.value("payment_id"),
            payOn: try row.value("pay_on"),
            payee: try row.value("payee_id"),
            payeeName: try row.value("payee_name"),
            base: try row.value("base"),
            tax: try row.value("tax"),
            preparer: try row.value("preparer"),
            approver: try row.value("approver"),
            assignment: try row.value("assignment_id"),
            lectureOn: try row.value("lecture_on"),
            programme: try row.value("programme"),
            host: try row.value("host"),
            rank: try row.value("rank"),
            unitPrice: try row.value("unit_price"),
            rate: try row.optional("fee_rate_id"),
            billedMinutes: try row.value("billed_minutes"),
            fee: try row.value("fee"),
            travelToPresenter: try row.value("travel_to_presenter"),
            travelDirectly: try row.value("travel_paid_directly"),
            invoiceNumber: try row.optional("invoice_number"),
            invoiceNumberChecked: try row.value("is_checked")
        )
    }
}
