import Foundation
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@Suite("Whatever an accounting office does,", .database)
struct RandomMonthsTests {
    /// Longer runs: `KODAN_RANDOM_STEPS=10000 swift test --filter RandomMonths`.
    static let steps = ProcessInfo.processInfo.environment["KODAN_RANDOM_STEPS"].flatMap { Int($0) } ?? 1_000

    @Test("its books agree and nothing is paid twice, after every step", arguments: [1, 2, 3, 4] as [UInt64])
    func agree(seed: UInt64) async throws {
        try await withFolder { folder in
            var office = try await RandomMonths(seed: seed, folder: folder)
            var closed: [String: String] = [:]
            for _ in 0..<Self.steps {
                try await office.step()
                let broken = try await Self.brokenRules()
                try #require(broken.isEmpty, "\(broken) after \(office.done.suffix(30))")
                for (month, digest) in try await Self.closedMonths() {
                    try #require(
                        closed[month, default: digest] == digest,
                        "\(month) after \(office.done.suffix(30))"
                    )
                    closed[month] = digest
                }
            }
            // A run in which nothing was ever paid would prove nothing.
            let paid = try await TestDatabase.current.owner.transaction { session in
                try session.value(
                    "SELECT count(*)::integer FROM transfer_attempt WHERE state = 'paid'",
                    as: Int.self
                )
            }
            #expect(paid > 0)
        }
    }

    /// A digest of everything that a closed month shows, by month.
    static func closedMonths() async throws -> [String: String] {
        let rows = try await TestDatabase.current.owner.transaction { session in
            try session.rows(
                """
                SELECT payment_month.month::text AS month,
                       md5(payment_month::text || coalesce(string_agg(month_line::text, '' ORDER BY position), ''))
                       AS digest
                  FROM payment_month
                  LEFT JOIN month_line ON month_line.month = payment_month.month
                 WHERE payment_month.state = 'closed'
                 GROUP BY payment_month.month
                 ORDER BY payment_month.month
                """
            ) { row throws(PostgresError) -> (String, String) in
                (try row.value("month"), try row.value("digest"))
            }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The names of the rules that the rows break, each asked another way than the product does it.
    private static func brokenRules() async throws -> [String] {
        try await TestDatabase.current.owner.transaction { session in
            try session.rows("SELECT rule FROM (\(rules)) AS broken ORDER BY rule") {
                row throws(PostgresError) -> String in try row.value("rule")
            }
        }
    }

    private static let rules: SQL = """
        SELECT 'an honorarium in two live payments' AS rule
         WHERE EXISTS (SELECT FROM payment_line WHERE released_at IS NULL GROUP BY honorarium_id HAVING count(*) > 1)
        UNION ALL
        SELECT 'a payment with two live transfers'
         WHERE EXISTS (SELECT FROM transfer_attempt WHERE state <> 'returned' GROUP BY payment_id HAVING count(*) > 1)
        UNION ALL
        SELECT 'ledger and list of ' || month
          FROM payment_month
         WHERE state = 'closed'
           AND (gross, tax, net) NOT IN (
               SELECT coalesce(sum(line.fee + line.travel_to_presenter), 0)::bigint,
                      coalesce(sum(line.tax_share), 0)::bigint,
                      coalesce(sum(line.fee + line.travel_to_presenter - line.tax_share), 0)::bigint
                 FROM month_line AS line
                WHERE line.month = payment_month.month
           )
        UNION ALL
        SELECT 'ledger and honoraria of ' || month
          FROM payment_month
         WHERE state = 'closed'
           AND gross <> (
               SELECT sum(honorarium.fee + honorarium.travel_to_presenter)
                 FROM honorarium
                 JOIN payment_line ON payment_line.honorarium_id = honorarium.id AND payment_line.released_at IS NULL
                 JOIN payment ON payment.id = payment_line.payment_id
                WHERE date_trunc('month', payment.pay_on) = payment_month.month
           )
        UNION ALL
        SELECT 'trailers and payments above zero of ' || file.month
          FROM (
               SELECT month, sum(total) AS total, sum(records) AS records
                 FROM transfer_file
                WHERE round = 1
                GROUP BY month
               ) AS file
         WHERE (file.total, file.records) NOT IN (
               SELECT coalesce(sum(gross - tax), 0), count(*) FROM payment WHERE payment.month = file.month AND gross - tax > 0
           )
        UNION ALL
        SELECT 'a transfer of another amount'
         WHERE EXISTS (
               SELECT FROM transfer_attempt
                 JOIN payment ON payment.id = transfer_attempt.payment_id
                WHERE transfer_attempt.amount <> payment.gross - payment.tax
           )
        UNION ALL
        SELECT 'paid without arriving'
         WHERE EXISTS (
               SELECT FROM payment
                WHERE state = 'paid'
                  AND gross - tax > 0
                  AND NOT EXISTS (SELECT FROM transfer_attempt WHERE payment_id = payment.id AND state = 'paid')
           )
        UNION ALL
        SELECT 'the tax of pmt-' || id
          FROM payment
         WHERE state <> 'dropped'
           AND tax + reversed_tax <> (
               SELECT CASE WHEN owed <= 1000000 THEN floor(owed * 0.1021) ELSE floor((owed - 1000000) * 0.2042) + 102100 END
                 FROM (SELECT (base + reversed_base)::numeric AS owed) AS sum
           )
        UNION ALL
        SELECT 'a lecture that was paid twice: asg-' || paid.assignment_id
          FROM (
               SELECT honorarium.assignment_id, count(*) AS entries
                 FROM honorarium
                 JOIN payment_line ON payment_line.honorarium_id = honorarium.id AND payment_line.released_at IS NULL
                WHERE honorarium.entry <> 'red'
                  AND NOT EXISTS (
                      SELECT FROM honorarium AS red
                        JOIN payment_line AS taken ON taken.honorarium_id = red.id AND taken.released_at IS NULL
                       WHERE red.corrects_id = honorarium.id AND red.entry = 'red'
                  )
                GROUP BY honorarium.assignment_id
               ) AS paid
         WHERE paid.entries > 1
        """
}
