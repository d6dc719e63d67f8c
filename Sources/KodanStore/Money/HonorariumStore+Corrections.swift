public import KodanDomain
public import Postgres

/// An entry that may be corrected, with where its money stands.
public struct CorrectableHonorarium: Sendable, Equatable {
    /// Its key.
    public let id: Honorarium.ID
    /// Whose lecture it was.
    public let presenter: Presenter.ID
    /// What it is in the books.
    public let entry: HonorariumEntry
    /// Whether a red entry took it back already.
    public let isCorrected: Bool
    /// The red entry that took it back, where nothing took its place; nil otherwise.
    public let cancelledBy: Honorarium.ID?
    /// What it says.
    public let values: BlackEntry
    /// The lecture date.
    public let lectureOn: LocalDate
    /// The lecture.
    public let assignment: Assignment.ID
    /// Whether the lecture was given and both sides attested it: else there is no fee.
    public let isAttested: Bool
    /// The rank by whose price the fee was computed.
    public let rank: RankCode
    /// The programme's code, by which fee rates are found.
    public let programme: ProgrammeCode
    /// The rate of its fee; nil without a fee, or where a net amount was promised.
    public let rate: Int64?
    /// The net amount that was promised; nil where none was.
    public let promisedNet: Yen?
    /// The payment that holds it; nil if none does.
    public let payment: HeldBy?

    /// A payment that holds an entry.
    public struct HeldBy: Sendable, Equatable {
        /// Its key.
        public let id: Payment.ID
        /// Where it stands.
        public let state: PaymentState
        /// When it is paid out.
        public let payOn: LocalDate
    }
}

extension HonorariumStore {
    /// The entry with this key; nil if there is none in sight.
    public func correctable(_ id: Honorarium.ID) throws(PostgresError) -> CorrectableHonorarium? {
        try session.first(
            """
            SELECT honorarium.entry, honorarium.presenter_id, honorarium.payee_id, honorarium.minutes,
                   honorarium.billed_minutes, honorarium.assignment_id, honorarium.rank_code, programme.code,
                   assignment.state = 'delivered'
                       AND EXISTS (SELECT FROM lecture_report
                                    WHERE lecture_report.assignment_id = assignment.id)
                       AND EXISTS (SELECT FROM host_confirmation
                                    WHERE host_confirmation.assignment_id = assignment.id) AS is_attested,
                   honorarium.fee, honorarium.travel_to_presenter, honorarium.travel_paid_directly,
                   honorarium.separate_tax, honorarium.fee_rate_id, honorarium.promised_net, honorarium.lecture_on,
                   EXISTS (
                       SELECT FROM honorarium AS red
                        WHERE red.corrects_id = honorarium.id
                          AND red.entry = 'red'
                   ) AS is_corrected,
                   \(HonorariumStore.cancellation) AS cancelled_by,
                   payment.id AS payment_id, payment.state, payment.pay_on
              FROM honorarium
              JOIN assignment ON assignment.id = honorarium.assignment_id
              JOIN programme ON programme.id = honorarium.programme_id
              LEFT JOIN payment_line
                ON payment_line.honorarium_id = honorarium.id
               AND payment_line.released_at IS NULL
              LEFT JOIN payment ON payment.id = payment_line.payment_id
             WHERE honorarium.id = \(id)
            """
        ) { row throws(PostgresError) in
            var payment: CorrectableHonorarium.HeldBy?
            if let held: Payment.ID = try row.optional("payment_id") {
                payment = CorrectableHonorarium.HeldBy(
                    id: held,
                    state: try row.value("state"),
                    payOn: try row.value("pay_on")
                )
            }
            return CorrectableHonorarium(
                id: id,
                presenter: try row.value("presenter_id"),
                entry: try row.value("entry"),
                isCorrected: try row.value("is_corrected"),
                cancelledBy: try row.optional("cancelled_by"),
                values: BlackEntry(
                    payee: try row.value("payee_id"),
                    minutes: try row.value("minutes"),
                    billedMinutes: try row.value("billed_minutes"),
                    fee: try row.value("fee"),
                    travelToPresenter: try row.value("travel_to_presenter"),
                    travelDirectly: try row.value("travel_paid_directly"),
                    separateTax: try row.value("separate_tax")
                ),
                lectureOn: try row.value("lecture_on"),
                assignment: try row.value("assignment_id"),
                isAttested: try row.value("is_attested"),
                rank: try row.value("rank_code"),
                programme: try row.value("code"),
                rate: try row.optional("fee_rate_id"),
                promisedNet: try row.optional("promised_net"),
                payment: payment
            )
        }
    }

