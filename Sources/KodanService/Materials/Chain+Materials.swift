import KodanDomain
import KodanStore
import Postgres

extension Chain {
    /// Plans what goes out for a lecture, as ``MaterialStore/plan(for:_:orAll:copies:shipTo:leaving:at:)`` has it, and
    /// records it; the request is locked.
    ///
    /// Copies go to the venue, or to the organization where there is none; without either nothing printed is planned.
    @discardableResult
    func planMaterials(
        for id: Assignment.ID,
        _ materials: [Material.ID] = [],
        orAll: Bool = false
    ) throws -> [MaterialDelivery.ID] {
        let planned = try desk.asSystem { () -> [MaterialDelivery.ID] in
            guard let assignment = try AssignmentStore(desk.session).assignment(id) else { return [] }
            let store = MaterialStore(desk.session)
            let needs = try store.needs(of: assignment.request)
            let address = needs.venue ?? needs.organization
            return try store.plan(
                for: assignment,
                materials,
                orAll: orAll,
                copies: address == nil ? 0 : needs.copies,
                shipTo: address,
                leaving: try shippingDays(for: assignment.during.date, in: needs.prefecture),
                at: desk.now
            )
        }
        for delivery in planned {
            try desk.record("delivery.planned", delivery, detail: ["assignment": "\(id)"])
        }
        return planned
    }

    /// By when materials leave for a lecture on `day`, by the office's own days.
    func shippingDays(for day: LocalDate, in prefecture: PrefectureCode?) throws -> ShippingDays {
        let holidays = try RateStore(desk.session).holidays()
        return desk.shipping.days(for: day, in: prefecture, .office(holidays), asOf: desk.now.date)
    }

    /// Frees what was planned for a lecture that is off, ends its links, and asks on the desk for copies that were
    /// sent.
    func freeMaterials(of id: Assignment.ID) throws {
        let freed = try MaterialStore(desk.session).free(from: id, at: desk.now)
        if !freed.isEmpty {
            try MaterialLinkStore(desk.session).revoke(of: freed, at: desk.now)
            try desk.record("delivery.returned", each: freed)
        }
        let entries = try MaterialDeskStore(desk.session).bringUp(of: id, at: desk.now)
        if !entries.isEmpty { try desk.record("desk.opened", each: entries) }
    }

    /// Sends one side a fresh link to the file of a delivery, in the transaction of its mail; the link before it ends.
    func sendLink(_ link: NewLink, of delivery: StoredDelivery, to side: Side) throws -> MaterialLink.ID {
        guard let assignment = try AssignmentStore(desk.session).assignment(delivery.assignment),
            let request = try RequestStore(desk.session).request(assignment.request)
        else { throw Refusal.notFound("\(delivery.id)") }
        let expiry = max(assignment.during.end, desk.now).adding(days: link.days)
        let id = try MaterialLinkStore(desk.session).replace(
            SecretText.digest(of: link.secret),
            of: delivery.id,
            for: side,
            until: expiry,
            uses: link.uses,
            by: desk.actor.user,
            at: desk.now
        )
        let values = [
            "material": delivery.title, "deadline": "\(expiry)", "sealed_link": link.sealed,
        ]
        switch side {
        case .presenter:
            try tellPresenter(
                assignment.presenter,
                "material_link",
                about: delivery.id,
                request,
                assignment.during,
                values,
                assignment: assignment.id
            )
        case .host, .body:
            try tellHost(
                "material_link",
                request,
                assignment.during,
                values,
                assignment: assignment.id,
                about: delivery.id
            )
        }
        try desk.record(
            "link.sent",
            id,
            detail: ["delivery": "\(delivery.id)", "side": side.rawValue]
        )
        return id
    }
}

/// A link before it is sent.
struct NewLink: Sendable {
    let secret: String
    let sealed: String
    /// For so many days after the lecture it serves.
    let days: Int
    /// So often it may be used.
    let uses: Int

    /// A link with a fresh secret, by the rules of `office`.
    init(_ office: Office) throws {
        secret = SecretText.material.make(from: office.chance.bytes(32))
        sealed = try office.vault.sealLink(secret)
        days = office.rules.materialLinkDays
        uses = office.rules.materialLinkUses
    }
}
