import KodanDomain
import KodanPages
import KodanService
import KodanText

/// What the forms on a delivery's page do.
enum DeliverySteps {
    static let all: [String: PageStepHandler] = [
        "send": .changes(send), "receive": .changes(receive), "take_back": .changes(takeBack),
        "change": .changes(change), "send_link": .changes(sendLink), "revoke_link": .changes(revokeLink),
    ]

    @Sendable private static func send(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let asker = try visit.session()
        let id: MaterialDelivery.ID = try visit.key()
        var sent = [id]
        if form.isTicked("whole_parcel") {
            let read = ReadDeliveries(office: visit.office)
            let first = try await read(id, as: asker)
            let others = try await read(of: first.assignment, limit: .most, as: asker).items
            sent += others.filter { $0.id != id && first.isPacked(with: $0) }.map(\.id)
        }
        for delivery in sent {
            try await DeliverMaterials(office: visit.office).send(
                delivery,
                carrierNumber: form["carrier_number"],
                as: asker
            )
        }
        return try visit.delivery(done: "sent")
    }

    @Sendable private static func receive(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await DeliverMaterials(office: visit.office).receive(
            try visit.key(),
            onBehalfOf: form.caller,
            as: try visit.session()
        )
        return try visit.delivery(done: "received")
    }

    @Sendable private static func takeBack(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body(numbers: ["quantity"])
        let quantity = body.integer("quantity", .optional)
        try body.end()
        try await DeliverMaterials(office: visit.office).takeBack(
            try visit.key(),
            quantity: quantity,
            as: try visit.session()
        )
        return try visit.delivery(done: "returned")
    }

    @Sendable private static func change(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await DeliverMaterials(office: visit.office).change(
            try visit.key(),
            try form.body(numbers: ["quantity"]).deliveryChange(),
            as: try visit.session()
        )
        return try visit.delivery(done: "changed")
    }

    @Sendable private static func sendLink(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        guard let side = form["side"].flatMap({ Side(rawValue: $0) }) else { throw Problem.missing("side") }
        _ = try await SendMaterialLink(office: visit.office)(
            of: try visit.key(),
            to: side,
            as: try visit.session()
        )
        return try visit.delivery(done: "linked")
    }

    @Sendable private static func revokeLink(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await RevokeMaterialLink(office: visit.office)(
            try visit.key("link_id", in: form),
            as: try visit.session()
        )
        return try visit.delivery(done: "revoked")
    }
}

extension Visit {
    /// Back to the delivery's page.
    fileprivate func delivery(done: String) throws(Refusal) -> PagePath {
        let id: MaterialDelivery.ID = try key()
        return PagePath("/deliveries/\(id)", done: done)
    }
}
