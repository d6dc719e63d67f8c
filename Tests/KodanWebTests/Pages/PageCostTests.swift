import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("What a page asks of the database", .database)
struct PageCostTests {
    @Test("is little, and the same however much there is")
    func statements() async throws {
        let world = try await World()
        let askers: [(World.Asker, Role)] =
            [(.host, .host), (.presenter, .presenter)]
            + Role.allCases.filter { $0.isStaff && $0 != .system }.map { (.staff($0), $0) }
        try await world.serve { browser in
            let keys = try await world.pageKeys(browser)
            var visitors: [(PageVisitor, Role)] = []
            for (asker, role) in askers {
                visitors.append((try await world.visitor(asker, at: browser.client), role))
            }
            let few = try await costs(visitors, keys, world)
            try await world.multiply()
            let many = try await costs(visitors, keys, world)
            few.expectFew(andNoMoreIn: many)
            #expect(few.costs.count > 40)
            let long = Set(Portal.routes.filter(\.worksLong).map(\.path))
            #expect(!long.isEmpty && long.isSubset(of: few.costs.keys) && long.isSubset(of: many.costs.keys))
        }
    }

    @Test("is as little where a plan is limited, and where reasons are asked about one presenter")
    func plans() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let coordinator = try await world.visitor(.staff(.coordinator), at: browser.client)
            let pages = [
                "/matching/plan?prefecture=13&programme=regional_dispatched",
                "/requests/\(request)/explanation?presenter=\(world.otherPresenter)",
            ]
            var (few, many) = (PageCosts(), PageCosts())
            for page in pages { try await few.count(page, at: page, coordinator, in: world) }
            try await world.multiply()
            for page in pages { try await many.count(page, at: page, coordinator, in: world) }
            few.expectFew(andNoMoreIn: many)
            #expect(Set(few.costs.keys) == Set(pages) && Set(many.costs.keys) == Set(pages))
        }
    }

    /// The statements of every page that opens, by route.
    private func costs(
        _ visitors: [(PageVisitor, Role)],
        _ keys: [String: String],
        _ world: World
    ) async throws -> PageCosts {
        var costs = PageCosts()
        for (visitor, role) in visitors {
            for route in Portal.routes where route.roles.contains(role) && costs.costs[route.path] == nil {
                try await costs.count(route.path, at: keys[route.path] ?? route.path, visitor, in: world)
            }
        }
        return costs
    }
}

extension World {
    /// A thousand more of what long lists are made of: requests, a thousand that wait for a presenter (some with
    /// times ahead, for plans take long in a debug build), organizations, and what happened.
    fileprivate func multiply() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                CREATE FUNCTION multiply(name text, kept text DEFAULT 'true') RETURNS void LANGUAGE plpgsql AS $$
                DECLARE
                    names text;
                BEGIN
                    SELECT string_agg(quote_ident(attname), ', ') INTO names
                      FROM pg_attribute
                     WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped
                       AND attidentity = '' AND attgenerated = '';
                    EXECUTE format(
                        'INSERT INTO %I (%s) SELECT %s FROM %I CROSS JOIN generate_series(1, 1000)
                          WHERE id = (SELECT min(id) FROM %I WHERE %s)',
                        name, names, names, name, name, kept);
                END
                $$;
                SELECT multiply('lecture_request'), multiply('lecture_request', 'state = ''approved'''),
                       multiply('organization'), multiply('audit_event');
                INSERT INTO request_slot (request_id, round, ordinal, during)
                SELECT copy.id, slot.round, slot.ordinal, slot.during
                  FROM lecture_request AS copy
                 CROSS JOIN request_slot AS slot
                 WHERE copy.state = 'approved'
                   AND copy.id % 40 = 0
                   AND slot.request_id = (SELECT min(id) FROM lecture_request WHERE state = 'approved')
                   AND NOT EXISTS (SELECT FROM request_slot AS own WHERE own.request_id = copy.id);
                -- As autovacuum does soon after so much was added.
                ANALYZE;
                """
            )
        }
    }
}
