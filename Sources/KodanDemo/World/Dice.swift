/// Numbers that look like chance and are the same for the same seed: SplitMix64 (Steele, Lea and Flood, 2014).
///
/// The standard library's generators are not used: their draws may differ between its versions.
struct Dice {
    private var state: UInt64

    /// The dice of `seed`.
    init(seed: UInt64) {
        state = seed
    }

    /// The dice of `seed` for one purpose: what one part draws does not move the others.
    init(seed: UInt64, for purpose: String) {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var mixed = Dice(seed: seed ^ hash)
        state = mixed.next()
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `count` - 1, each as likely as the others to one part in 2^40.
    mutating func below(_ count: Int) -> Int {
        precondition(count > 0 && count < 1 << 24, "one of at least one, and of less than 2^24")
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A number within `bounds`.
    mutating func within(_ bounds: ClosedRange<Int>) -> Int {
        bounds.lowerBound + below(bounds.count)
    }

    /// True in `percent` of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of `values`, which are not empty.
    mutating func pick<Values: RandomAccessCollection>(_ values: Values) -> Values.Element {
        values[values.index(values.startIndex, offsetBy: below(values.count))]
    }

    /// One of `values`, each as likely as its weight; the weights are not all zero.
    mutating func pick<Value>(_ values: [Value], by weight: (Value) -> Int) -> Value {
        let total = values.reduce(0) { $0 + weight($1) }
        precondition(total > 0, "something weighs more than nothing")
        var rest = Int(next().multipliedFullWidth(by: UInt64(total)).high)
        for value in values {
            rest -= weight(value)
            if rest < 0 { return value }
        }
        return values[values.count - 1]
    }

    /// `values` in another order (Fisher and Yates).
    mutating func shuffle<Value>(_ values: [Value]) -> [Value] {
        var values = values
        for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, below(last + 1)) }
        return values
    }
}
