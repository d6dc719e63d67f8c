public import KodanDomain
import KodanStore
import Postgres

/// Moves the last day of rates, all or none: earlier, as far as they were not used, or later.
public struct EndRates: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the rates `keys` on `last`, that day included.
    ///
    /// For an administrator. Refusals: `notFound`, `field` for a day before the first, `rateInTheWay`, `rateUsed`,
    /// `taxBandGap`.
    public func callAsFunction(
        _ keys: [RateKey],
        on last: LocalDate,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let store = RateStore(desk.session)
            for rate in try desk.lockRates(keys) {
                let first = rate.validity.first
                try DateRange(first...).require(last, as: .lastDay)
                let days = DateRange(first...last)
                if let other = try store.inTheWay(of: rate, on: days) { throw Refusal.rateInTheWay(other) }
                try desk.moveEnd(of: rate, to: last)
            }
            try desk.checkTaxBands(touchedBy: keys.map(\.kind))
        }
    }
}

extension Desk {
    /// The rates with these keys, each once, in order of kind and age; nobody else changes their tables meanwhile.
    func lockRates(_ keys: [RateKey]) throws -> [Rate] {
        let store = RateStore(session)
        var found: [Rate] = []
        let wanted = Set(keys)
        for kind in RateKind.allCases where wanted.contains(where: { $0.kind == kind }) {
            try store.lock(kind)
            found += try store.rates(of: kind).filter { $0.key.map(wanted.contains) ?? false }
        }
        if let missing = wanted.subtracting(found.compactMap(\.key)).min() {
            throw Refusal.notFound("\(missing)")
        }
        return found
    }
}
