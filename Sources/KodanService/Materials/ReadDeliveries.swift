public import KodanDomain
import KodanStore
import Postgres

/// Materials on their way: those of a side's own lectures, or all for the body's people.
public struct ReadDeliveries: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The deliveries behind `after`: all, or those of one lecture, in one of some states, or to leave by
    /// a day.
    public func callAsFunction(
        of assignment: Assignment.ID? = nil,
        states: Set<DeliveryState> = [],
        shipBy: LocalDate? = nil,
        after: MaterialDelivery.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<DeliveryEntry, MaterialDelivery> {
        try await office.transaction(
            as: credential,
            TransactionOptions(readOnly: true),
            serving: .partOfRequest
        ) { desk in
            let rows = try DeliveryQueries(desk.session).list(
                for: try desk.actor,
                assignment: assignment,
                states: states,
                shipBy: shipBy,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// The deliveries of `queue` behind `after`, in the queue's order: all, those that leave until a day, or on that
    /// day alone.
    public func callAsFunction(
        in queue: DeliveryQueue,
        shipBy: LocalDate? = nil,
        isThatDayAlone: Bool = false,
        after: MaterialDelivery.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<DeliveryEntry, MaterialDelivery> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try DeliveryQueries(desk.session).list(
                in: queue,
                for: try desk.actor,
                shipBy: shipBy,
                isThatDayAlone: isThatDayAlone,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One delivery.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(
        _ id: MaterialDelivery.ID,
        as credential: Credential
    ) async throws -> DeliveryEntry {
        try await office.transaction(
            as: credential,
            TransactionOptions(readOnly: true),
            serving: .partOfRequest
        ) { desk in
            guard let found = try DeliveryQueries(desk.session).delivery(id) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }
}
