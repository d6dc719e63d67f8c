/// A language in which Kodan speaks to people.
public enum Language: String, Sendable, CaseIterable {
    /// 日本語.
    case japanese = "ja"
    /// English.
    case english = "en"

    /// The language that a browser likes best of those spoken here (RFC 9110, section 12.5.4).
    ///
    /// Japanese where it says nothing or takes any; English where it names only others.
    public init(acceptLanguage header: String?) {
        var best: (language: Language, weight: Int)?
        var isSilent = true
        for part in (header ?? "").split(separator: ",").prefix(50) {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let range = pieces.first, !range.isEmpty else { continue }
            let weight =
                pieces.dropFirst().first { $0.hasPrefix("q=") }.map { thousandths($0.dropFirst(2)) } ?? 1000
            guard weight > 0 else { continue }
            isSilent = false
            let language: Language? = range == "*" ? .japanese : Language(primaryTagOf: range)
            guard let language, weight > (best?.weight ?? 0) else { continue }
            best = (language, weight)
        }
        self = best?.language ?? (isSilent ? .japanese : .english)
    }

    /// The language of a terminal, from `LC_ALL`, `LC_MESSAGES` or `LANG`: `ja_JP.UTF-8`; English for any other.
    public init(locale: String?) {
        self = locale.flatMap { Language(primaryTagOf: $0.lowercased()) } ?? .english
    }

    private init?(primaryTagOf text: String) {
        guard let tag = text.split(whereSeparator: { "-_.@".contains($0) }).first else { return nil }
        self.init(rawValue: String(tag))
    }

    /// The text of this language.
    func callAsFunction(
        _ japanese: @autoclosure () -> String,
        _ english: @autoclosure () -> String
    ) -> String {
        switch self {
        case .japanese: japanese()
        case .english: english()
        }
    }

    /// Entries of a list: `A、B`, `A, B`.
    func list(_ entries: [String]) -> String { entries.joined(separator: self("、", ", ")) }
}

/// `0.8` as 800; what is no weight counts as 0.
private func thousandths(_ text: Substring) -> Int {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]), (0...1).contains(whole) else { return 0 }
    guard parts.count == 2 else { return whole * 1000 }
    let digits = parts[1].prefix(3)
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return 0 }
    let padded = String(digits) + String(repeating: "0", count: 3 - digits.count)
    return min(1000, whole * 1000 + (Int(padded) ?? 0))
}

/// `1 day`, `3 days`.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
}
