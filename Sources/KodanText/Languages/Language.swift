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
        for range in AcceptedRange.list(header) where range.weight > 0 {
            isSilent = false
            let language: Language? = range.name == "*" ? .japanese : Language(primaryTagOf: range.name)
            guard let language, range.weight > (best?.weight ?? 0) else { continue }
            best = (language, range.weight)
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

/// `1 day`, `3 days`; `many` where more than one are called otherwise than with an s.
public func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
}
