/// The bands of one class of payees on days on which they do not change: the arithmetic of the tax.
///
/// ``WithholdingTable`` makes it and vouches for its bands: the first begins at zero, each begins where the one
/// before it ends, the last has no end.
public struct WithholdingSchedule: Hashable, Sendable {
    /// The rows, lowest band first.
    public let bands: [WithholdingRate]
    private let ends: [Int64]
    private let rates: [Int64]

    init(bands: [WithholdingRate]) {
        self.bands = bands
        ends = bands.map { $0.bandTo?.amount ?? .max }
        rates = bands.map(\.rateBasisPoints)
    }

    /// The sum over the bands of part × rate, its fraction of a yen dropped once, on all taxes together.
    ///
    /// The base must lie between zero and ``WithholdingTable/largestBase``.
    public func tax(on base: Yen) -> Yen {
        let amount = base.amount
        precondition(amount >= 0, "a red entry copies the tax of its original")
        var sum: Int64 = 0
        var start: Int64 = 0
        var index = 0
        while index < rates.count, amount > start {
            let end = ends[index]
            sum += ((amount < end ? amount : end) - start) * rates[index]
            start = end
            index += 1
        }
        return Yen(sum / 10_000)
    }

    /// The largest gross amount that leaves `net` after tax; `net` bounded as a base is.
    ///
    /// In a band that begins at f with rate r, after a tax of t on what lies below it, a gross amount G leaves
    /// G − t − (G − f) r; solved for G and rounded down (circular 181–223共-4).
    public func gross(leaving net: Yen) -> Yen {
        precondition(net >= .zero, "nobody is promised less than nothing")
        var taxBelow: Int64 = 0
        var start: Int64 = 0
        var gross: Int64 = 0
        for (end, rate) in zip(ends, rates) {
            gross = (net.amount * 10_000 + taxBelow - start * rate) / (10_000 - rate)
            // At its very end the next band may reach a yen further, and at least as far.
            if gross < end { break }
            taxBelow += (end - start) * rate
            start = end
        }
        return Yen(gross)
    }
}
