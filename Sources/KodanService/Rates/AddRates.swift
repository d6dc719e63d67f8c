public import KodanDomain
import KodanStore
import Postgres

/// Adds rows to the dated tables, all or none; the bands of a tax come together.
///
/// New bands of a tax end those that they follow, on the day before: ended alone, those would leave a gap before what
/// follows them, and the new ones could not come while the old ones hold.
public struct AddRates: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds `rates` and returns their keys in the same order.
    ///
    /// For an administrator. Refusals: `unknownCode`, `rateInTheWay`, `rateUsed` where new bands of a tax would end
    /// others before their last use, `taxBandGap`.
    public func callAsFunction(_ rates: [Rate], as credential: Credential) async throws -> [RateKey] {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let store = RateStore(desk.session)
            for kind in RateKind.allCases where rates.contains(where: { $0.kind == kind }) {
                try store.lock(kind)
            }
            try desk.endTaxBands(before: rates)
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
    /// Ends the bands of a tax that hold when new ones of the same payees begin, and began before them.
    fileprivate func endTaxBands(before rates: [Rate]) throws {
        let store = RateStore(session)
        for rate in rates where rate.kind == .withholding {
            let first = rate.validity.first
            let last = first.adding(days: -1)
            let running = try store.rates(of: .withholding).filter { old in
                old.subject == rate.subject && old.validity.contains(first) && old.validity.contains(last)
            }
            for old in running { try moveEnd(of: old, to: last) }
        }
    }

    /// Moves the last day of a rate, and records it.
    ///
    /// Throws ``KodanDomain/Refusal/rateUsed(_:)`` where amounts were computed from it later than that.
    func moveEnd(of rate: Rate, to last: LocalDate) throws {
        guard let key = rate.key, let days = DateRange(first: rate.validity.first, last: last) else { return }
        try refusing([key.kind.keptBy: .rateUsed(key)]) { try RateStore(session).end(key, on: last) }
        try record("rate.ended", key, detail: ["valid": "\(days)", "was": "\(rate.validity)"])
    }

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
