public import KodanDomain
import KodanStore
import Postgres

/// Adds rows to the dated tables, all or none; the bands of a tax come together.
public struct AddRates: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds `rates` and returns their keys in the same order.
    ///
    /// For an administrator. Refusals: `unknownCode`, `rateInTheWay`, `taxBandGap`.
    public func callAsFunction(_ rates: [Rate], as credential: Credential) async throws -> [RateKey] {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let store = RateStore(desk.session)
            for kind in RateKind.allCases where rates.contains(where: { $0.kind == kind }) {
                try store.lock(kind)
            }
            var keys: [RateKey] = []
            for rate in rates {
                if let unknown = try store.unknownCode(in: rate) {
                    throw Refusal.unknownCode(unknown.field, unknown.code)
                }
                if let other = try store.inTheWay(of: rate, on: rate.validity) {
                    throw Refusal.rateInTheWay(other)
                }
                let key = try store.add(rate)
                try desk.record("rate.added", key, detail: rate.recorded)
                keys.append(key)
            }
            try desk.checkTaxBands(touchedBy: rates.map(\.kind))
            return keys
        }
    }
}

extension Desk {
    /// Refuses a withholding table with gaps, after a change of rates of these kinds.
    func checkTaxBands(touchedBy kinds: [RateKind]) throws {
        guard kinds.contains(.withholding) else { return }
        let rates = try RateStore(session).bareWithholdingRates()
        do throws(WithholdingTableRefusal) {
            _ = try WithholdingTable(rates: rates)
        } catch {
            switch error {
            case .gapInTime(let payees, let day), .gapInBands(let payees, let day, _),
                .overlap(let payees, let day, _):
                throw Refusal.taxBandGap(payees, day)
            }
        }
    }
}

extension Rate {
    /// What the record keeps beside the key: words of tables, no personal values.
    var recorded: [String: String] { ["of": subject, "valid": validity.description] }
}
