public import KodanDomain
import KodanStore
import Postgres

/// Copies come from the printer, or are counted (入庫・棚卸).
///
/// For clerks and administrators.
public struct MoveStock: Sendable {
    /// How many copies may come in at once.
    public static let quantities = 1...1_000_000
    /// How many may be counted.
    public static let counts = 0...1_000_000

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Records that so many came from the printer.
    ///
    /// Throws ``Refusal``: `notFound`, `material(.notPrinted)`, `field`.
    public func receive(
        _ quantity: Int,
        of edition: Edition.ID,
        because reason: String? = nil,
        as credential: Credential
    ) async throws -> StockMovement.ID {
        guard MoveStock.quantities.contains(quantity) else {
            throw Refusal.field(FieldRefused(.quantity, expected: .integer(MoveStock.quantities)))
        }
        return try await move(edition, .received, quantity, counted: nil, reason, credential)
    }

    /// Records that so many were counted; the difference to what should be there is its movement, none too.
    ///
    /// Throws ``Refusal``: `notFound`, `material(.notPrinted)`, `field`, also without a reason.
    public func count(
        _ counted: Int,
        of edition: Edition.ID,
        because reason: String,
        as credential: Credential
    ) async throws -> StockMovement.ID {
        guard MoveStock.counts.contains(counted) else {
            throw Refusal.field(FieldRefused(.quantity, expected: .integer(MoveStock.counts)))
        }
        return try await move(edition, .counted, 0, counted: counted, reason, credential)
    }

    private func move(
        _ edition: Edition.ID,
        _ kind: StockMovementKind,
        _ quantity: Int,
        counted: Int?,
        _ reason: String?,
        _ credential: Credential
    ) async throws -> StockMovement.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .administrator)
            let reason = try reason?.checkedReason(atMost: 500)
            let store = StockStore(desk.session)
            guard let isPrinted = try store.isPrinted(edition) else {
                throw Refusal.notFound(edition.description)
            }
            guard isPrinted else { throw Refusal.material(.notPrinted(edition)) }
            let movement = try store.move(
                edition,
                kind,
                quantity,
                counted: counted,
                because: reason,
                by: desk.actor.user,
                at: desk.now
            )
            try desk.record(
                "stock.\(kind.rawValue)",
                edition,
                reason: reason,
                detail: ["movement": movement.description, "quantity": "\(counted ?? quantity)"]
            )
            return movement
        }
    }
}
