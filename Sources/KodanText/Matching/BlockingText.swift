public import KodanMatching

/// The rules that together left nobody.
public enum BlockingText {
    /// Without which rules how many could come.
    ///
    /// `「移動圏外」に当たらなければ、3名が対応できます。`
    public static func sentence(_ blocking: BlockingRules, in language: Language) -> String {
        let names = blocking.rules.rules.map { RuleText.name(of: $0, in: language) }
        let count = blocking.presenters
        let condition = names.map { "「\($0)」" }.joined()
        return language(
            "\(condition)\(names.count > 1 ? "のいずれにも" : "に")当たらなければ、\(count)名が対応できます。",
            "If not for “\(names.joined(separator: "” and “"))”, \(counted(count, "presenter")) could come."
        )
    }
}
