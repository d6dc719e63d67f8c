public import KodanDomain
import KodanStore
import Postgres

/// The links to the file of a delivery, without their secrets: for the body's people.
public struct ReadMaterialLinks: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The links, the newest first, at most 100.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a delivery that is not there or not the reader's to see.
    public func callAsFunction(
        of delivery: MaterialDelivery.ID,
        as credential: Credential
    ) async throws -> [MaterialLinkEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            guard try DeliveryQueries(desk.session).delivery(delivery) != nil else {
                throw Refusal.notFound(delivery.description)
            }
            return try MaterialLinkStore(desk.session).list(of: delivery)
        }
    }

    /// How often each side took the file without a mailed link.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a delivery that is not there or not the reader's to see.
    public func openings(
        of delivery: MaterialDelivery.ID,
        as credential: Credential
    ) async throws -> [MaterialOpenings] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            guard try DeliveryQueries(desk.session).delivery(delivery) != nil else {
                throw Refusal.notFound(delivery.description)
            }
            return try MaterialLinkStore(desk.session).openings(of: delivery)
        }
    }
}
