import KodanDomain
import KodanStore
import Postgres

/// Links to digital materials go out by themselves when their day has come (デジタル資料の自動送付).
public struct SendDigitalMaterials: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Mails what is due and says how many deliveries and links that was, at most `limit` of each in one call.
    ///
    /// A planned digital delivery is due on its day (``ShippingTable/digitalDays`` before the lecture, or at once where
    /// that has passed) if its edition has a file here; both sides get their links as if a clerk had sent it
    /// (``DeliverMaterials/send(_:carrierNumber:as:)``). A link that would end before its lecture, which has moved to a
    /// later day, is replaced by a fresh one.
    ///
    /// Run by the worker. Each is claimed and mailed in a transaction of its own: no two workers send the same, and
    /// what a worker leaves behind that dies is sent by another, once.
    public func callAsFunction(limit: Int = 1000) async throws -> Int {
        var count = 0
        for _ in 0..<limit {
            guard try await sendNext() else { break }
            count += 1
        }
        for _ in 0..<limit {
            guard try await renewNext() else { break }
            count += 1
        }
        return count
    }

    private func sendNext() async throws -> Bool {
        try await office.transaction(as: .system) { [office] desk in
            let store = MaterialStore(desk.session)
            guard let id = try DigitalMaterialStore(desk.session).claimDue(at: desk.now),
                let delivery = try store.lock(id)
            else { return false }
            try store.setSent(id, carrierNumber: nil, at: desk.now)
            try desk.record("delivery.sent", id)
            let chain = Chain(desk: desk)
            for side in [Side.presenter, .host] where try chain.takesLinks(side, of: delivery) {
                _ = try chain.sendLink(try NewLink(office), of: delivery, to: side)
            }
            return true
        }
    }

    private func renewNext() async throws -> Bool {
        try await office.transaction(as: .system) { [office] desk in
            guard let ending = try DigitalMaterialStore(desk.session).claimEndingEarly(at: desk.now),
                let delivery = try MaterialStore(desk.session).lock(ending.delivery)
            else { return false }
            _ = try Chain(desk: desk).sendLink(try NewLink(office), of: delivery, to: ending.side)
            return true
        }
    }
}
