import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanTestSupport
import Testing

@testable import KodanWeb

/// How many statements pages took, by name, and whether that is few and always the same.
struct PageCosts {
    /// How many statements a page may take, the visitor's session (four of them) included.
    static let most = 12

    private(set) var costs: [String: Int] = [:]

    /// Opens `path` as `visitor` and counts what that asked of the database; pages that do not open are left out.
    ///
    /// The first visit reads what is read once. Of those after it the least counts: now and then one notes that the
    /// session was used.
    mutating func count(_ name: String, at path: String, _ visitor: PageVisitor, in world: World) async throws
    {
        guard try await visitor.open(path).status == .ok else { return }
        for _ in 1...2 {
            _ = try await world.database.statements()
            _ = try await visitor.open(path)
            costs[name] = min(costs[name] ?? .max, try await world.database.statements())
        }
    }

    /// Expects at most ``most`` statements of every page, and no more of a page in `later`, where there is more to
    /// show.
    func expectFew(andNoMoreIn later: PageCosts) {
        for (name, cost) in costs {
            guard let then = later.costs[name] else { continue }
            #expect(cost <= PageCosts.most, "\(name): \(cost) statements")
            #expect(abs(then - cost) <= 1, "\(name): \(cost) statements for few, \(then) for many")
        }
    }
}
