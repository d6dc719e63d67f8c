public import KodanDomain

/// Why honoraria are not paid this time.
public enum LeftOutText {
    /// One sentence, with what to do about it.
    public static func sentence(_ reason: LeftOutReason, in language: Language) -> String {
        switch reason {
        case .noAccount:
            language(
                "確認済みの口座がありません。口座を登録し、折り返し電話または別の担当者が確認してください。",
                "There is no confirmed bank account: register one and have it confirmed by a call back or a second person."
            )
        case .treatyDecision:
            language(
                "非居住者への支払です。租税条約の適用を判断するまで支払えません。",
                "The payee is not resident: the payment waits for a decision on the tax treaty."
            )
        case .residencyUnknown:
            language(
                "支払日の居住者の区分が登録されていません。登録してください。",
                "Nobody has stated where the payee is resident on the payment date."
            )
        case .zero:
            language("支払う金額がありません。", "There is no yen to send.")
        case .paymentUnderWay:
            language(
                "同じ日の支払がすでに承認に回っています。差し戻して作り直すか、次の支払月に含めてください。",
                "The payee's payment of that day is with the approver already: reopen it, or pay with the next month."
            )
        case .foreignCorporation:
            language(
                "外国法人への支払は自動で計算できません。経理担当が判断してください。",
                "The payee is a foreign corporation: nothing is calculated without advice."
            )
        case .finding:
            language(
                "支払を保留する確認事項があります。原因を解消するか、理由を添えて確認済みにしてください。",
                "A finding blocks it: look into it, and clear it with a reason."
            )
        case .netPromise:
            language(
                "手取額の約束です。同じ日の他の謝金と合算すると手取額が足りなくなるため、別の支払日に支払います。支払先が非居住者になったときは約束した額にならないため、ランクを指定して謝金を訂正してください。",
                "A net amount was promised: taxed together with the others less would arrive, so it is paid on another date. Of a payee who is not resident any more the promise cannot be kept: correct the honorarium by a rank."
            )
        case .tooLarge:
            language(
                "一件の振込で送れる金額を超えています。謝金の金額を確認してください。",
                "The sum is more than one transfer can carry."
            )
        }
    }
}
