import KodanDomain

extension RowFields<TaxQuoteColumn> {
    /// The quote of the row; nil after a refusal.
    mutating func quote(from table: WithholdingTable) -> TaxQuote? {
        let amounts = 0...Int(WithholdingTable.largestBase.amount)
        let gross = yen(.gross, within: amounts)
        let status = choice(
            .payeeKind,
            [(LegalStatus.individual, ["individual", "個人"]), (.corporation, ["corporation", "法人"])]
        )
        let residency = choice(
            .residency,
            [(Residency.resident, ["resident", "居住者"]), (.nonresident, ["nonresident", "非居住者"])]
        )
        let separated = choice(
            .consumptionTaxSeparated,
            [(true, ["true", "yes", "1", "はい", "有"]), (false, ["false", "no", "0", "いいえ", "無"])],
            expected: .yesOrNo
        )
        var tax: Yen?
        if separated == true {
            tax = yen(.consumptionTax, within: 0...Int((gross ?? WithholdingTable.largestBase).amount))
        }
        let date = day(.paymentDate)
        guard let gross, let status, let residency, let date, problems.isEmpty else { return nil }
        let question = TaxQuestion(
            date: date,
            amount: .gross(gross),
            legalStatus: status,
            residency: residency,
            separateConsumptionTax: tax
        )
        do throws(TaxQuoteRefusal) {
            return try TaxQuote(question, from: table)
        } catch {
            refuse(error, table)
            return nil
        }
    }

    /// Says which field the answer failed on.
    private mutating func refuse(_ refusal: TaxQuoteRefusal, _ table: WithholdingTable) {
        switch refusal {
        case .withholding(.outsideTable(let payee, _)):
            refuse(.paymentDate, table.days(of: payee).map { .dateWithin($0) } ?? .date)
        case .foreignCorporation:
            refuse(.residency, .oneOf([Residency.resident.rawValue]))
        case .withholding(.negative), .withholding(.tooLarge), .consumptionTax, .netWithConsumptionTax:
            refuse(.gross, .integer(0...Int(WithholdingTable.largestBase.amount)))
        }
    }

    private mutating func day(_ column: TaxQuoteColumn) -> LocalDate? {
        if let day = LocalDate(text(column)) { return day }
        refuse(column, .date)
        return nil
    }

    private mutating func yen(_ column: TaxQuoteColumn, within bounds: ClosedRange<Int>) -> Yen? {
        let digits = text(column)
        guard (1...18).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits), bounds.contains(number)
        else {
            refuse(column, .integer(bounds))
            return nil
        }
        return Yen(Int64(number))
    }

    /// What one of the words means; the first word of each is the one that people are told.
    private mutating func choice<Choice>(
        _ column: TaxQuoteColumn,
        _ words: [(Choice, [String])],
        expected: Expected? = nil
    ) -> Choice? {
        let word = text(column).lowercased()
        if let choice = words.first(where: { $0.1.contains(word) }) { return choice.0 }
        refuse(column, expected ?? .oneOf(words.map { $0.1[0] }))
        return nil
    }
}
