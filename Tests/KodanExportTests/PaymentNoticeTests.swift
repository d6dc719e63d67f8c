import Foundation
import KodanDomain
import KodanExport
import Testing

@Suite("A payment notice")
struct PaymentNoticeTests {
    private func rate(_ basisPoints: Int64 = 1_000) throws -> ConsumptionTaxRate {
        let always = DateRange(try Golden.date("2019-10-01")...)
        return try #require(ConsumptionTaxRate(validity: always, basisPoints: basisPoints))
    }

    private func withholding(_ base: Int64, on day: String = "2026-11-30") throws -> Withholding {
        let always = DateRange(try Golden.date("2013-01-01")...)
        let rate = try WithholdingRate(
            validity: always,
            payeeClass: .residentIndividual,
            bandFrom: .zero,
            bandTo: nil,
            rateBasisPoints: 1_021,
            incomeTaxBasisPoints: 1_000,
            reconstructionPermille: 21,
            defencePermille: 0
        )
        return try WithholdingTable(rates: [rate])
            .withholding(on: Yen(base), from: .residentIndividual, on: Golden.date(day))
    }

    private func line(
        _ day: String,
        _ fee: Int64,
        travel: Int64 = 0,
        supply: String = "講演",
        basisPoints: Int64 = 1_000,
        isReversal: Bool = false
    ) throws -> NoticeLine {
        try NoticeLine(
            lectureDate: Golden.date(day),
            supply: supply,
            amount: HonorariumAmount(
                fee: Yen(fee),
                travel: [TravelCost(amount: Yen(travel), paid: .toPresenter)]
            ),
            taxRate: rate(basisPoints),
            isReversal: isReversal
        )
    }

    private func notice(
        _ lines: [NoticeLine],
        base: Int64,
        payee: String = "講壇 花子",
        number: InvoiceNumber? = nil,
        replaces: String? = nil,
        reversal: NoticeReversal = .none,
        deadline: String = "2026-12-20"
    ) throws -> PaymentNotice {
        try PaymentNotice(
            number: "N-202611-3",
            replaces: replaces,
            issuedOn: Golden.date("2026-12-01"),
            preparer: "テスト公法機構",
            preparerContact: "東京都千代田区 03-0000-0001",
            payee: payee,
            invoiceNumber: number,
            paidOn: Golden.date("2026-11-30"),
            withholding: withholding(base),
            reversal: reversal,
            lines: lines,
            confirmation: .unlessObjected(by: Golden.date(deadline))
        )
    }

    private func page(_ notice: PaymentNotice) -> String { String(decoding: notice.html(), as: UTF8.self) }

    /// Fee 30,000 and cash travel 12,340: base 42,340, tax 4,322, transfer 38,018, as the domain has it.
    @Test("holds all that a purchase statement needs, for a registered payee")
    func registered() throws {
        let number = try InvoiceNumber("T7123456789012")
        let notice = try notice(
            [line("2026-11-05", 30_000, travel: 12_340, supply: "地域講習（府中商工会議所）")],
            base: 42_340,
            number: number
        )
        let page = page(notice)
        // The seven things: preparer, payee and number, date, content, amount by rate, tax by rate, confirmation.
        for part in [
            "テスト公法機構", "講壇 花子 様", "T7123456789012", "2026年11月5日", "地域講習（府中商工会議所）", "42,340円", "10％",
            "3,849円", "2026年12月20日まで", "4,322円", "38,018円", "所得税及び復興特別所得税", "仕入明細書",
        ] { #expect(page.contains(part), "\(part)") }
        #expect(page.contains("<html lang=\"ja\">"))
        #expect(page.contains("size: A4"))
        #expect(notice.net == Yen(38_018))
    }

    @Test("calls itself no statement and no invoice for others")
    func unregistered() throws {
        let page = try page(notice([line("2026-11-05", 30_000)], base: 30_000))
        #expect(!page.contains("仕入明細書"))
        #expect(!page.contains("請求書"))
        #expect(!page.contains("登録番号"))
    }

    /// 10/110 of 999 + 999 is 181.6; line by line it would be 90 twice.
    @Test("rounds the consumption tax once for each rate, and puts lectures in the order of their dates")
    func rates() throws {
        let notice = try notice(
            [
                line("2026-11-20", 999), line("2026-11-05", 999), line("2026-11-10", 1_080, basisPoints: 800),
            ],
            base: 3_078
        )
        #expect(notice.byRate.map(\.basisPoints) == [1_000, 800])
        #expect(notice.byRate.map(\.amount.tax) == [Yen(181), Yen(80)])
        #expect(notice.byRate.reduce(Yen.zero) { $0 + $1.amount.includingTax } == notice.gross)
        #expect(notice.lines.map(\.lectureDate.day) == [5, 10, 20])
    }

    @Test("shows markup instead of obeying it")
    func escaping() throws {
        let nasty = "<script>alert(\"1\")</script>&'\u{1}"
        let notice = try notice(
            [line("2026-11-05", 30_000, supply: nasty)],
            base: 30_000,
            payee: nasty,
            replaces: nasty
        )
        let page = page(notice)
        #expect(!page.contains("<script"))
        #expect(!page.contains("\u{1}"))
        #expect(
            page.components(separatedBy: "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;").count
                == 5
        )
        // Nothing is fetched from elsewhere.
        #expect(!page.contains("http"))
    }

    /// 30,000 anew (tax 3,063) and 42,340 taken back (tax 4,322): 11,081 are to be paid back.
    @Test("takes back what was paid, with its own tax, and asks for what is too much")
    func reversal() throws {
        let lines = try [
            line("2026-11-20", 30_000), line("2026-10-05", 30_000, travel: 12_340, isReversal: true),
        ]
        let red = NoticeReversal(base: Yen(42_340), tax: Yen(4_322))
        let notice = try notice(lines, base: 30_000, reversal: red)
        #expect(
            [notice.gross, notice.base, notice.tax, notice.net]
                == [-12_340, -12_340, -1_259, -11_081].map { Yen($0) }
        )
        #expect(notice.byRate.map(\.isReversal) == [false, true])
        #expect(notice.byRate.map(\.amount.tax) == [Yen(2_727), Yen(3_849)])
        let page = page(notice)
        for part in ["【訂正による取消し】講演", "10％（取消し）", "-3,849円", "ご返金をお願いする額</dt><dd>11,081円"] {
            #expect(page.contains(part), "\(part)")
        }
        let wrong = NoticeReversal(base: Yen(42_000), tax: Yen(4_322))
        #expect(throws: PaymentNoticeRefusal.reversedBase(stated: Yen(42_000), lines: Yen(42_340))) {
            try self.notice(lines, base: 30_000, reversal: wrong)
        }
    }

    @Test("is refused without lectures, with another base, or with a deadline before it")
    func refusals() throws {
        #expect(throws: PaymentNoticeRefusal.noLines) { try notice([], base: 0) }
        #expect(throws: PaymentNoticeRefusal.base(stated: Yen(1), lines: Yen(30_000))) {
            try notice([line("2026-11-05", 30_000)], base: 1)
        }
        let early = try Golden.date("2026-11-30")
        #expect(throws: PaymentNoticeRefusal.deadline(early)) {
            try notice([line("2026-11-05", 30_000)], base: 30_000, deadline: "2026-11-30")
        }
    }
}
