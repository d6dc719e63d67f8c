public import KodanMatching

/// Why a match found nobody, from the reason that is stored with the request.
public enum UnmatchedText {
    /// The reason as a sentence; nil for what is no reason of a match.
    ///
    /// Reads `too_late`, `given_to_others 3` and `nobody outOfReach=812 topicMissing=266`.
    public static func sentence(_ code: String, in language: Language) -> String? {
        let words = code.split(separator: " ")
        switch words.first {
        case "too_late" where words.count == 1:
            return language(
                "希望日時がすべて過ぎています。新しい希望日時をご指定ください。",
                "All wished times have passed. Please name new ones."
            )
        case "given_to_others" where words.count == 2:
            guard let count = Int(words[1]), count > 0 else { return nil }
            return givenToOthers(presenters: count, in: language)
        case "nobody":
            return nobody(words.dropFirst(), language)
        default:
            return nil
        }
    }

    /// That nobody is eligible, with the rules that refused and how many presenters each.
    public static func sentence(_ tally: RefusalTally, in language: Language) -> String {
        nobody(tally.leadingRules.map { count($0.presenters, refusedBy: $0.rule, language) }, language)
    }

    /// That so many are eligible, but needed elsewhere.
    static func givenToOthers(presenters count: Int, in language: Language) -> String {
        language(
            "対応できる講師は\(count)名いますが、全員がほかの講演に決まっています。",
            "\(counted(count, "presenter")) could come, but other lectures need them all."
        )
    }

    private static func nobody(_ words: ArraySlice<Substring>, _ language: Language) -> String? {
        var counts: [String] = []
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let rule = rules[String(parts[0])], let count = Int(parts[1]) else {
                return nil
            }
            counts.append(self.count(count, refusedBy: rule, language))
        }
        return nobody(counts, language)
    }

    private static func count(_ count: Int, refusedBy rule: EligibilityRule, _ language: Language) -> String {
        let name = RuleText.name(of: rule, in: language)
        return language("\(name)\(count)名", "\(name) \(count)")
    }

    private static func nobody(_ counts: [String], _ language: Language) -> String {
        guard !counts.isEmpty else {
            return language("登録されている講師がいません。", "No presenters are registered.")
        }
        return language(
            "条件に合う講師が見つかりませんでした（\(language.list(counts))）。",
            "No presenter meets the conditions (\(language.list(counts)))."
        )
    }

    /// The rules by the names under which they are stored.
    private static let rules = Dictionary(
        uniqueKeysWithValues: EligibilityRule.allCases.map { ("\($0)", $0) }
    )
}
