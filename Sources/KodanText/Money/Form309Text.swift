public import KodanDomain
public import KodanExport

/// What is wrong with payment records, and what they leave out, as people are told.
public enum Form309Text {
    /// Whose record, which item, what is wrong and what to do.
    ///
    /// `支払先 pye-3、支払先の氏名・名称：「𡈽」はJIS第1・第2水準にありません。…`
    public static func sentence(_ refused: Form309Refused, in language: Language) -> String {
        let payee = ThingText.name(ofKey: refused.payee, in: language)
        let item = name(ofItem: refused.item, in: language)
        return language("\(payee)、\(item)：", "\(payee), \(item): ") + problem(refused.problem, in: language)
    }

    /// A character for which its standard form was written.
    public static func replaced(
        _ replacement: Form309Record.Replacement,
        of payee: Payee.ID,
        in language: Language
    ) -> String {
        let payee = ThingText.name(ofKey: payee.description, in: language)
        let item = name(ofItem: replacement.item, in: language)
        return language(
            "\(payee)、\(item)：「\(replacement.from)」を「\(replacement.to)」としました。",
            "\(payee), \(item): \(replacement.to) was written for \(replacement.from)."
        )
    }

    /// Why an amount is no part of the records.
    public static func leftOut(
        _ reason: PersonYear.LeftOut,
        of payee: Payee.ID,
        _ amount: Yen,
        in language: Language
    ) -> String {
        let payee = ThingText.name(ofKey: payee.description, in: language)
        return switch reason {
        case .nonresident:
            language(
                "\(payee)の\(amount.grouped)円は非居住者への支払のため含めていません。別の様式（339）で提出してください。",
                "\(amount.grouped) yen of \(payee) are left out: non-residents have another form (type 339)."
            )
        case .residencyUnknown:
            language(
                "\(payee)の未払\(amount.grouped)円は居住者・非居住者の別が不明のため含めていません。登録してください。",
                "\(amount.grouped) unpaid yen of \(payee) are left out: please say where the payee is taxed."
            )
        }
    }

    /// Behind another sentence: that an option writes a file again that was written before.
    public static func earlierFile(again option: String, in language: Language) -> String {
        language(
            "作成済みのファイルは\(option)で再作成できます。",
            " With \(option) an earlier one is written again."
        )
    }

    private static func name(ofItem item: Int, in language: Language) -> String {
        switch item {
        case 4: language("支払者の住所（office.csv）", "the body's address (office.csv)")
        case 5: language("支払者の名称（office.csv）", "the body's name (office.csv)")
        case 6: language("支払者の電話番号（office.csv）", "the body's telephone number (office.csv)")
        case 11: language("年分", "year")
        case 12: language("支払先の住所", "address")
        case 14: language("支払先の氏名・名称", "name")
        case 15...50: block(item, in: language)
        case 51: language("摘要", "remarks")
        case 52: language("支払者の法人番号（office.csv）", "the body's number (office.csv)")
        case 53: language("支払先の法人番号", "corporate number")
        default: language("項目\(item)", "item \(item)")
        }
    }

    private static func block(_ item: Int, in language: Language) -> String {
        switch (item - 15) % 6 {
        case 0: language("区分", "kind")
        case 1: language("細目", "detail")
        case 2: language("支払金額", "amount")
        case 3: language("支払金額の内書（未払）", "unpaid amount")
        case 4: language("源泉徴収税額", "tax")
        default: language("源泉徴収税額の内書（未徴収）", "tax not withheld")
        }
    }

    private static func problem(_ problem: Form309Problem, in language: Language) -> String {
        switch problem {
        case .missing: language("空欄にできません。入力してください。", "it must not be empty; please fill it in.")
        case .tooLong(let limit):
            language("\(limit)文字までです。短くしてください。", "at most \(limit) characters fit; please shorten it.")
        case .character(let text):
            language(
                "「\(text)」はJIS第1・第2水準にありません。標準の字体かカナで登録してください。",
                "\(text) is not in JIS X 0208; please register its standard form, or kana."
            )
        case .amount(let yen):
            language(
                "\(yen.grouped)円は書けません。0円から10桁までです。訂正（赤伝・黒伝）を確認してください。",
                "\(yen.grouped) yen cannot be written: zero to ten digits; please check the corrections."
            )
        case .longNumber:
            language(
                "12桁以上の数字があります。個人番号は記載できません。削除してください。",
                "it holds twelve digits or more, which may be an individual number; please take them out."
            )
        case .year: language("元号の表にない年です。年を確認してください。", "it lies outside the eras; please check the year.")
        }
    }
}
