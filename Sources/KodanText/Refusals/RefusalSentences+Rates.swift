import KodanDomain

extension RefusalSentences {
    /// The sentences about rates and about what is owed otherwise than by the tables.
    func ofRates(_ refusal: Refusal) -> String {
        switch refusal {
        case .rateInTheWay(let rate): rateInTheWay(rate)
        case .rateUsed(let rate): rateUsed(rate)
        case .taxBandGap(let payees, let day): taxBandGap(payees, day)
        case .holidaysKnown(let year): holidaysKnown(year)
        case .noTravelRate(let kind, let day): noTravelRate(kind, day)
        case .feeAgreed(let assignment): feeAgreed(assignment)
        case .separateTaxStated(let assignment): separateTaxStated(assignment)
        case .separateTaxTooLarge(let assignment, let most): separateTaxTooLarge(assignment, most)
        case .wantsInvoice(let evidence): wantsInvoice(evidence)
        case .netForNonresident(let payee): netForNonresident(payee)
        case .residencyUnknown(let payee): residencyUnknown(payee)
        case .nothingToSettle(let assignment): nothingToSettle(assignment)
        case .legsWantEvidence(let assignment, let count): legsWantEvidence(assignment, count)
        case .tooManyLegs(let assignment, let limit): tooManyLegs(assignment, limit)
        // Every other refusal has its sentence in ``RefusalText``; the tests tell all of them.
        default: refusal.code
        }
    }

    func rateInTheWay(_ rate: RateKey) -> String {
        language(
            "同じ対象の\(name(rate))が、期間の一部ですでに有効です。先にその最終日を定めるか、期間を見直してください。",
            "The \(name(rate)) holds on some of these days already. Please end it first, or choose other days."
        )
    }

    func rateUsed(_ rate: RateKey) -> String {
        language(
            "\(name(rate))は、すでに計算に使われています。取り消しや、使われた日より前での終了はできません。",
            "Amounts were computed from the \(name(rate)). It cannot go, nor end before the last day it was used for."
        )
    }

    func taxBandGap(_ payees: WithholdingClass, _ date: LocalDate) -> String {
        let who = NameText.name(of: payees, in: language)
        return language(
            "\(day(date))の\(who)の源泉徴収税率に、欠けができます。新しい税率をすべての段階まとめて追加すると、前の税率は前日で終わります。",
            """
            The withholding bands of a \(who) would have a gap on \(day(date)). \
            Please add all new bands together: the old ones end on the day before.
            """
        )
    }

    func holidaysKnown(_ year: Int) -> String {
        language(
            "\(year)年の祝日はすでに登録されています。",
            "The holidays of \(year) are known already."
        )
    }

    func noTravelRate(_ kind: TravelRateKind, _ date: LocalDate) -> String {
        let what = NameText.name(of: kind, in: language)
        return language(
            "\(day(date))に有効な「\(what)」の単価がありません。旅費の単価を登録してください。",
            "No rate of the \(what) is in force on \(day(date)). Please add it to the travel rates."
        )
    }
}
