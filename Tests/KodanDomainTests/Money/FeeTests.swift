import CSV
import KodanDomain
import Testing

@Suite("A lecture fee")
struct FeeTests {
    private func rate(
        _ id: Int64 = 1,
        programme: String? = nil,
        unit: FeeUnit = .perHour,
        amount: Int64 = 7_900,
        step: Int = 30,
        rounding: TimeRounding = .up,
        preparation: Int = 0,
        cap: Int64? = nil,
        from: String = "2026-04-01",
        to: String? = "2027-03-31"
    ) throws -> FeeRate {
        try FeeRate(
            id: id,
            rankCode: "A",
            programmeCode: programme,
            unit: unit,
            amount: Yen(amount),
            timeStepMinutes: step,
            rounding: rounding,
            preparationMinutes: preparation,
            cap: cap.map { Yen($0) },
            taxIncluded: true,
            validity: #require(DateRange(first: Golden.date(from), last: to.map(Golden.date))),
            legalBasis: "謝金規程 別表"
        )
    }

    @Test(
        "rounds time by the body's rule, then multiplies",
        arguments: [
            (TimeRounding.up, 30, 91, 120), (.up, 30, 90, 90), (.down, 30, 119, 90), (.down, 30, 29, 0),
            (.halfUp, 30, 104, 90), (.halfUp, 30, 105, 120),
            // A town's published rule: 30 minutes or more are an hour, fewer are half an hour.
            (.halfOrWhole, 60, 89, 90), (.halfOrWhole, 60, 90, 120), (.halfOrWhole, 60, 120, 120),
            (.halfOrWhole, 60, 121, 150),
        ]
    )
    func rounding(rounding: TimeRounding, step: Int, minutes: Int, billed: Int) throws {
        let fee = try rate(step: step, rounding: rounding).fee(for: minutes)
        #expect(fee.billedMinutes == billed)
        #expect(fee.amount == Yen(Int64(billed / 30) * 3_950))
    }

    @Test("pays preparation beside the lecture, before the time is rounded")
    func preparation() throws {
        // 95 and 45 minutes are 140, billed as 150: two hours and a half of 7,900.
        let fee = try rate(preparation: 45).fee(for: 95)
        #expect(fee.billedMinutes == 150)
        #expect(fee.amount == Yen(19_750))
        // Two hours of preparation, by a published rule, and no more than the cap.
        #expect(try rate(preparation: 120, cap: 20_000).fee(for: 60).amount == Yen(20_000))
        #expect(throws: FeeRateRefusal.preparation) { try rate(preparation: -1) }
        #expect(throws: FeeRateRefusal.preparation) { try rate(preparation: 481) }
        #expect(throws: FeeRateRefusal.preparation) { try rate(unit: .perLecture, preparation: 30) }
    }

    @Test("drops a fraction of a yen, then caps")
    func cap() throws {
        let odd = try rate(amount: 10_000, step: 20).fee(for: 61)
        #expect(odd.amount == Yen(13_333))
        let capped = try rate(cap: 15_000).fee(for: 120)
        #expect(capped.amount == Yen(15_000))
        #expect(capped.isCapped)
        #expect(capped.rateID == 1)
        #expect(!(try rate(cap: 15_800).fee(for: 120).isCapped))
    }

    @Test("per lecture does not depend on its length")
    func perLecture() throws {
        let lecture = try rate(unit: .perLecture, amount: 30_000)
        #expect(try lecture.fee(for: 45).amount == Yen(30_000))
        #expect(try lecture.fee(for: 300).billedMinutes == 300)
    }

    @Test("is refused for no time and for more than a day", arguments: [0, -30, 1441])
    func minutes(minutes: Int) throws {
        let rate = try rate()
        #expect(throws: FeeRefusal.minutes(minutes)) { try rate.fee(for: minutes) }
    }

    @Test("takes the programme's own rate before the general one")
    func lookup() throws {
        let table = try FeeTable(rates: [
            rate(1), rate(2, programme: "awareness"), rate(3, from: "2027-04-01", to: nil),
        ])
        let day = try Golden.date("2027-03-31")
        #expect(try table.rate(rank: "A", programme: "awareness", on: day).id == 2)
        #expect(try table.rate(rank: "A", programme: "regional", on: day).id == 1)
        #expect(try table.rate(rank: "A", programme: "awareness", on: day.adding(days: 1)).id == 3)
        let early = try Golden.date("2026-03-31")
        #expect(throws: FeeRefusal.noRate(rank: "A", programme: nil, on: early)) {
            try table.rate(rank: "A", programme: nil, on: early)
        }
        #expect(throws: FeeRefusal.noRate(rank: "B", programme: nil, on: day)) {
            try table.rate(rank: "B", programme: nil, on: day)
        }
    }

    @Test("has one rate a day: two are refused")
    func overlap() throws {
        let rates = try [rate(1), rate(2, from: "2027-03-31", to: nil)]
        let refusal = #expect(throws: FeeTableRefusal.self) { try FeeTable(rates: rates) }
        #expect(refusal?.date == (try Golden.date("2027-03-31")))
        #expect(refusal?.rankCode == "A")
    }

    @Test("refuses rates without sense")
    func refusals() {
        #expect(throws: FeeRateRefusal.amount) { try rate(amount: -1) }
        #expect(throws: FeeRateRefusal.amount) { try rate(amount: 0) }
        #expect(throws: FeeRateRefusal.amount) { try rate(amount: 1_000_001) }
        #expect(throws: FeeRateRefusal.amount) { try rate(cap: 0) }
        #expect(throws: FeeRateRefusal.amount) { try rate(cap: -1) }
        #expect(throws: FeeRateRefusal.timeStep) { try rate(step: 0) }
        #expect(throws: FeeRateRefusal.timeStep) { try rate(step: 61) }
        #expect(throws: FeeRateRefusal.timeStep) { try rate(step: 15, rounding: .halfOrWhole) }
        #expect(throws: FeeRateRefusal.code) { try rate(programme: "") }
    }
}
