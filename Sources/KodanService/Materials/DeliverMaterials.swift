public import KodanDomain
import KodanStore
import Postgres

/// Slides, leaflets and guideline parts go out for a lecture (資料提供).
///
/// For clerks and coordinators.
public struct DeliverMaterials: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Plans deliveries for a bound presenter's lecture: the newest editions of `materials`, else of the pack of its
    /// programme and topic, else of the whole catalogue; printed ones as many as wished, to leave as
    /// ``OfficeRules/shipping`` has it.
    ///
    /// Materials that are planned or on their way are passed over; what came back is planned again. Refuses a material
    /// that stands twice, which may be a slip for another.
    public func plan(
        for id: Assignment.ID,
        _ materials: [Material.ID] = [],
        as credential: Credential
    ) async throws -> [MaterialDelivery.ID] {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            guard materials.count <= MaterialPack.limit else {
                throw Refusal.field(FieldRefused(.materials, expected: .count(0...MaterialPack.limit)))
            }
            _ = try refusingField { () throws(FieldRefused) in try materials.eachOnce(.materials) }
            let store = AssignmentStore(desk.session)
            guard let seen = try store.assignment(id),
                try RequestStore(desk.session).request(seen.request) != nil
            else { throw Refusal.notFound("\(id)") }
            if let unknown = try MaterialStore(desk.session).unknown(of: materials) {
                throw Refusal.notFound("\(unknown)")
            }
            // A clerk changes no request, but its lock keeps the presenter from withdrawing meanwhile.
            let (assignment, _) = try desk.asSystem { try Chain(desk: desk).lock(id) }
            guard AssignmentState.binding.contains(assignment.state) else {
                throw Refusal.assignmentState(id, assignment.state)
            }
            return try Chain(desk: desk).planMaterials(for: id, materials, orAll: true)
        }
    }

    /// Changes quantity, address or day of a delivery that has not left.
    ///
    /// Refuses one that left, more than one copy and an address of what is digital, a destination that the lecture does
    /// not have, and a day in the past or behind the lecture.
    public func change(
        _ id: MaterialDelivery.ID,
        _ change: DeliveryChange,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            let (delivery, assignment) = try lock(id, desk)
            guard delivery.state == .planned else { throw Refusal.deliveryState(id, delivery.state) }
            if delivery.medium == .digital {
                let isOfPaper = change.quantity ?? 1 != 1 || change.destination != nil
                guard !isOfPaper else { throw Refusal.material(.notPrinted(delivery.edition)) }
            }
            let store = MaterialStore(desk.session)
            var address: String?
            if let destination = change.destination {
                let needs = try desk.asSystem { try store.needs(of: assignment.request) }
                switch destination {
                case .venue: address = needs.venue
                case .organization: address = needs.organization
                case .address(let text): address = text
                }
                guard address != nil else { throw Refusal.field(FieldRefused(.shipTo, expected: .present)) }
            }
            if let day = change.shipBy {
                let today = desk.now.date
                let last = max(today, assignment.during.date)
                try DateRange(today...last).require(day, as: .shipBy)
            }
            try store.change(id, quantity: change.quantity, shipTo: address, shipBy: change.shipBy)
            try desk.record("delivery.changed", id)
        }
    }

    /// Records that a delivery was sent, with the carrier's number where there is one.
    ///
    /// Copies leave the stock; a file goes to both sides by links, unless the edition has none here and goes out some
    /// other way. Throws ``Refusal`` `material(.stockShort)`.
    public func send(
        _ id: MaterialDelivery.ID,
        carrierNumber: String? = nil,
        as credential: Credential
    ) async throws {
        let links = try [(Side.presenter, NewLink(office)), (Side.host, NewLink(office))]
        try await office.transaction(as: credential) { desk in
            let delivery = try step(id, .send, desk).delivery
            let number = try refusingField { () throws(FieldRefused) in
                try carrierNumber?.plainText(.carrierNumber, atMost: 50)
            }
            let store = MaterialStore(desk.session)
            if delivery.medium == .printed {
                let short = Refusal.material(.stockShort(delivery.edition, wanted: delivery.quantity))
                _ = try refusing(["edition_stock_on_hand": short]) {
                    try move(delivery, .sent, -delivery.quantity, desk)
                }
            }
            try store.setSent(id, carrierNumber: number, at: desk.now)
            try desk.record("delivery.sent", id)
            guard delivery.medium == .digital, delivery.hasFile else { return }
            try desk.asSystem {
                let chain = Chain(desk: desk)
                for (side, link) in links where try chain.takesLinks(side, of: delivery) {
                    _ = try chain.sendLink(link, of: delivery, to: side)
                }
            }
        }
    }

    /// Records that a delivery arrived.
    ///
    /// Whoever gets the parcel says so, too: the host of a lecture to which somebody is sent, and the presenter of one
    /// that they hold themself. Refuses them what is not on paper, which no parcel brings. Clerks and coordinators name
    /// who told them.
    public func receive(
        _ id: MaterialDelivery.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .partOfRequest) { desk in
            if [.host, .presenter].contains(try desk.actor.role) {
                try desk.requireReceiver(of: id)
                try desk.asSystem {
                    guard let delivery = try MaterialStore(desk.session).lock(id) else {
                        throw Refusal.notFound("\(id)")
                    }
                    guard (try? delivery.state.after(.receive)) != nil else {
                        throw Refusal.deliveryState(id, delivery.state)
                    }
                    try MaterialStore(desk.session).setReceived(id, at: desk.now)
                }
            } else {
                _ = try step(id, .receive, desk)
                try MaterialStore(desk.session).setReceived(id, at: desk.now)
            }
            try desk.record("delivery.received", id, onBehalfOf: onBehalfOf)
        }
    }

    /// Records that what was planned is freed, and what was sent or received comes back to stock (返却): `quantity`
    /// copies, or all if nobody says.
    ///
    /// Links to what is digital end. Refuses more than were sent.
    public func takeBack(
        _ id: MaterialDelivery.ID,
        quantity: Int? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            let delivery = try step(id, .takeBack, desk).delivery
            let isBack = delivery.medium == .printed && delivery.state != .planned
            let most = isBack ? delivery.quantity : 0
            if let quantity, !(0...most).contains(quantity) {
                throw Refusal.field(FieldRefused(.quantity, expected: .integer(0...most)))
            }
            let count = quantity ?? most
            if count > 0 { _ = try move(delivery, .returned, count, desk) }
            try MaterialStore(desk.session).setReturned(id, quantity: isBack ? count : nil, at: desk.now)
            try MaterialLinkStore(desk.session).revoke(of: [id], at: desk.now)
            try desk.record("delivery.returned", id, detail: isBack ? ["quantity": "\(count)"] : [:])
        }
    }

    private func move(
        _ delivery: StoredDelivery,
        _ kind: StockMovementKind,
        _ quantity: Int,
        _ desk: Desk
    ) throws -> StockMovement.ID {
        try StockStore(desk.session).move(
            delivery.edition,
            kind,
            quantity,
            with: delivery.id,
            by: desk.actor.user,
            at: desk.now
        )
    }

    private func step(
        _ id: MaterialDelivery.ID,
        _ event: DeliveryEvent,
        _ desk: Desk
    ) throws -> (delivery: StoredDelivery, assignment: StoredAssignment) {
        let found = try lock(id, desk)
        guard (try? found.delivery.state.after(event)) != nil else {
            throw Refusal.deliveryState(id, found.delivery.state)
        }
        return found
    }

    private func lock(
        _ id: MaterialDelivery.ID,
        _ desk: Desk
    ) throws -> (delivery: StoredDelivery, assignment: StoredAssignment) {
        try desk.actor.require(.clerk, .coordinator)
        return try desk.lockedDelivery(id)
    }
}

extension Desk {
    /// The delivery, locked, and its lecture, whose request the actor may see.
    func lockedDelivery(
        _ id: MaterialDelivery.ID
    ) throws -> (delivery: StoredDelivery, assignment: StoredAssignment) {
        guard let delivery = try MaterialStore(session).lock(id),
            let assignment = try AssignmentStore(session).assignment(delivery.assignment),
            try RequestStore(session).request(assignment.request) != nil
        else { throw Refusal.notFound("\(id)") }
        return (delivery, assignment)
    }

    /// Lets in whoever gets the parcel of a delivery.
    fileprivate func requireReceiver(of id: MaterialDelivery.ID) throws {
        let role = try actor.role
        guard let delivery = try DeliveryQueries(session).delivery(id),
            let assignment = try AssignmentStore(session).assignment(delivery.assignment),
            let request = try RequestStore(session).request(assignment.request)
        else { throw Refusal.notFound("\(id)") }
        guard (request.delivery == .dispatched) == (role == .host) else { throw Refusal.notPermitted(role) }
        guard delivery.medium == .printed else { throw Refusal.material(.notPrinted(delivery.editionID)) }
    }
}
