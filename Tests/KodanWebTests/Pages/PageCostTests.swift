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
            few.expectFew(
                andNoMoreIn: many,
                unlimited: Set(Portal.routes.filter(\.worksLong).map(\.path))
            )
            #expect(few.costs.count > 40)
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
    /// A thousand more of what long lists are made of: requests, organizations, and what happened.
    fileprivate func multiply() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                CREATE FUNCTION multiply(name text) RETURNS void LANGUAGE plpgsql AS $$
                DECLARE
                    names text;
                BEGIN
                    SELECT string_agg(quote_ident(attname), ', ') INTO names
                      FROM pg_attribute
                     WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped
                       AND attidentity = '' AND attgenerated = '';
                    EXECUTE format(
                        'INSERT INTO %I (%s) SELECT %s FROM %I CROSS JOIN generate_series(1, 1000)
                          WHERE id = (SELECT min(id) FROM %I)',
                        name, names, names, name, name);
                END
                $$;
                SELECT multiply('lecture_request'), multiply('organization'), multiply('audit_event');
                """
            )
        }
    }
}
