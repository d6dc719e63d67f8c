public import KodanDomain

/// What has become of payment notices.
public enum NoticeText {
    /// `waiting for an answer`, `回答待ち`.
    public static func name(of state: NoticeState, in language: Language) -> String {
        switch state {
        case .waiting: language("回答待ち", "waiting for an answer")
        case .confirmed: language("確認済み", "confirmed")
        case .takenAsConfirmed: language("確認済みとみなす", "taken as confirmed")
        case .objected: language("誤りの連絡あり", "objected to")
        case .replaced: language("差替え済み", "replaced")
        }
    }
}
