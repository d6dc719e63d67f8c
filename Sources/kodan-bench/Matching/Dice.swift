/// Numbers that look drawn, the same for the same seed on every machine: SplitMix64 (Steele, Lea, Flood 2014).
struct Dice {
    private var state: UInt64

    /// Dice that fall as `seed` says.
    init(seed: UInt64) { state = seed }

    /// 64 bits.
    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 up to but not 1.
    mutating func part() -> Double { Double(bits() >> 11) * 0x1p-53 }

    /// A whole number from 0 up to but not `count`.
    mutating func below(_ count: Int) -> Int { Int(part() * Double(count)) }

    /// About a bell curve around 0 with a standard deviation of 1, never beyond 4.2: the sum of six even throws, which
    /// needs no function whose last digit differs between machines.
    mutating func bell() -> Double {
        var sum = 0.0
        for _ in 0..<6 { sum += part() - 0.5 }
        return sum * 2.0.squareRoot()
    }

    /// A position in `weights`, as likely as its share of their sum.
    mutating func position(in weights: [Double]) -> Int {
        var rest = part() * weights.reduce(0, +)
        for (position, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return position }
        }
        return weights.count - 1
    }
}
