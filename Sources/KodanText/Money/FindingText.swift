public import KodanDomain

/// What stands out before money goes out, as people read it.
public enum FindingText {
    /// The name of a kind: `時間の相違`, `hours differ`.
    public static func name(of kind: FindingKind, in language: Language) -> String {
        switch kind {
        case .hoursDiffer: language("時間の相違", "hours differ")
        case .claimOverlaps: language("旅費の重複", "journey claimed twice")
        case .travelImpossible: language("移動が不可能", "journey that cannot fit")
        case .lectureTwice: language("講演の重複", "lecture counted twice")
        case .secondAccount: language("同一人の別口座", "second account of a person")
        case .sameAccount: language("別人の同一口座", "one account of two payees")
        case .payeeDeceased: language("逝去した講師への支払", "payment to who has died")
        case .promiseUnkept: language("手取額の相違", "net promise not kept")
        case .evidenceMissing: language("証憑の不足", "evidence missing")
        case .overLimit: language("宿泊費の超過", "night above the limit")
        case .feeDeclined: language("謝金辞退と旅費", "fee declined, travel claimed")
        case .travelUnsettled: language("旅費の未精算", "travel to be settled")
        case .paymentLate: language("支払の遅れ", "payment late")
        case .held: language("支払の保留", "held back")
        }
    }

    /// Whether it keeps money back.
    public static func name(of severity: FindingSeverity, in language: Language) -> String {
        switch severity {
        case .blocks: language("支払保留", "blocks")
        case .warns: language("注意", "warns")
        }
    }

    /// Where it stands.
    public static func name(of state: FindingState, in language: Language) -> String {
        switch state {
        case .open: language("未処理", "open")
        case .cleared: language("確認済", "cleared")
        case .gone: language("解消", "gone")
        }
    }

    /// One sentence: what is wrong with which thing, and what to do.
    public static func sentence(_ cause: FoundCause, in language: Language) -> String {
        let thing =
            switch cause.subject {
            case .lecture(let id): ThingText.name(ofKey: id.description, in: language)
            case .payee(let id): ThingText.name(ofKey: id.description, in: language)
            }
        let other = cause.other.isEmpty ? thing : ThingText.name(ofKey: cause.other, in: language)
        return sentence(cause.kind, thing, other, language)
    }

    private static func sentence(
        _ kind: FindingKind,
        _ thing: String,
        _ other: String,
        _ language: Language
    ) -> String {
        switch kind {
        case .hoursDiffer:
            language(
                "\(thing)の実施報告と開催確認の時間が\(FindingKind.minutesThatMayDiffer)分を超えて異なります。短い方で計算します。",
                "Report and confirmation of \(thing) differ by more than \(FindingKind.minutesThatMayDiffer) "
                    + "minutes; the smaller counts."
            )
        case .claimOverlaps:
            language(
                "\(thing)と\(other)で、同じ日の同じ区間の旅費が請求されています。二重払いでないか確認してください。",
                "\(thing) and \(other) claim the same journey of the same day: one of them is not to be paid."
            )
        case .travelImpossible:
            language(
                "\(thing)と\(other)の間の移動が間に合いません。実施日時を確認してください。",
                "The way between \(thing) and \(other) does not fit: please check when they were held."
            )
        case .lectureTwice:
            language(
                "\(thing)と\(other)は、自主開催と講師派遣で同じ講演とみられます。謝金は一回だけ支払えます。",
                "\(thing) and \(other) look like one lecture, self-hosted and dispatched: it is paid once."
            )
        case .secondAccount, .sameAccount, .payeeDeceased, .held: ofPayees(kind, thing, other, language)
        case .promiseUnkept:
            language(
                "\(thing)の謝金は、支払先の訂正のときに手取額から計算し直されていません。同じ支払先を指定して訂正すると、計算し直します。",
                "\(thing) owes its net promise to another payee with the gross amount of the one before: a "
                    + "correction that names the payee again computes it anew."
            )
        case .evidenceMissing:
            language(
                "\(other)に必要な証憑がありません。証憑を登録してください。",
                "The evidence that \(other) needs is not there: please file it."
            )
        case .overLimit:
            language(
                "\(other)の宿泊費が上限を超えています。理由を確認してください。",
                "\(other) costs more than a night may: please ask why."
            )
        case .feeDeclined:
            language(
                "\(thing)の謝金は辞退されましたが、旅費が請求されています。扱いを決めてください。",
                "The fee of \(thing) was declined, but travel is claimed: accounting has to decide."
            )
        case .travelUnsettled:
            language(
                "\(thing)は実施されませんでしたが、旅費が請求されています。精算してください。",
                "\(thing) was not given, but its travel is claimed: please settle it."
            )
        case .paymentLate:
            language(
                "\(thing)の支払が遅れています。早く支払うか、理由を確認してください。",
                "The payment of \(thing) is late: please pay it soon, or find out why."
            )
        }
    }

    /// A sentence of the kinds that are about payees.
    private static func ofPayees(
        _ kind: FindingKind,
        _ thing: String,
        _ other: String,
        _ language: Language
    ) -> String {
        switch kind {
        case .secondAccount:
            language(
                "\(thing)と\(other)は同じ人で、振込口座が異なります。どちらの口座か確認してください。",
                "\(thing) and \(other) are the same person with two accounts: please check which is right."
            )
        case .sameAccount:
            language(
                "\(thing)と\(other)の振込口座が同じです。同じ人であれば名寄せし、別人であれば口座を確認してください。",
                "\(thing) and \(other) have one account: note that they are the same person, or check the account."
            )
        case .payeeDeceased:
            language(
                "\(thing)への支払が残っていますが、講師は逝去されています。相続人の口座を登録するか、扱いを確認してください。",
                "The presenter for whom \(thing) is paid has died: please pay the heirs, or find out what to do."
            )
        default:
            language(
                "\(thing)への支払を保留しています。保留を解くと、次に作成する支払に含まれます。",
                "What is owed to \(thing) is held back: once that is released, the next payment holds it."
            )
        }
    }
}
