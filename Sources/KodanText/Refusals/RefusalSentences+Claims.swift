import KodanDomain

extension RefusalSentences {
    /// The sentences of what is known and found before money goes out.
    func ofClaims(_ refusal: Refusal) -> String {
        switch refusal {
        case .laterFact(let payee, let day): laterFact(payee, day)
        case .payeeResident(let payee, let day): payeeResident(payee, day)
        case .payeeAlias(let payee): payeeAlias(payee)
        case .findingEnded(let id, let state): self.state(id, FindingText.name(of: state, in: language))
        case .ownFinding(let id): ownFinding(id)
        case .budgetExceeded(let excess): budgetExceeded(excess)
        // Every other refusal has its sentence in ``RefusalText``; the tests tell all of them.
        default: refusal.code
        }
    }

    func laterFact(_ payee: Payee.ID, _ date: LocalDate) -> String {
        language(
            "\(name(payee))には\(day(date))からの登録がすでにあります。その日より前で終わる期間を指定してください。",
            "For \(name(payee)) an entry from \(day(date)) on is there already. Please end yours before that day."
        )
    }

    func payeeResident(_ payee: Payee.ID, _ date: LocalDate) -> String {
        language(
            "\(name(payee))は\(day(date))に非居住者ではありません。租税条約の前に居住者の区分を登録してください。",
            "The \(name(payee)) is no non-resident on \(day(date)). Please state the residency before the treaty."
        )
    }

    func payeeAlias(_ payee: Payee.ID) -> String {
        language(
            "\(name(payee))はすでに名寄せされています。名寄せは一段だけです。名寄せ先の支払先を指定してください。",
            "The \(name(payee)) has a part in an alias already, and there are no chains. Please name the payee itself."
        )
    }

    func ownFinding(_ finding: Finding.ID) -> String {
        language(
            "\(name(finding))は、ご本人の請求に関するものです。ほかの担当者にご依頼ください。",
            "The \(name(finding)) is about your own claim. Please ask somebody else to clear it."
        )
    }

    func budgetExceeded(_ excess: BudgetExcess) -> String {
        BudgetText.sentence(excess, in: language)
            + language(
                "予算を改めるか、申込を承認しないでください。",
                " Please change the budget, or do not approve the request."
            )
    }
}
