public import KodanDomain

/// What a request waits for, in words.
public enum NextStepText {
    /// A sentence for a status page.
    ///
    /// `事務局の審査をお待ちください。`
    public static func sentence(_ step: NextStep, in language: Language) -> String {
        switch step {
        case .submit: language("下書きです。内容を確認して提出してください。", "This is a draft. Please complete it and hand it in.")
        case .correct: language("差し戻されました。内容を直して再提出してください。", "It was sent back. Please correct it and hand it in again.")
        case .screen: language("事務局が審査しています。", "The office is reading it.")
        case .match: language("事務局が講師を探しています。", "The office is looking for a presenter.")
        case .ask: language("候補の講師が見つかりました。事務局が打診します。", "A presenter was found, and the office is going to ask.")
        case .answer: language("講師の回答を待っています。", "A presenter is going to answer.")
        case .lecture: language("講師が決まりました。当日の講演をお待ちください。", "A presenter is bound. The lecture lies ahead.")
        case .report: language("講師の実施報告を待っています。", "The presenter is going to report.")
        case .confirm: language("主催者の開催確認を待っています。", "The host is going to confirm the lecture.")
        case .decide: language("事務局が証憑を確認しています。", "The office is going to decide on the evidence.")
        case .reschedule:
            language("実施されませんでした。新しい日時の指定、または中止の手続きが必要です。", "It was not held. New dates are needed, or it is called off.")
        case .pay: language("実施を確認しました。謝金の手続きに進みます。", "Both sides have attested. The honorarium comes next.")
        case .none: language("手続きは終わりました。", "Nothing is left to do.")
        }
    }
}
