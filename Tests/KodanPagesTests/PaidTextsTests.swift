import KodanDomain
import Testing

@testable import KodanPages

@Suite("What a presenter was paid")
struct PaidTextsTests {
    private func payment(_ key: Int64, gross: Int64, tax: Int64, paidOn: String?) throws -> PaymentSummary {
        PaymentSummary(
            id: Payment.ID(key),
            payee: Payee.ID(1),
            payeeName: "講師",
            payOn: try #require(LocalDate("2027-01-25")),
            state: paidOn == nil ? .closed : .paid,
            lines: 1,
            gross: Yen(gross),
            tax: Yen(tax),
            paidOn: try paidOn.map { try #require(LocalDate($0)) }
        )
    }

    /// The rows of the years.
    private func years(_ payments: [PaymentSummary]) throws -> [[String]] {
        let page = PaidTexts.page(payments, [], today: try #require(LocalDate("2027-02-01")))
        let table = page.blocks.first { $0.heading == "年ごとの合計" }?.table
        return table?.rows.map { row in ([row.head].compactMap { $0 } + row.cells).map(\.text) } ?? []
    }

    @Test("is added up by the calendar year in which the bank paid")
    func calendarYears() throws {
        let payments = [
            try payment(4, gross: 20_000, tax: 2_042, paidOn: nil),
            try payment(3, gross: 10_000, tax: 1_021, paidOn: "2027-01-05"),
            try payment(2, gross: 31_200, tax: 3_185, paidOn: "2026-12-25"),
            try payment(1, gross: 15_520, tax: 1_584, paidOn: "2026-05-25"),
        ]
        #expect(
            try years(payments) == [
                ["2027年", "10,000円", "1,021円", "8,979円"], ["2026年", "46,720円", "4,769円", "41,951円"],
            ]
        )
        #expect(try years([payments[0]]).isEmpty)
    }
}
