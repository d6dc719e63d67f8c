import KodanDomain
import KodanPages
import KodanService

/// The materials of a lecture on the pages of its request and of itself.
extension Visit {
    /// What was planned, sent and received for a lecture; `isSelfHosted` where its presenter asked for it.
    func materials(of assignment: Assignment.ID, isSelfHosted: Bool) async throws -> [Block] {
        let page = try await ReadDeliveries(office: office)(of: assignment, limit: .most, as: try asker())
        let isSide = role == .presenter || (role == .host && !isSelfHosted)
        return LectureMaterials.blocks(
            page.items,
            for: LectureMaterials.Reader(
                opens: isSide ? opening : nil,
                receives: role == (isSelfHosted ? .presenter : .host),
                seesDelivery: isOne(of: DeliveryPages.readers)
            )
        )
    }

    private var opening: LectureMaterials.Opening {
        if case .request(let text) = link {
            return { "/v1/request-pages/\(text.percentEncoded)/deliveries/\($0)/file" }
        }
        return { "/v1/deliveries/\($0)/file" }
    }

    /// Says of each delivery that was ticked that it arrived.
    ///
    /// Throws ``Problem`` where none was.
    func receive(_ form: TypedForm) async throws {
        let arrived = form.values.compactMap { name, value in
            value == "true" ? MaterialDelivery.ID(name) : nil
        }
        guard !arrived.isEmpty else { throw Problem.missing("receive") }
        for delivery in arrived.sorted() {
            try await DeliverMaterials(office: office).receive(delivery, as: try asker())
        }
    }
}
