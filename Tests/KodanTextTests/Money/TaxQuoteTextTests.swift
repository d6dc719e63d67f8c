import KodanDomain
import KodanText
import Testing

@Suite("A tax quote in words")
struct TaxQuoteTextTests {
    /// The rates of one period, residents in two bands, as the law has them.
    private func table(_ reconstruction: Int64, _ defence: Int64) throws -> WithholdingTable {
        let validity = DateRange(try #require(LocalDate("2013-01-01"))...)
        let rows: [(WithholdingClass, Int64, Int64?, Int64)] = [
            (.residentIndividual, 0, 1_000_000, 1_000), (.residentIndividual, 1_000_000, nil, 2_000),
            (.nonresidentIndividual, 0, nil, 2_000), (.domesticCorporation, 0, nil, 0),
        ]
        return try WithholdingTable(
            rates: rows.map { payee, from, to, rate in
                try WithholdingRate(
                    validity: validity,
                    payeeClass: payee,
                    bandFrom: Yen(from),
                    bandTo: to.map { Yen($0) },
                    rateBasisPoints: rate * (1_000 + reconstruction + defence) / 1_000,
                    incomeTaxBasisPoints: rate,
                    reconstructionPermille: rate == 0 ? 0 : reconstruction,
                    defencePermille: rate == 0 ? 0 : defence
                )
            }
        )
    }

    private func words(
        _ amount: QuotedAmount,
        _ status: LegalStatus = .individual,
        _ residency: Residency = .resident,
        consumptionTax: Int64? = nil,
        surtaxes: (Int64, Int64) = (21, 0),
        in language: Language
    ) throws -> String {
        let question = try TaxQuestion(
            date: #require(LocalDate("2026-11-30")),
            amount: amount,
            legalStatus: status,
            residency: residency,
            separateConsumptionTax: consumptionTax.map { Yen($0) }
        )
        let quote = try TaxQuote(question, from: table(surtaxes.0, surtaxes.1))
        return TaxQuoteText.lines(quote, in: language).joined(separator: "\n")
    }

    /// 1,000,000 × 10.21 % and 333,333 × 20.42 % = 68,066.5986: the tax office's 170,166.
    @Test(
        "shows both bands with their rates, the exact product, and the tax cut once",
        arguments: Language.allCases
    )
    func bands(language: Language) throws {
        let words = try words(.gross(Yen(1_333_333)), in: language)
        for part in [
            "1,333,333", "10.21%", "20.42%", "102,100", "333,333", "68,066.5986", "170,166", "1,163,167",
            "2.1%",
            "所得税及び復興特別所得税", "2013-01-01",
        ] { #expect(words.contains(part), "\(part)") }
    }

    @Test("calls the tax of 2027 by its three names", arguments: Language.allCases)
    func names(language: Language) throws {
        let words = try words(.gross(Yen(30_000)), surtaxes: (11, 10), in: language)
        #expect(words.contains("所得税、防衛特別所得税及び復興特別所得税"))
        #expect(words.contains("1.1%"))
        #expect(words.contains("10.21%"))
    }

    @Test("says what a net promise is worth, what stays out of the base, and what a treaty needs")
    func special() throws {
        for language in Language.allCases {
            let net = try words(.net(Yen(100_000)), in: language)
            for part in ["100,000", "111,370", "11,370"] { #expect(net.contains(part)) }
            let separate = try words(.gross(Yen(33_000)), consumptionTax: 3_000, in: language)
            for part in ["33,000", "3,000", "30,000", "3,063", "29,937"] { #expect(separate.contains(part)) }
            let abroad = try words(.gross(Yen(100_000)), .individual, .nonresident, in: language)
            #expect(abroad.contains("20,420"))
            #expect(abroad.contains(language == .japanese ? "租税条約" : "treaty"))
            let company = try words(.gross(Yen(100_000)), .corporation, in: language)
            #expect(!company.contains("復興"))
            #expect(company.contains("100,000"))
        }
    }

    @Test("or why there is none, with what to do")
    func refusals() throws {
        let day = try #require(LocalDate("1988-12-31"))
        let days = DateRange(try #require(LocalDate("1989-01-01"))...)
        let refusals: [(TaxQuoteRefusal, [String])] = [
            (.withholding(.outsideTable(.residentIndividual, day)), ["1988-12-31", "1989-01-01"]),
            (.withholding(.negative(Yen(-1))), ["-1"]),
            (.withholding(.tooLarge(Yen(1_000_000_000_000))), ["1,000,000,000,000"]),
            (.consumptionTax(Yen(101)), ["101"]), (.netWithConsumptionTax, []), (.foreignCorporation, []),
        ]
        for language in Language.allCases {
            let sentences = refusals.map { TaxQuoteText.sentence($0.0, days: days, in: language) }
            for (sentence, refusal) in zip(sentences, refusals) {
                for part in refusal.1 { #expect(sentence.contains(part)) }
                #expect(sentence.hasSuffix(language == .japanese ? "。" : "."))
            }
            #expect(Set(sentences).count == refusals.count)
        }
    }
}
