import KodanDomain
import Testing

@Suite("What a person was owed in a year")
struct PersonYearTests {
    private static let today = LocalDate(year: 2027, month: 1, day: 15) ?? LocalDate(dayNumber: 0)
    private static let table = Result {
        let validity = DateRange(LocalDate(dayNumber: 0)...)
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
                    rateBasisPoints: rate * 1021 / 1000,
                    incomeTaxBasisPoints: rate,
                    reconstructionPermille: rate == 0 ? 0 : 21,
                    defencePermille: 0
                )
            }
        )
    }

    private func entry(
        _ id: Int64,
        _ gross: Int64,
        _ standing: YearEntry.Standing = .open,
        payee: Int64 = 1,
        as payeeClass: WithholdingClass? = .residentIndividual,
        foreign: Bool = false,
        separate: Int64 = 0
    ) -> YearEntry {
        YearEntry(
            id: Honorarium.ID(id),
            entry: gross < 0 ? .red : .original,
            person: Payee.ID(1),
            payee: Payee.ID(payee),
            payeeName: "講壇 花子",
            payeeClass: payeeClass,
            isForeign: foreign,
            assignment: Assignment.ID(id),
            lectureOn: Self.today,
            programme: "事業",
            fixedOn: Self.today,
            budgetYear: FiscalYear(containing: Self.today),
            gross: Yen(gross),
            base: Yen(gross - separate),
            separateTax: Yen(separate),
            standing: standing
        )
    }

    private func year(_ entries: [YearEntry]) throws -> PersonYear {
        try PersonYear(Payee.ID(1), entries, by: Self.table.get(), on: Self.today)
    }

    private func paid(_ tax: Int64, on day: LocalDate? = Self.today) -> YearEntry.Standing {
        .inPayment(Payment.ID(1), tax: Yen(tax), paidOn: day)
    }

    @Test("sums stored taxes and never computes them again")
    func stored() throws {
        // 49 bears 5 yen, twice that 10, and 98 at once 10: two payments keep what each withheld.
        let year = try year([entry(1, 49, paid(5)), entry(2, 49, paid(4))])
        #expect((year.amount, year.tax) == (Yen(98), Yen(9)))
        #expect((year.unpaid, year.notWithheld) == (.zero, .zero))
    }

    @Test("estimates what is open as one payment to each payee")
    func estimated() throws {
        let two = try year([entry(1, 5000), entry(2, 5000)])
        #expect((two.tax, two.unpaid, two.notWithheld) == (Yen(1021), Yen(10_000), Yen(1021)))
        let apart = try year([entry(1, 5000, payee: 1), entry(2, 5000, payee: 2)])
        #expect(apart.tax == Yen(1020))
        let firm = try year([entry(1, 60_000, as: .domesticCorporation)])
        #expect((firm.amount, firm.tax) == (Yen(60_000), .zero))
        // Fixed and in a payment that the bank has not paid yet.
        let sent = try year([entry(1, 30_000, paid(3063, on: nil))])
        #expect((sent.tax, sent.unpaid, sent.notWithheld) == (Yen(3063), Yen(30_000), Yen(3063)))
        let apartTax = try year([entry(1, 33_000, separate: 3000)])
        #expect((apartTax.amount, apartTax.tax, apartTax.separateTax) == (Yen(33_000), Yen(3063), Yen(3000)))
    }

    @Test("takes back what was paid with its own tax; a claim is nothing unpaid")
    func corrections() throws {
        let red = entry(2, -30_000, .takingBack(tax: Yen(-3063)))
        let cancelled = try year([entry(1, 30_000, paid(3063)), red])
        #expect((cancelled.amount, cancelled.tax, cancelled.unpaid) == (.zero, .zero, .zero))
        let replaced = try year([entry(1, 30_000, paid(3063)), red, entry(3, 32_000)])
        #expect((replaced.amount, replaced.tax) == (Yen(32_000), Yen(3267)))
        #expect((replaced.unpaid, replaced.notWithheld) == (Yen(2000), Yen(204)))
    }

    @Test("leaves out non-residents, foreign corporations and whoever nobody has placed")
    func leftOut() throws {
        let year = try year([
            entry(1, 10_000), entry(2, 20_000, as: .nonresidentIndividual, foreign: true),
            entry(3, 30_000, as: nil, foreign: true), entry(4, 40_000, as: nil),
        ])
        #expect(year.amount == Yen(10_000))
        #expect(year.leftOut == [.nonresident: Yen(50_000), .residencyUnknown: Yen(40_000)])
    }

    @Test("refuses a day without rates")
    func rates() throws {
        let early = LocalDate(dayNumber: -1)
        let table = try Self.table.get()
        #expect(throws: Refusal.noTaxRate(early)) {
            try [entry(1, 10_000)].taxes(by: table, on: early)
        }
    }

    @Test(
        "is a year that records can be made for",
        arguments: [(1999, false), (2000, true), (2200, true), (2201, false)]
    )
    func bounds(number: Int, isYear: Bool) {
        let year = CalendarYear(number)
        #expect((year != nil) == isYear)
        #expect(year?.first.description ?? "\(number)-01-01" == "\(number)-01-01")
        #expect(year?.last.description ?? "\(number)-12-31" == "\(number)-12-31")
    }
}
