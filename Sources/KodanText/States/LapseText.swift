public import KodanDomain

/// Requests that end by themselves, in Japanese as all mails and the record's reasons are.
public enum LapseText {
    /// What keeps the request from ending, for its contact.
    public static func wanted(_ ground: LapseGround) -> String {
        switch ground {
        case .draft: "下書きのまま提出されていません。開催をご希望の場合は、内容を確認して提出してください。"
        case .returned: "差し戻した後、再提出されていません。開催をご希望の場合は、内容を直して再提出してください。"
        case .unmatched: "講師が見つからないまま、ご希望の日時を過ぎました。別の日時での開催をご希望の場合は、事務局へご連絡ください。"
        case .notHeld: "実施されなかった後、新しい日時が決まっていません。開催をご希望の場合は、新しい日時をご指定ください。"
        }
    }

    /// Why the request ended.
    public static func reason(_ ground: LapseGround) -> String {
        switch ground {
        case .draft: "下書きのまま提出されずに期限を過ぎたため、終了しました。"
        case .returned: "差し戻した後、再提出されずに期限を過ぎたため、終了しました。"
        case .unmatched: "講師が見つからないままご希望の日時を過ぎたため、終了しました。"
        case .notHeld: "実施されなかった後、新しい日時が決まらずに期限を過ぎたため、終了しました。"
        }
    }
}
