public import KodanDomain

/// What has become of payment notices.
public enum NoticeText {
    /// `waiting for an answer`, `確認待ち`.
    public static func name(of state: NoticeState, in language: Language) -> String {
        switch state {
        case .waiting: language("確認待ち", "waiting for an answer")
        case .confirmed: language("確認済み", "confirmed")
        case .takenAsConfirmed: language("確認済みとみなす", "taken as confirmed")
        case .objected: language("誤りの連絡あり", "objected to")
        case .replaced: language("差替え済み", "replaced")
        }
    }

    /// How the payee learns of a notice: `told by mail`, `メールで通知済み`.
    public static func telling(of notice: NoticeSummary, in language: Language) -> String {
        if notice.toldAt != nil { return language("メールで通知済み", "told by mail") }
        let isOpen = notice.confirmedAt == nil && notice.objection == nil && notice.replacedBy == nil
        return isOpen
            ? language("通知なし（書面で渡してください）", "to be handed over") : language("通知なし", "not told by mail")
    }

    /// What it means that a payee says nothing until the last day, as their mail has it.
    public static func silence(_ mode: NoticeConfirmationMode) -> String {
        switch mode {
        case .unlessObjected: "期限までにお申し出がないときは、内容をご確認いただいたものとします。"
        case .answer: "内容に誤りがないときも、期限までに、同じページで確認のご回答をお願いします。"
        }
    }
}
