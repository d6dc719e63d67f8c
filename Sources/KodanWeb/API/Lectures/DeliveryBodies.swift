import KodanDomain

/// A delivery as JSON; fields that hold nothing are absent.
struct DeliveryEntryBody: Encodable {
    static let schema = Schema.named(
        "Delivery",
        .body([
            .required("id", .key(MaterialDelivery.self)), .required("state", .choice(DeliveryState.self)),
            .required("assignment", .key(Assignment.self)), .required("lecture_on", .day),
            .required("material", .code("slides")), .required("edition", .text("2026")),
            .required("edition_id", .key(Edition.self), "Pinned: a newer edition changes nothing here."),
            .required("medium", .choice(MaterialMedium.self)), .required("quantity", .count),
            .optional("ship_to", .text(Example.address)),
            .required("ship_by", .day), .optional("carrier_number", .text("1234-5678-9012")),
            .optional("sent_at", .instant), .optional("received_at", .instant),
            .optional("returned_at", .instant), .optional("returned_quantity", .count),
            .optional("used_at", .instant, "When the lecture that used this edition was attested."),
        ])
    )

    let id: String
    let state: String
    let assignment: String
    let lectureOn: String
    let material: String
    let edition: String
    let editionId: String
    let medium: String
    let quantity: Int
    let shipTo: String?
    let shipBy: String
    let carrierNumber: String?
    let sentAt: String?
    let receivedAt: String?
    let returnedAt: String?
    let returnedQuantity: Int?
    let usedAt: String?

    init(_ delivery: DeliveryEntry) {
        id = delivery.id.description
        state = delivery.state.rawValue
        assignment = delivery.assignment.description
        lectureOn = delivery.lectureOn.description
        material = delivery.material
        edition = delivery.edition
        editionId = delivery.editionID.description
        medium = delivery.medium.rawValue
        quantity = delivery.quantity
        shipTo = delivery.shipTo
        shipBy = delivery.shipBy.description
        carrierNumber = delivery.carrierNumber
        sentAt = delivery.sentAt?.description
        receivedAt = delivery.receivedAt?.description
        returnedAt = delivery.returnedAt?.description
        returnedQuantity = delivery.returnedQuantity
        usedAt = delivery.usedAt?.description
    }
}

extension Form {
    /// What is to become different of a delivery: `quantity`, `destination` or `ship_to`, `ship_by`.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func deliveryChange() throws -> DeliveryChange {
        enum Place: String, CaseIterable {
            case venue, organization
        }
        let quantity = integer("quantity", .optional)
        let place = choice("destination", .optional, of: Place.self)
        let shipTo = text("ship_to", .optional)
        let shipBy = day("ship_by", .optional)
        let destination: DeliveryDestination? =
            switch (shipTo, place) {
            case (let address?, _): .address(address)
            case (nil, .venue): .venue
            case (nil, .organization): .organization
            case (nil, nil): nil
            }
        let change = draft([:], repair: { _ in }) { () throws(FieldRefused) in
            try DeliveryChange(quantity: quantity, destination: destination, shipBy: shipBy)
        }
        try end()
        guard let change else { throw faults.problem }
        return change
    }
}
