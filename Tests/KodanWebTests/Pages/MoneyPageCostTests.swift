import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("What a page of accounting asks of the database", .database)
struct MoneyPageCostTests {
    @Test("is at most twelve statements, and the same for two payments as for a thousand")
    func statements() async throws {
        let money = try await MoneyWorld()
        try await money.scene.addTaxTables()
        try await money.world.serve { browser in
            let file = try await money.exported(browser)
            _ = try await browser.post("/v1/months/2026-07/notices", as: .staff(.accountant))
            _ = try await browser.post("/v1/months/2026-08/preparation", as: .staff(.accountant))
            let pages = [
                "/home", "/months", "/months/2026-07", "/months/2026-08", "/months/2026-08/left-out",
                "/months/2026-07/slip", "/payments/pmt-1", "/payments/pmt-1/walk", "/honoraria",
                "/honoraria/hon-1", "/honoraria/hon-1/walk", "/transfers/\(file)", "/notices", "/payees",
                "/payees/pye-1", "/budgets", "/papers", "/transactions", "/exports", "/findings",
            ]
            let accountant = try await money.world.visitor(.staff(.accountant), at: browser.client)
            let few = try await costs(accountant, pages, money.world)
            try await multiply(money.world)
            let many = try await costs(accountant, pages, money.world)
            few.expectFew(andNoMoreIn: many)
            #expect(Set(few.costs.keys) == Set(pages) && Set(many.costs.keys) == Set(pages))
        }
    }

    private func costs(_ visitor: PageVisitor, _ pages: [String], _ world: World) async throws -> PageCosts {
        var costs = PageCosts()
        for page in pages { try await costs.count(page, at: page, visitor, in: world) }
        return costs
    }

    /// A thousand more payees, each with a payment in the open month.
    private func multiply(_ world: World) async throws {
        try await world.database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE payment DISABLE TRIGGER USER;
                INSERT INTO payee (legal_status, name, postal_code, address, created_at)
                SELECT 'individual', '支払先 ' || i, '1000001', '千代田区', '2026-04-01T00:00:00Z'
                  FROM generate_series(1, 1000) AS i;
                INSERT INTO payment (payee_id, pay_on, state, payee_class, gross, base, tax, withholding_rate_ids,
                                     prepared_by, prepared_at)
                SELECT payee.id, payment_month.pay_on, 'draft', 'resident_individual', 1000, 0, 0, '{}',
                       (SELECT min(id) FROM app_user), '2026-07-01T00:00:00Z'
                  FROM payee
                 CROSS JOIN payment_month
                 WHERE payee.name LIKE '支払先 %'
                   AND payment_month.month = '2026-08-01';
                ALTER TABLE payment ENABLE TRIGGER USER;
                """
            )
        }
    }
}
