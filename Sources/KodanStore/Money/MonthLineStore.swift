public import KodanDomain
public import Postgres

/// One honorarium of a closed month, as everything was when it was closed.
public struct MonthLine: Sendable, Equatable {
    /// The payment that pays it.
    public let payment: Payment.ID
    /// The honorarium.
    public let honorarium: Honorarium.ID
    /// What it is in the books.
    public let entry: HonorariumEntry
    /// The payment date.
    public let payOn: LocalDate
    /// The payee.
    public let payee: Payee.ID
    /// The payee's name.
    public let payeeName: String
    /// As what the payee was taxed.
    public let payeeClass: WithholdingClass
    /// The payment's base, less what red entries take back.
    public let paymentBase: Yen
    /// The payment's tax, less what red entries take back.
    public let paymentTax: Yen
    /// What red entries of the payment take back of its base.
    public let reversedBase: Yen
    /// What they take back of its tax.
    public let reversedTax: Yen
    /// The assignment.
    public let assignment: Assignment.ID
    /// The lecture date.
    public let lectureOn: LocalDate
    /// The day on which it was fixed.
    public let fixedOn: LocalDate
    /// The lecture's title.
    public let title: String
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
    /// The fee; a red entry's amounts are below zero.
    public let fee: Yen
    /// Travel money to the presenter.
    public let travelToPresenter: Yen
    /// Travel money to carriers and hotels.
    public let travelDirectly: Yen
    /// Consumption tax that the payee's document shows apart.
    public let separateTax: Yen
    /// Its share of the payment's tax.
    public let taxShare: Yen
    /// The consumption tax rate on the lecture date; 1000 is 10 %.
    public let consumptionTaxBasisPoints: Int64
    /// The payee's registration number on the lecture date; nil if none is known.
    ///
    /// A red entry has that of the line that it takes back.
    public let invoiceNumber: String?
    /// Whether somebody looked the number up in the register.
    public let invoiceNumberChecked: Bool
    /// Who prepared the payment.
    public let preparer: String
    /// Who approved it.
    public let approver: String

    /// What the body owed before tax.
    public var gross: Yen { fee + travelToPresenter }
    /// What of it counted for the tax.
    public var base: Yen { gross - separateTax }
}

