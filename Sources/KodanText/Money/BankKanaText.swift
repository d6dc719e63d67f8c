public import KodanDomain

/// What bank files change in a name, as people read it.
public enum BankKanaText {
    /// One sentence: what became of which sign.
    public static func sentence(of warning: BankKanaWarning, in language: Language) -> String {
        switch warning {
        case .hyphen: language("長音などの横線を「-」に直しました。", "A long mark or dash became a hyphen.")
        case .middleDot: language("「・」を「.」に直しました。", "A middle dot became a full stop.")
        case .small: language("小さいカナを大きいカナに直しました。", "A small kana became a large one.")
        case .wo: language("「ヲ」を「オ」に直しました。", "ヲ became オ.")
        }
    }
}
