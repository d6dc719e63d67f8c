/// Invented values by which a template is shown before anybody gets its mail.
public enum MailExample {
    /// The recipient's name.
    public static let name = "講壇 花子"
    /// What the mail is about.
    public static let key = "ofr-1042"
    /// Who signs.
    public static let office = "講壇事務局"
    /// The values of all placeholders, by the names under which the outbox keeps them.
    public static let values = [
        "request": "req-1042", "title": "中小企業のための情報セキュリティ講習", "venue": "九段会館 3階 会議室",
        "venue_address": "東京都千代田区九段南1-6-5", "host": "見本商工会議所", "phone": "03-0000-0000",
        "start": "2026-12-05T14:00:00+09:00", "end": "2026-12-05T16:00:00+09:00",
        "reason": "会場の住所をご記入ください。\n希望日時は、2か月より先からお選びください。", "presenter": "講壇 太郎",
        "new_start": "2026-12-12T14:00:00+09:00", "new_end": "2026-12-12T16:00:00+09:00",
        "new_venue": "九段会館 別館 2階", "new_venue_address": "東京都千代田区九段南1-6-5",
        "deadline": "2026-11-20T18:30:00+09:00", "travel_minutes": "80",
        "last_three": "567", "month": "2026-11", "last_day": "2026-12-14", "confirmation": "unless_objected",
        "lapse": "returned", "material": "講習用スライド（2026年度版）", "subject": "講習シーズンのご予定の登録について",
        "text": "講習の申込が増える時期になりました。\n\n今年度後半のご都合のつかない日を、月末までにご登録ください。",
        "page": "https://kodan.example.jp/requests/req-1042", "entry": PageEntry.link.rawValue,
        "link":
            "https://kodan.example.jp/offers/ofr-1042?link=kdo_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
    ]
}

/// What people read who leave the courtesy mails.
public enum UnsubscribeText {
    /// The title of the page.
    public static let title = "お知らせメールの停止"
    /// What the button does.
    public static let question = "受付のお知らせなど、手続きの要らないメールを停止します。打診や変更のご連絡は、これまでどおりお送りします。"
    /// The button.
    public static let button = "停止する"
    /// After it was pressed.
    public static let done = "停止しました。再開をご希望のときは、事務局までご連絡ください。"
}
