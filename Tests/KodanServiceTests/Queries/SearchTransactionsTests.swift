import Foundation
import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Searching transactions", .database)
struct SearchTransactionsTests {
    private let database = TestDatabase.current
    private var staff: Staff { database.staff }
    private var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }

    /// 10,000 payments: payee 1 to 500, one a day for each, 1,000 to 10,999 yen net, names 講 1 to 講 500.
    private func fill() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE payment DISABLE TRIGGER USER;
                INSERT INTO payee (legal_status, name, postal_code, address, created_at)
                SELECT 'individual', '高橋商店 ' || i, '1000001', '千代田区', '2026-04-01T00:00:00Z'
                  FROM generate_series(1, 500) AS i;
                INSERT INTO payment_month (month, pay_on, state, opened_at)
                SELECT day, day + 24, 'open', '2024-01-01T00:00:00Z'
                  FROM generate_series(0, 19) AS i, LATERAL (SELECT (date '2025-04-01' + i * interval '1 month')::date
                       AS day) AS month;
                INSERT INTO payment (payee_id, pay_on, state, payee_class, gross, base, tax, withholding_rate_ids,
                                     prepared_by, prepared_at)
                SELECT payee, (date '2025-04-25' + (i / 500) * interval '1 month')::date, 'draft',
                       'resident_individual', 1000 + i, 0, 0, '{}', (SELECT min(id) FROM app_user),
                       '2025-04-01T00:00:00Z'
                  FROM generate_series(0, 9999) AS i, LATERAL (SELECT i % 500 + 1 AS payee) AS owed;
                ALTER TABLE payment ENABLE TRIGGER USER;
                """
            )
        }
        // ANALYZE as VACUUM would have it: the planner must know what it plans for.
        try await database.owner.transaction { session in
            try session.script(
                "ANALYZE payment; ANALYZE payee; ANALYZE payment_line; ANALYZE transfer_attempt"
            )
        }
    }

    /// Every combination of the three, each of its two ways where it has them.
    static let questions: [TransactionQuestion] = {
        let dates: [(LocalDate?, LocalDate?)] = [(nil, nil), (day("2025-06-01"), day("2025-07-31"))]
        let amounts: [(Yen?, Yen?)] = [(nil, nil), (Yen(1500), Yen(1600))]
        let parties: [TransactionQuestion.Counterparty?] = [
            nil, .named("高橋商店 77"), .payee(Payee.ID(7)),
        ]
        return dates.flatMap { date in
            amounts.flatMap { amount in
                parties.map { party in
                    TransactionQuestion(
                        from: date.0,
                        to: date.1,
                        least: amount.0,
                        most: amount.1,
                        counterparty: party
                    )
                }
            }
        }
    }()

    @Test("finds what each combination asks for and nothing else, and never reads all payments")
    func combinations() async throws {
        try await fill()
        let all = try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT payment.id, pay_on, net, payee_id, name FROM payment JOIN payee ON payee.id = payee_id
                 ORDER BY payment.id
                """
            ) { row throws(PostgresError) in
                (
                    id: try row.value("id", as: Payment.ID.self),
                    day: try row.value("pay_on", as: LocalDate.self),
                    net: try row.value("net", as: Yen.self),
                    payee: try row.value("payee_id", as: Payee.ID.self),
                    name: try row.value("name", as: String.self)
                )
            }
        }
        #expect(all.count == 10_000)
        for question in Self.questions {
            let expected = all.filter { row in
                let isParty =
                    switch question.counterparty {
                    case .named(let name): row.name.contains(name)
                    case .payee(let payee): row.payee == payee
                    case nil: true
                    }
                return isParty && row.day >= question.from ?? row.day && row.day <= question.to ?? row.day
                    && row.net >= question.least ?? row.net && row.net <= question.most ?? row.net
            }
            var found: [Payment.ID] = []
            var after: Payment.ID?
            repeat {
                let page = try await SearchTransactions(office: office)(
                    question,
                    after: after,
                    limit: try #require(PageLimit(500)),
                    as: staff.auditor
                )
                found += page.items.map(\.payment)
                after = page.next
            } while after != nil
            #expect(found == expected.map(\.id))
            let plan = try await office.transaction(as: staff.auditor) { desk in
                try TransactionQueries(desk.session).plan(of: question, after: nil, limit: 51)
            }
            #expect(
                !plan.contains { $0.contains("Seq Scan on payment ") || $0.hasSuffix("Seq Scan on payment") },
                "\(question): \(plan)"
            )
        }
    }

    @Test("shows what was paid, by which file and for what, and writes all of it as CSV")
    func paid() async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter()
        for number in 10...11 { _ = try await scene.lecture(by: presenter, on: day("2026-11-\(number)")) }
        let office = office
        try await closeMonth(december, office)
        database.clock.set(moment("2026-12-26T10:00:00+09:00"))
        try await payMonth(december, office, on: day("2026-12-25"))
        // Full-width blanks and letters are what names are normalized from.
        let question = TransactionQuestion(counterparty: .named("講　太"))
        let search = SearchTransactions(office: office)
        let page = try await search(question, as: staff.approver)
        let entry = try #require(page.items.first)
        #expect(page.items.count == 1 && page.next == nil)
        #expect(
            (entry.payee, entry.gross, entry.tax, entry.net) == (payee, Yen(60_000), Yen(6126), Yen(53_874))
        )
        #expect(entry.honoraria == [Honorarium.ID(1), Honorarium.ID(2)])
        #expect(entry.state == .paid && entry.transferFileName == "transfer-2026-12.txt")

        try await withFolder { folder in
            let file = try await search.file(question, at: folder + "/found.csv", as: staff.auditor)
            let text = try String(contentsOfFile: file.path, encoding: .utf8)
            let lines = text.split(separator: "\r\n")
            #expect(lines.count == 2 && file.rows == 1)
            #expect(
                lines[1]
                    == "\(entry.payment),2026-12-25,\(payee),講 太郎,60000,6126,53874,支払済,hon-1;hon-2,trf-1,transfer-2026-12.txt"
            )
        }
        let kept = try await database.owner.transaction { session in
            try session.one("SELECT kind, year, month FROM export_run") { row throws(PostgresError) in
                (try row.value("kind", as: String.self), try row.isNull("year"), try row.isNull("month"))
            }
        }
        #expect(kept == ("transaction_search", true, true))
    }

    @Test("is for those who read money", arguments: [Role.coordinator, .clerk, .administrator])
    func roles(role: Role) async throws {
        let other = try #require(staff[role])
        await #expect(throws: Refusal.notPermitted(role)) {
            try await SearchTransactions(office: office)(TransactionQuestion(), as: other)
        }
        await #expect(throws: Refusal.notPermitted(role)) {
            try await SearchTransactions(office: office).file(
                TransactionQuestion(),
                at: "/tmp/x.csv",
                as: other
            )
        }
    }

    @Test("takes signs of patterns in a name as they are")
    func patterns() async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        try await database.owner.transaction { session in
            try session.execute("UPDATE payee SET name = '100%_\\ 商店' WHERE id = \(payee)")
        }
        let office = office
        try await closeMonth(december, office)
        let search = SearchTransactions(office: office)
        for (name, isFound) in [("0%_\\", true), ("1%店", false), ("10__", false), ("\\ 商", true)] {
            let question = TransactionQuestion(counterparty: .named(name))
            let found = try await search(question, as: staff.accountant).items
            #expect(found.isEmpty != isFound, "\(name)")
        }
    }
}

private let december = YearMonth(containing: day("2026-12-01"))
