public import KodanDomain
import KodanStore
import Postgres

/// How much waits in each queue of the desk, and since when (要対応の件数).
public struct ReadQueues: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// All queues, empty ones too, of what the actor may see; for the body's people.
    public func callAsFunction(as credential: Credential) async throws -> [DeskQueueTally] {
        let found = try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            return try DeskQueueQueries(desk.session).tallies(at: desk.now)
        }
        return DeskQueue.allCases.map { queue in
            found.first { $0.queue == queue } ?? DeskQueueTally(queue, count: 0, oldest: nil)
        }
    }
}
