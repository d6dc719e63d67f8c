public import KodanDomain
import KodanStore
import Postgres

/// Takes rates away that nothing was computed from, all or none: a row that was entered wrongly.
public struct RemoveRates: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Removes the rates `keys`; the record keeps what they said.
    ///
    /// For an administrator. Refusals: `notFound`, `rateUsed`, `taxBandGap`.
    public func callAsFunction(_ keys: [RateKey], as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let store = RateStore(desk.session)
            for rate in try desk.lockRates(keys) {
                guard let key = rate.key else { continue }
                try refusing([key.kind.keptBy: .rateUsed(key)]) { try store.remove(key) }
                try desk.record("rate.removed", key, detail: rate.recorded)
            }
            try desk.checkTaxBands(touchedBy: keys.map(\.kind))
        }
    }
}
