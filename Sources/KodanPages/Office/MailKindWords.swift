/// What the kinds of mail are called (文面の名前).
public enum MailKindWords {
    /// The name of a kind, by its code; a kind that is not known keeps its code.
    public static func name(of kind: String) -> String { names[kind] ?? kind }

    private static let names = [
        "request_received": "申込の受付",
        "request_returned": "申込の差戻し",
        "request_rejected": "申込の不承認",
        "request_approved": "申込の承認",
        "request_assigned_self_hosted": "自主開催の決定",
        "request_cancelled": "申込の取消し",
        "request_lapses": "申込の終了の予告", "request_lapsed": "申込の終了（期限切れ）",
        "request_handed_over": "申込の引継ぎ",
        "request_unanswered": "講師が見つからないお知らせ",
        "offer_sent": "講演の打診",
        "offer_superseded": "打診の終了（他の講師に決定）",
        "offer_withdrawn": "打診の取下げ",
        "offer_expired": "打診の期限切れ",
        "offer_extended": "打診の期限の延長",
        "reconfirmation_asked": "講演前の再確認のお願い",
        "report_asked": "実施報告のお願い",
        "confirmation_asked": "開催確認のお願い",
        "presenter_found": "講師の決定（主催者へ）",
        "presenter_withdrew": "講師の辞退（主催者へ）",
        "assignment_brief": "講演のご案内（講師へ）",
        "assignment_released": "派遣の取りやめ（講師へ）",
        "lecture_cancelled": "講演の中止",
        "lecture_not_held": "講演が開催されなかったお知らせ",
        "lecture_moved": "日時・会場の変更の確定",
        "material_link": "資料のダウンロード",
        "change_proposed": "日時・会場の変更の相談",
        "change_declined": "変更の相談の不成立（事務局が対応）",
        "change_dropped": "変更の取りやめ",
        "contact_changed": "連絡先の変更（変更前の宛先にも）",
        "account_changed": "振込口座の変更", "notice_issued": "支払通知書の発行", "announcement": "一斉連絡",
        "sign_in_link": "ログインのリンク",
        "password_link": "パスワード設定のリンク",
        "sign_in_changed": "ログインの設定の変更", "token_issued": "アクセストークンの発行",
        "application_link": "メールアドレスの確認", "address_link": "新しいメールアドレスの確認",
    ]
}
