import KodanDomain
import KodanService
import KodanStore
import Postgres
import PostgresCluster

/// A private server with one closed month of many honoraria, gone with the process.
///
/// The rows are put in by set-based statements with triggers and foreign keys off, since a million lectures cannot be
/// walked through the chain; the export sees them as it sees any closed month.
struct ExportFixture {
    /// The month.
    static let month = YearMonth(
        containing: LocalDate(year: 2026, month: 12, day: 1) ?? LocalDate(dayNumber: 0)
    )

    /// The office that exports.
    let office: Office
    /// Who exports.
    let accountant: Credential
    /// Connections of the server's role.
    let pool: Pool
    private let cluster: EphemeralCluster

    /// Makes the server and `rows` honoraria, two to a payment; the last may be alone.
    init(rows: Int) async throws {
        cluster = try EphemeralCluster()
        let admin = try await Connection.open(ConnectionOptions(url: cluster.url(database: "postgres")))
        try await admin.autocommit { session in
            for role in ["kodan_owner", "kodan_app", "kodan_worker"] {
                try session.script("CREATE ROLE \(role) LOGIN")
            }
            try session.script("CREATE DATABASE kodan OWNER kodan_owner")
        }
        await admin.close()
        let owner = try await Connection.open(
            ConnectionOptions(url: cluster.url(user: "kodan_owner", database: "kodan"))
        )
        _ = try await Migrator.core.migrate(owner)
        await owner.close()

        pool = Pool(
            options: try ConnectionOptions(url: cluster.url(user: "kodan_app", database: "kodan")),
            size: 2,
            acquireTimeout: .seconds(60)
        )
        let now = Instant(ExportFixture.month.last, .midnight)
        let key = [UInt8](0..<32)
        guard let vault = AccountVault(keys: [1: key], fingerprintKey: key) else { throw ExportFault.keys }
        office = Office(pool: pool, clock: OfficeClock { now }, vault: vault)
        let user = NewUser(email: try EmailAddress("accountant@body.example.jp"), name: "accountant")
        let id = try await CreateUser(office: office)(user, roles: [.accountant], as: .system)
        accountant = .user(id, as: .accountant)
        try await fill(rows)
    }

    /// What is read by COPY: the query of the list.
    static func copy(_ columns: SQL) -> String {
        """
        COPY (SELECT \(columns.text) FROM month_line WHERE month = '\(month.first)' ORDER BY position)
          TO STDOUT (FORMAT csv)
        """
    }

    private func fill(_ rows: Int) async throws {
        let superuser = try await Connection.open(ConnectionOptions(url: cluster.url(database: "kodan")))
        try await superuser.autocommit { session in
            try session.script(
                """
                SET session_replication_role = replica;
                INSERT INTO month_line (month, position, payment_id, honorarium_id, entry, pay_on, payee_id, payee_name,
                                        payee_class, payment_base, payment_tax, reversed_base, reversed_tax,
                                        assignment_id, lecture_on, fixed_on, budget_year, title, programme, host, rank,
                                        unit_price, fee_rate_id, billed_minutes, fee, travel_to_presenter,
                                        travel_paid_directly, separate_tax, tax_share, consumption_tax_bp,
                                        invoice_number, invoice_checked, preparer, approver)
                SELECT '2026-12-01', i, (i + 1) / 2, i, 'original', '2026-12-25', (i + 1) / 2,
                       '講師 ' || (ARRAY['佐藤','鈴木','高橋','田中','伊藤'])[1 + i % 5] || (i + 1) / 2,
                       'resident_individual', sum(fee + travel) OVER pay, sum((fee + travel) * 1021 / 10000) OVER pay,
                       0, 0, i, date '2026-11-01' + i % 30, date '2026-12-01', 2026,
                       '情報モラル出前講座（第' || i % 20000 || '回）', '地域派遣事業', '見本商工会議所' || i % 500,
                       '標準', 10000, 3, 90, fee, travel, i % 7 * 500, 0, (fee + travel) * 1021 / 10000, 1000,
                       CASE WHEN i % 3 = 0 THEN 'T7123456789012' END, i % 2 = 0, '経理 一郎', '承認 花子'
                  FROM generate_series(1, \(rows)) AS i,
                       LATERAL (SELECT 15000 + i % 10 * 1000 AS fee, i % 5000 AS travel) AS money
                WINDOW pay AS (PARTITION BY (i + 1) / 2);
                INSERT INTO payment (id, payee_id, pay_on, state, payee_class, gross, base, tax, withholding_rate_ids,
                                     account_id, prepared_by, prepared_at, submitted_at, approved_by, approved_at)
                OVERRIDING SYSTEM VALUE
                SELECT payment_id, payee_id, pay_on, 'closed', payee_class, payment_base, payment_base, payment_tax,
                       '{1}', 1, 1, '2026-12-02', '2026-12-03', 2, '2026-12-04'
                  FROM month_line
                 WHERE honorarium_id % 2 = 1;
                INSERT INTO payment_line (payment_id, honorarium_id, gross, base, tax_share, included_at)
                SELECT payment_id, honorarium_id, fee + travel_to_presenter, fee + travel_to_presenter, tax_share,
                       '2026-12-02'
                  FROM month_line;
                INSERT INTO payment_month (month, pay_on, state, opened_at, closed_at, payees, payments, lines, gross,
                                           base, tax, net, transfers, transferred)
                SELECT '2026-12-01', '2026-12-25', 'closed', '2026-12-01', '2026-12-05', count(*), count(*),
                       \(rows), sum(gross), sum(base), sum(tax), sum(net), count(*), sum(net)
                  FROM payment;
                RESET session_replication_role;
                """
            )
            for table in ["month_line", "payment", "payment_line"] {
                try session.execute("VACUUM ANALYZE \(unsafeSQL: table)")
            }
        }
        await superuser.close()
    }
}

/// Why nothing was measured.
enum ExportFault: Error {
    /// Sample keys make no vault.
    case keys
}
