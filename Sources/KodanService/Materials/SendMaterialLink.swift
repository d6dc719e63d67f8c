public import KodanDomain
import KodanStore
import Postgres

/// A side is sent a fresh link to the file of a delivery (資料リンクの再送).
///
/// For clerks and coordinators.
public struct SendMaterialLink: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Mails the link, which nobody else sees; the one before serves no more.
    ///
    /// Throws ``Refusal``: `notFound`, `deliveryState` unless the delivery is sent or received, `material(.noFile)`,
    /// `field` for a side that gets none.
    public func callAsFunction(
        of id: MaterialDelivery.ID,
        to side: Side,
        as credential: Credential
    ) async throws -> MaterialLink.ID {
        let link = try NewLink(office)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            let (delivery, assignment) = try desk.lockedDelivery(id)
            guard [.sent, .received].contains(delivery.state) else {
                throw Refusal.deliveryState(id, delivery.state)
            }
            guard delivery.medium == .digital, delivery.hasFile else {
                throw Refusal.material(.noFile(delivery.edition))
            }
            guard AssignmentState.binding.contains(assignment.state) else {
                throw Refusal.assignmentState(assignment.id, assignment.state)
            }
            return try desk.asSystem {
                let chain = Chain(desk: desk)
                guard try chain.takesLinks(side, of: delivery) else {
                    throw Refusal.field(FieldRefused(.by, expected: .oneOf([Side.presenter.rawValue])))
                }
                return try chain.sendLink(link, of: delivery, to: side)
            }
        }
    }
}
