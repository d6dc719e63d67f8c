/// Why rows do not make a withholding table.
public enum WithholdingTableRefusal: Error, Equatable {
    /// Between the first and the last day of a class there is one without a rate.
    case gapInTime(WithholdingClass, on: LocalDate)
    /// On this day no rate covers the yen after this one.
    case gapInBands(WithholdingClass, on: LocalDate, after: Yen)
    /// On this day two rates cover the yen after this one.
    case overlap(WithholdingClass, on: LocalDate, after: Yen)
}

/// The rates of the withholding tax by class, payment date and band.
///
/// Every class has, on every day from its first to its last, bands that begin at zero, follow each other
/// and have no end; anything else is refused when the table is made.
public struct WithholdingTable: Sendable {
    /// The largest base, what the trailer of a bank file can hold; it keeps products far inside 64 bits.
    public static let largestBase = Yen(999_999_999_999)

    /// One class's bands over the days on which they do not change.
    private struct Period {
        let validity: DateRange
        let schedule: WithholdingSchedule
    }

    private let periods: [WithholdingClass: [Period]]

    /// Makes the table; refuses gaps and overlaps in time and in bands.
    public init(rates: [WithholdingRate]) throws(WithholdingTableRefusal) {
        var periods: [WithholdingClass: [Period]] = [:]
        for payeeClass in WithholdingClass.allCases {
            periods[payeeClass] = try WithholdingTable.periods(
                of: payeeClass,
                rates: rates.filter { $0.payeeClass == payeeClass }
            )
        }
        self.periods = periods
    }

    /// The tax on one payment: the sum over the bands of part × rate, its fraction of a yen dropped once.
    ///
    /// `base` is all that is paid to one payee on one date for lectures: lines are summed first, dates never
    /// (circular 205-1). `date` is the payment date. Fractions are dropped on income tax and surtaxes together
    /// (Tax Answer 2795). A domestic corporation's tax is zero; a non-resident has one flat band.
    public func withholding(
        on base: Yen,
        from payee: WithholdingClass,
        on date: LocalDate
    ) throws(WithholdingRefusal) -> Withholding {
        try check(base)
        let schedule = try schedule(for: payee, on: date)
        let used = schedule.bands.filter { $0.bandFrom == .zero || $0.bandFrom < base }
        return Withholding(tax: schedule.tax(on: base), base: base, rates: used)
    }

    /// The largest gross amount that leaves `net` after tax (手取契約).
    ///
    /// Source: circular 181–223共-4; rounded down to whole yen as in the tax office's example, 100,000 from
    /// 111,370. Some net amounts come from two gross amounts; this is the larger. The constants come from the
    /// table. A net promise with consumption tax beside it is ambiguous and not for this function: ask what was
    /// meant.
    public func grossUp(
        net: Yen,
        for payee: WithholdingClass,
        on date: LocalDate
    ) throws(WithholdingRefusal) -> GrossUp {
        try check(net)
        let gross = try schedule(for: payee, on: date).gross(leaving: net)
        return GrossUp(gross: gross, withholding: try withholding(on: gross, from: payee, on: date))
    }

    /// The days for which the table has rates for these payees; nil if it has none.
    public func days(of payee: WithholdingClass) -> DateRange? {
        guard let periods = periods[payee], let first = periods.first, let last = periods.last else {
            return nil
        }
        return DateRange(first: first.validity.first, last: last.validity.last)
    }

    /// The bands of these payees on a payment date.
    public func schedule(
        for payee: WithholdingClass,
        on date: LocalDate
    ) throws(WithholdingRefusal) -> WithholdingSchedule {
        guard let period = periods[payee]?.first(where: { $0.validity.contains(date) }) else {
            throw .outsideTable(payee, date)
        }
        return period.schedule
    }

    private func check(_ amount: Yen) throws(WithholdingRefusal) {
        guard amount >= .zero else { throw .negative(amount) }
        guard amount <= WithholdingTable.largestBase else { throw .tooLarge(amount) }
    }

    /// Cuts the days of one class where any of its rates begins or ends, and checks each piece.
    private static func periods(
        of payeeClass: WithholdingClass,
        rates: [WithholdingRate]
    ) throws(WithholdingTableRefusal) -> [Period] {
        let ends = rates.compactMap { $0.validity.last?.adding(days: 1) }
        let cuts = Set(rates.map(\.validity.first) + ends).sorted()
        let isOpen = rates.contains { $0.validity.last == nil }
        var periods: [Period] = []
        for (index, first) in cuts.enumerated() {
            let next = index + 1 < cuts.count ? cuts[index + 1] : nil
            // Behind the last end nothing is promised.
            guard next != nil || isOpen else { break }
            let bands = rates.filter { $0.validity.contains(first) }.sorted { $0.bandFrom < $1.bandFrom }
            guard !bands.isEmpty else { throw .gapInTime(payeeClass, on: first) }
            try checkBands(bands, of: payeeClass, on: first)
            guard let validity = DateRange(first: first, last: next?.adding(days: -1)) else { continue }
            periods.append(Period(validity: validity, schedule: WithholdingSchedule(bands: bands)))
        }
        return periods
    }

    private static func checkBands(
        _ bands: [WithholdingRate],
        of payeeClass: WithholdingClass,
        on date: LocalDate
    ) throws(WithholdingTableRefusal) {
        var reached: Yen? = .zero
        for band in bands {
            guard let end = reached, band.bandFrom >= end else {
                throw .overlap(payeeClass, on: date, after: band.bandFrom)
            }
            guard band.bandFrom == end else { throw .gapInBands(payeeClass, on: date, after: end) }
            reached = band.bandTo
        }
        if let end = reached { throw .gapInBands(payeeClass, on: date, after: end) }
    }
}
