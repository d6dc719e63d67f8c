/// What is said, while a request is being typed, of who could come.
public enum ReachTexts {
    /// So many presenters can come to `place`, nil for a lecture online; `isDated` says whether times were wished yet.
    public static func sentence(_ count: Int, place: String?, isDated: Bool) -> String {
        let who = place.map { "\($0)に伺える講師" } ?? "オンラインで講演できる講師"
        let when = isDated ? "ご希望の日時に" : ""
        return count == 0
            ? "\(when)\(who)が見つかりません。日時を増やすか、オンラインもご検討ください。事務局でもお探しします。"
            : "\(when)\(who)は\(count)名です。"
    }

    /// What is said until enough was typed.
    public static let unknown = "郵便番号と希望日時を入力すると、ここに表示します。"
    /// What is said of a postal code that there is not.
    public static let noPlace = "この郵便番号は見つかりません。番号をご確認ください。"
}