/// The lines of closed months: written with the close, read for lists, notices and journals.
public struct MonthLineStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Copies the lines of a month that is about to be closed, in order of payee, payment and honorarium.
    public func write(_ month: YearMonth) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO month_line (month, position, payment_id, honorarium_id, entry, pay_on, payee_id, payee_name,
                                    payee_class, payment_base, payment_tax, reversed_base, reversed_tax, assignment_id,
                                    lecture_on, fixed_on, budget_year, title, programme, host, rank, unit_price,
                                    fee_rate_id, billed_minutes, fee, travel_to_presenter, travel_paid_directly,
                                    separate_tax, tax_share, consumption_tax_bp, invoice_number, invoice_checked,
                                    preparer, approver)
            SELECT payment.month, row_number() OVER (ORDER BY payment.payee_id, payment.id, honorarium.id), payment.id,
                   honorarium.id, honorarium.entry, payment.pay_on, payment.payee_id, payee.name, payment.payee_class,
                   payment.base, payment.tax, payment.reversed_base, payment.reversed_tax, honorarium.assignment_id,
                   honorarium.lecture_on, honorarium.fixed_on, honorarium.budget_year, lecture_request.title,
                   programme.name_ja, coalesce(host.name, ''), rank.name_ja, coalesce(fee_rate.amount, 0), fee_rate.id,
                   honorarium.billed_minutes, honorarium.fee, honorarium.travel_to_presenter,
                   honorarium.travel_paid_directly, honorarium.separate_tax, payment_line.tax_share,
                   coalesce(consumption_tax_rate.rate_bp, 0),
                   -- A red entry takes back what was booked, whatever is known of the payee by now.
                   CASE WHEN booked.honorarium_id IS NULL THEN payee_invoice_number.number
                        ELSE booked.invoice_number END,
                   CASE WHEN booked.honorarium_id IS NULL THEN payee_invoice_number.checked_on IS NOT NULL
                        ELSE booked.invoice_checked END,
                   preparer.display_name, approver.display_name
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
              LEFT JOIN consumption_tax_rate ON consumption_tax_rate.valid @> honorarium.lecture_on
              LEFT JOIN host_confirmation ON host_confirmation.assignment_id = assignment.id
              LEFT JOIN organization AS host
                ON host.id = coalesce(lecture_request.organization_id, host_confirmation.organization_id)
              LEFT JOIN payee_invoice_number
                ON payee_invoice_number.payee_id = payment.payee_id
               AND payee_invoice_number.valid @> honorarium.lecture_on
              LEFT JOIN month_line AS booked
                ON booked.honorarium_id = honorarium.corrects_id
               AND honorarium.entry = 'red'
             WHERE payment.month = \(month)::date
               AND payment.state = 'closed'
            """
        )
    }

    /// Calls `body` with each line of a closed month, in order of payee, payment and honorarium.
    public func forEach(_ month: YearMonth, _ body: (MonthLine) throws -> Void) throws {
        try session.forEach(MonthLineStore.lines(of: month)) { row in try body(MonthLine(row: row)) }
    }

    /// As ``forEach(_:_:)``, while the server reads on; `body` must not ask the database anything.
    public func forEachReadingAhead(_ month: YearMonth, _ body: (MonthLine) throws -> Void) throws {
        try session.forEachReadingAhead(MonthLineStore.lines(of: month)) { row in
            try body(MonthLine(row: row))
        }
    }

    private static func lines(of month: YearMonth) -> SQL {
        """
        SELECT \(columns)
          FROM month_line
         WHERE month = \(month)::date
         ORDER BY position
        """
    }

    /// What a line is read from.
    public static let columns: SQL = """
        payment_id, honorarium_id, entry, pay_on, payee_id, payee_name, payee_class, payment_base, payment_tax,
               reversed_base, reversed_tax, assignment_id, lecture_on, fixed_on, title, programme, host,
               rank, unit_price, fee_rate_id, billed_minutes, fee, travel_to_presenter, travel_paid_directly,
               separate_tax, tax_share, consumption_tax_bp, invoice_number, invoice_checked, preparer, approver
        """
}

extension MonthLine {
    init(row: Row) throws(PostgresError) {
        payment = try row.value("payment_id")
        honorarium = try row.value("honorarium_id")
        entry = try row.value("entry")
        payOn = try row.value("pay_on")
        payee = try row.value("payee_id")
        payeeName = try row.value("payee_name")
        payeeClass = try row.value("payee_class")
        paymentBase = try row.value("payment_base")
        paymentTax = try row.value("payment_tax")
        reversedBase = try row.value("reversed_base")
        reversedTax = try row.value("reversed_tax")
        assignment = try row.value("assignment_id")
        lectureOn = try row.value("lecture_on")
        fixedOn = try row.value("fixed_on")
        title = try row.value("title")
        programme = try row.value("programme")
        host = try row.value("host")
        rank = try row.value("rank")
        unitPrice = try row.value("unit_price")
        rate = try row.optional("fee_rate_id")
        billedMinutes = try row.value("billed_minutes")
        fee = try row.value("fee")
        travelToPresenter = try row.value("travel_to_presenter")
        travelDirectly = try row.value("travel_paid_directly")
        separateTax = try row.value("separate_tax")
        taxShare = try row.value("tax_share")
        consumptionTaxBasisPoints = try row.value("consumption_tax_bp")
        invoiceNumber = try row.optional("invoice_number")
        invoiceNumberChecked = try row.value("invoice_checked")
        preparer = try row.value("preparer")
        approver = try row.value("approver")
    }
}
