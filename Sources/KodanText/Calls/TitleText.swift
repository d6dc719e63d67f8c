/// What stands above a problem: what kind it is, in few words.
public enum TitleText {
    /// The title of a problem with this stable name and HTTP status.
    ///
    /// In English each name has its own, made of its words; in Japanese each status has.
    public static func title(of code: String, status: Int, in language: Language) -> String {
        language(japanese(status), english(code))
    }

    private static func english(_ code: String) -> String {
        let words = code.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func japanese(_ status: Int) -> String {
        switch status {
        case 400: "リクエストを読み取れません"
        case 401: "ログインが必要です"
        case 403: "権限がありません"
        case 404: "見つかりません"
        case 405: "このメソッドは使えません"
        case 408: "時間内に届きませんでした"
        case 409: "いまの状態では行えません"
        case 410: "提供を終了しています"
        case 412: "読み取った後に変わっています"
        case 413: "大きすぎます"
        case 415: "本文の形式が違います"
        case 422: "入力内容が正しくありません"
        case 428: "条件の指定が必要です"
        case 429: "回数が多すぎます"
        case 431: "ヘッダーが大きすぎます"
        case 503: "いまは応答できません"
        case 500...: "サーバーで問題が発生しました"
        default: "受け付けられません"
        }
    }
}
