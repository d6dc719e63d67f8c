import KodanDomain

extension RefusalSentences {
    func feeAgreed(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))の謝金には、すでに取り決め（辞退または手取額）があります。重ねて登録することはできません。",
            "The fee of the \(name(assignment)) is declined or promised net already. Nothing else can stand beside that."
        )
    }

    func separateTaxStated(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))には、区分された消費税がすでに登録されています。二重の登録や、辞退・手取額との併用はできません。",
            "Consumption tax is stated apart for the \(name(assignment)) already. Neither a second statement nor a "
                + "declined or net fee can stand beside it."
        )
    }

    func separateTaxTooLarge(_ assignment: Assignment.ID, _ most: Yen) -> String {
        language(
            "\(name(assignment))の謝金に含まれる消費税は、多くても\(most.amount)円です。請求書の金額を確認してください。",
            "What is paid for the \(name(assignment)) holds at most \(most.amount) yen of consumption tax. Please check "
                + "the invoice."
        )
    }

    func wantsInvoice(_ evidence: Evidence.ID) -> String {
        language(
            "\(name(evidence))は支払先の請求書ではありません。消費税を区分するには請求書が必要です。",
            "The \(name(evidence)) is not an invoice. Only the payee's own invoice shows consumption tax apart."
        )
    }

    func netForNonresident(_ payee: Payee.ID) -> String {
        language(
            "\(name(payee))は非居住者のため、手取額での取り決めはできません。税引前の額で取り決めてください。",
            "The \(name(payee)) is not resident, and no net amount can be promised. Please agree on a gross amount."
        )
    }

    func residencyUnknown(_ payee: Payee.ID) -> String {
        language(
            "\(name(payee))の居住者・非居住者の別が登録されていません。登録してから計算してください。",
            "Nobody has said whether the \(name(payee)) is resident. Please add that before calculating."
        )
    }

    func nothingToSettle(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))には、精算する旅費がありません（旅費の申請がないか、謝金・旅費を支払わない事業です）。",
            "There is nothing to settle for the \(name(assignment)): no travel was claimed, or its programme pays none."
        )
    }

    func legsWantEvidence(_ assignment: Assignment.ID, _ count: Int) -> String {
        language(
            "\(name(assignment))の旅費のうち\(count)件に証憑がありません。中止になった講演の旅費は、すべてに証憑が必要です。",
            "\(count) travel legs of the \(name(assignment)) have no evidence. After a cancellation each leg needs it."
        )
    }

    func tooManyLegs(_ assignment: Assignment.ID, _ limit: Int) -> String {
        language(
            "\(name(assignment))の旅費は\(limit)件までです。",
            "At most \(limit) legs of travel can be claimed for the \(name(assignment))."
        )
    }
}
