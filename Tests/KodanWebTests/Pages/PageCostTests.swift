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
    /// How many statements a page may take, the visitor's session (four of them) included.
    private static let most = 12

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
            for route in Portal.routes where !route.worksLong {
                guard let cost = few[route.path], let later = many[route.path] else { continue }
                #expect(cost <= PageCostTests.most, "\(route.path): \(cost) statements")
                // Noting that a session was used takes one now and then.
                #expect(
                    abs(later - cost) <= 1,
                    "\(route.path): \(cost) statements for few, \(later) for many"
                )
            }
            #expect(few.count > 40)
        }
    }

    /// The statements of every page that opens, by route; the second visit counts, when what is read once is read.
    private func costs(
        _ visitors: [(PageVisitor, Role)],
        _ keys: [String: String],
        _ world: World
    ) async throws -> [String: Int] {
        var costs: [String: Int] = [:]
        for (visitor, role) in visitors {
            for route in Portal.routes where route.roles.contains(role) && costs[route.path] == nil {
                let path = keys[route.path] ?? route.path
                guard try await visitor.open(path).status == .ok else { continue }
                _ = try await world.database.statements()
                _ = try await visitor.open(path)
                costs[route.path] = try await world.database.statements()
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