    /// The red entry that took an entry back with no black one in its place; NULL of any other.
    private static let cancellation: SQL = """
        (
            SELECT red.id
              FROM honorarium AS red
             WHERE red.corrects_id = honorarium.id
               AND red.entry = 'red'
               AND NOT EXISTS (
                   SELECT FROM honorarium AS black
                    WHERE black.corrects_id = honorarium.id
                      AND black.entry = 'black'
               )
        )
        """

    /// Takes an entry back with a red one: every sign turned, nothing computed; the red one's key.
    public func addRed(
        for id: Honorarium.ID,
        reason: String,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> Honorarium.ID {
        try session.value(
            """
            INSERT INTO honorarium (\(HonorariumStore.columns), corrects_id, reason)
            SELECT assignment_id, presenter_id, payee_id, programme_id, 'red', lecture_on, fixed_on, budget_year,
                   minutes, billed_minutes, rank_code, fee_rate_id, -fee, -travel_to_presenter, -travel_paid_directly,
                   -separate_tax, separate_tax_evidence_id, promised_net, consumption_tax_rate_id,
                   withholding_rate_ids, travel_rate_ids, \(user)::bigint, \(now)::timestamptz, id, \(reason)
              FROM honorarium
             WHERE id = \(id)
            RETURNING id
            """
        )
    }

    /// Puts a black entry in the place of one that was taken back, in the same year; its key.
    public func addBlack(
        _ black: BlackEntry,
        for id: Honorarium.ID,
        reason: String,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> Honorarium.ID {
        let terms = FeeTerms(black.price)
        return try session.value(
            """
            INSERT INTO honorarium (\(HonorariumStore.columns), corrects_id, reason)
            SELECT assignment_id, presenter_id, \(black.payee), programme_id, 'black', lecture_on, fixed_on,
                   budget_year, \(black.minutes)::integer, \(black.billedMinutes)::integer,
                   \(terms.rank), \(terms.feeRate),
                   \(black.fee)::bigint, \(black.travelToPresenter)::bigint, \(black.travelDirectly)::bigint,
                   \(black.separateTax)::bigint,
                   CASE WHEN \(black.separateTax)::bigint > 0 THEN separate_tax_evidence_id END,
                   \(terms.promisedNet), \(terms.consumptionTaxRate), \(terms.withholdingRates), travel_rate_ids, \(user)::bigint,
                   \(now)::timestamptz, id, \(reason)
              FROM honorarium
             WHERE id = \(id)
            RETURNING id
            """
        )
    }
}

/// What the fee of a black entry was computed from: the columns of the entry that it corrects, or values of its own.
private struct FeeTerms {
    let rank: SQL
    let feeRate: SQL
    let promisedNet: SQL
    let consumptionTaxRate: SQL
    let withholdingRates: SQL

    init(_ price: BlackEntry.Price?) {
        guard let price else {
            rank = "rank_code"
            feeRate = "fee_rate_id"
            promisedNet = "promised_net"
            consumptionTaxRate = "consumption_tax_rate_id"
            withholdingRates = "withholding_rate_ids"
            return
        }
        rank = "\(price.rank)::text"
        feeRate = "\(price.fee.feeRate)::bigint"
        promisedNet = "\(price.fee.promisedNet)::bigint"
        consumptionTaxRate = "\(price.fee.consumptionTaxRate)::bigint"
        withholdingRates = "\(price.fee.withholdingRates)::bigint[]"
    }
}
