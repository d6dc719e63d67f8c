public import KodanDomain
import KodanStore
import Postgres

/// Takes rates away that nothing was computed from, all or none: a row that was entered wrongly.
///
/// Where the bands of a tax go and others follow, those before them hold on until then, as before they came.
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
            if keys.contains(where: { $0.kind == .withholding }) { try desk.closeTaxGaps() }
            try desk.checkTaxBands(touchedBy: keys.map(\.kind))
        }
    }
}

extension Desk {
    /// Lets the bands of a tax hold until the day before the next ones of the same payees begin.
    fileprivate func closeTaxGaps() throws {
        let rates = try RateStore(session).rates(of: .withholding)
        for rate in rates {
            guard let last = rate.validity.last else { continue }
            let later = rates.filter { $0.subject == rate.subject && $0.validity.first > last }
            guard let next = later.map(\.validity.first).min(), next.adding(days: -1) > last else { continue }
            try moveEnd(of: rate, to: next.adding(days: -1))
        }
    }
}
