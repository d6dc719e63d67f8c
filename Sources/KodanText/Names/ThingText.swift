/// Things by their keys, as people point at them.
public enum ThingText {
    /// `申込 req-1042`, `request req-1042`; what is no key stands as it is.
    public static func name(ofKey key: String, in language: Language) -> String {
        if let word = word(key, language) { return word }
        guard let prefix = key.split(separator: "-").first, key.contains("-"),
            let kind = kind(ofPrefix: String(prefix), language)
        else { return key }
        return "\(kind) \(key)"
    }

    /// What has no key that people know: it is reached by a secret.
    private static func word(_ word: String, _ language: Language) -> String? {
        switch word {
        case "calendar": language("カレンダー", "calendar")
        case "link": language("リンク", "link")
        default: nil
        }
    }

    /// What a key with this prefix is of: `申込`, `request`.
    static func kind(ofPrefix prefix: String, _ language: Language) -> String? {
        switch prefix {
        case "pre": language("講師", "presenter")
        case "org": language("団体", "organization")
        case "prg": language("事業", "programme")
        case "evt": language("日程", "event")
        case "req": language("申込", "request")
        case "slt": language("希望日時", "wished time")
        case "run": language("マッチング", "matching run")
        case "ofr": language("打診", "offer")
        case "chg": language("日時・会場の変更", "change")
        case "exp": language("汎用データ", "export")
        case "app": language("派遣申請", "application")
        case "dsk": language("要対応", "desk entry")
        case "asg": language("派遣決定", "assignment")
        case "mat": language("資料", "material")
        case "edi": language("資料の版", "edition")
        case "mov": language("入出庫", "stock movement")
        case "mlk": language("資料のリンク", "link to a material")
        case "dlv": language("資料提供", "delivery")
        case "rep": language("実施報告", "report")
        case "cnf": language("開催確認", "confirmation")
        case "evd": language("証憑", "evidence")
        case "pye": language("支払先", "payee")
        case "acc": language("振込口座", "bank account")
        case "hon": language("謝金", "honorarium")
        case "leg": language("旅費", "travel leg")
        case "pmt": language("支払", "payment")
        case "trf": language("振込データ", "bank file")
        case "ntc": language("支払通知書", "payment notice")
        case "att": language("振込", "transfer")
        case "usr": language("利用者", "user")
        case "ses": language("ログイン", "session")
        case "aud": language("操作記録", "audit event")
        case "tok": language("アクセストークン", "access token")
        case "fee": language("謝金単価", "fee rate")
        case "wht": language("源泉徴収税率", "withholding rate")
        case "ctx": language("消費税率", "consumption tax rate")
        case "ded": language("仕入税額控除の経過措置", "transitional deduction")
        case "tvl": language("旅費の単価", "travel rate")
        case "evr": language("証憑の基準", "evidence rule")
        case "msg": language("メール", "mail")
        case "ann": language("一斉連絡", "announcement")
        case "bnc": language("不達の記録", "returned mail")
        case "cal": language("カレンダー", "calendar")
        case "trd": language("条約適用の決定", "treaty decision")
        case "fnd": language("確認事項", "finding")
        case "blk": language("対応不可日", "days off")
        default: nil
        }
    }
}
