public import KodanDomain
import KodanStore
import Postgres

/// Slides, leaflets and guideline parts go out for a lecture (資料提供).
public struct DeliverMaterials: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Plans the deliveries for a bound presenter's lecture: the newest editions, printed ones as many as
    /// wished, to be sent ``OfficeRules/shipDaysBefore`` days before.
    ///
    /// What is planned already is passed over.
    public func plan(
        for id: Assignment.ID,
        as credential: Credential
    ) async throws -> [MaterialDelivery.ID] {
        let shipDays = office.rules.shipDaysBefore
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            let store = AssignmentStore(desk.session)
            guard let seen = try store.assignment(id),
                try RequestStore(desk.session).request(seen.request) != nil
            else { throw Refusal.notFound("\(id)") }
            // A clerk changes no request, but its lock keeps the presenter from withdrawing meanwhile.
            let (assignment, request) = try desk.asSystem { try Chain(desk: desk).lock(id) }
            guard AssignmentState.binding.contains(assignment.state) else {
                throw Refusal.assignmentState(id, assignment.state)
            }
            let place = [request.venueAddress, request.venueName].compactMap { $0 }.joined(separator: " ")
            let address = String(String.UnicodeScalarView(place.unicodeScalars.prefix(300)))
            let deliveries = try MaterialStore(desk.session).plan(
                for: assignment,
                copies: address.isEmpty ? 0 : request.printedCopies,
                shipTo: address.isEmpty ? nil : address,
                shipBy: assignment.during.date.adding(days: -shipDays),
                at: desk.now
            )
            for delivery in deliveries {
                try desk.record("delivery.planned", delivery, detail: ["assignment": "\(id)"])
            }
            return deliveries
        }
    }

    /// Records that a delivery was sent, with the carrier's number where there is one.
    public func send(
        _ id: MaterialDelivery.ID,
        carrierNumber: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            try check(id, .send, desk)
            let number = try refusingField { () throws(FieldRefused) in
                try carrierNumber?.plainText(.carrierNumber, atMost: 50)
            }
            try MaterialStore(desk.session).setSent(id, carrierNumber: number, at: desk.now)
            try desk.record("delivery.sent", id)
        }
    }

    /// Records that a delivery arrived.
    public func receive(_ id: MaterialDelivery.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            try check(id, .receive, desk)
            try MaterialStore(desk.session).setReceived(id, at: desk.now)
            try desk.record("delivery.received", id)
        }
    }

    /// Records that what was planned or sent comes back to stock (返却).
    public func takeBack(_ id: MaterialDelivery.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            try check(id, .takeBack, desk)
            try MaterialStore(desk.session).setReturned(id)
            try desk.record("delivery.returned", id)
        }
    }

    private func check(_ id: MaterialDelivery.ID, _ event: DeliveryEvent, _ desk: Desk) throws {
        guard let delivery = try MaterialStore(desk.session).lock(id),
            let assignment = try AssignmentStore(desk.session).assignment(delivery.assignment),
            try RequestStore(desk.session).request(assignment.request) != nil
        else { throw Refusal.notFound("\(id)") }
        guard (try? delivery.state.after(event)) != nil else {
            throw Refusal.deliveryState(id, delivery.state)
        }
    }
}
