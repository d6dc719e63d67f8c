public import KodanDomain
import KodanStore
import Postgres

/// The file of a delivery for the sides of its lecture, who signed in or came by the link of the request's page.
///
/// It opens what the mailed links open, also when those have ended.
public struct OpenDelivery: Sendable {
    private let office: Office
    private let folder: MaterialFolder

    /// Works in `office`; the bytes lie in `folder`.
    public init(office: Office, folder: MaterialFolder) {
        self.office = office
        self.folder = folder
    }

    /// The file that was pinned when the delivery was planned; counted beside the mailed links, unless `isLook`.
    ///
    /// For the presenter, and the host of a lecture to which somebody is sent. Throws ``Refusal``: `notFound` for a
    /// delivery of another's lecture, `deliveryState` unless it is sent or received, `material(.noFile)`;
    /// ``FileProblem`` where the bytes are missing or not those that were filed.
    public func callAsFunction(
        _ id: MaterialDelivery.ID,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> (file: EditionFile, bytes: SpooledFile) {
        let reading = TransactionOptions(readOnly: true)
        let file = try await office.transaction(as: credential, reading, serving: .partOfRequest) { desk in
            let role = try desk.actor.role
            try desk.actor.require(.host, .presenter)
            guard let delivery = try DeliveryQueries(desk.session).delivery(id),
                let assignment = try AssignmentStore(desk.session).assignment(delivery.assignment),
                let request = try RequestStore(desk.session).request(assignment.request)
            else { throw Refusal.notFound(id.description) }
            guard role == .presenter || request.delivery == .dispatched else {
                throw Refusal.notPermitted(role)
            }
            guard [.sent, .received].contains(delivery.state) else {
                throw Refusal.deliveryState(id, delivery.state)
            }
            guard delivery.medium == .digital,
                let file = try EditionFileStore(desk.session).file(of: delivery.editionID)
            else { throw Refusal.material(.noFile(delivery.editionID)) }
            return file
        }
        let bytes = try folder.room.open(file)
        guard !isLook else { return (file, bytes) }
        try await office.transaction(as: credential, serving: .partOfRequest) { desk in
            let actor = try desk.actor
            try desk.asSystem {
                try MaterialLinkStore(desk.session).noteOpening(
                    of: id,
                    by: actor.role == .host ? .host : .presenter,
                    user: actor.user,
                    at: desk.now
                )
            }
        }
        return (file, bytes)
    }
}
