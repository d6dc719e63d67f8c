/// One of the things that a client takes, as the headers `Accept` and `Accept-Language` name them.
public struct AcceptedRange: Sendable, Equatable {
    /// What it is called, in lower case: `text/csv`, `ja`, `*`.
    public let name: String
    /// How well it likes it, in thousandths; 0 is not at all.
    public let weight: Int

    /// What a header names, in its order, of the first 50 (RFC 9110, section 12.4.2).
    public static func list(_ header: String?) -> [AcceptedRange] {
        (header ?? "").split(separator: ",").prefix(50).compactMap { part in
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let name = pieces.first, !name.isEmpty else { return nil }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { thousandths($0.dropFirst(2)) }
            return AcceptedRange(name: name, weight: weight ?? 1000)
        }
    }

    /// `0.8` as 800; what is no weight counts as 0.
    private static func thousandths(_ text: Substring) -> Int {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int(parts[0]), (0...1).contains(whole) else { return 0 }
        guard parts.count == 2 else { return whole * 1000 }
        let digits = parts[1].prefix(3)
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return 0 }
        let padded = String(digits) + String(repeating: "0", count: 3 - digits.count)
        return min(1000, whole * 1000 + (Int(padded) ?? 0))
    }
}
