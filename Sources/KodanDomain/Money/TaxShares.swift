/// Why a payment's tax cannot be shared out.
public enum TaxSharesRefusal: Error, Equatable {
    /// The tax or a line is below zero.
    case negative
    /// The tax is more than all lines together, or there is no line to bear it.
    case taxExceedsLines
}

/// Shares a payment's tax out over its lines for ledgers and lists.
public enum TaxShares {
    /// One share per line, in order, whose sum is `tax` exactly.
    ///
    /// Largest remainder: each line gets its proportion rounded down, and the yen that are left go to the largest
    /// remainders, to the earlier line among equals. The tax is never computed again line by line: it sits on the
    /// payment (circular 205-1).
    public static func shares(of tax: Yen, over lines: [Yen]) throws(TaxSharesRefusal) -> [Yen] {
        guard tax >= .zero, lines.allSatisfy({ $0 >= .zero }) else { throw .negative }
        let total = lines.reduce(.zero, +)
        guard tax <= total else { throw .taxExceedsLines }
        guard total > .zero else { return lines }
        let whole = Int128(total.amount)
        let products = lines.map { Int128(tax.amount) * Int128($0.amount) }
        var shares = products.map { Int64($0 / whole) }
        let left = tax.amount - shares.reduce(0, +)
        let order = products.indices.sorted { first, second in
            let (one, other) = (products[first] % whole, products[second] % whole)
            return one == other ? first < second : one > other
        }
        for index in order.prefix(Int(left)) { shares[index] += 1 }
        return shares.map { Yen($0) }
    }
}
