import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("A rate that amounts were computed from", .database)
struct UsedRateTests {
    private let scene = RateScene()

    @Test("stands: it does not go, nor end before its last use, but later it may")
    func fee() async throws {
        let money = try await MoneyScene()
        let (presenter, _) = try await money.presenter()
        _ = try await money.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await CalculateHonoraria(office: scene.office)(upTo: day("2026-11-30"), as: .system)
        let used = try #require(try await scene.list(.fee).first { $0.subject == "flat_30000" }?.key)
        let end = EndRates(office: scene.office)
        await #expect(throws: Refusal.rateUsed(used)) {
            try await RemoveRates(office: scene.office)([used], as: scene.administrator)
        }
        await #expect(throws: Refusal.rateUsed(used)) {
            try await end([used], on: day("2026-11-09"), as: scene.administrator)
        }
        try await end([used], on: day("2026-11-10"), as: scene.administrator)
    }

    @Test("while its end is moved waits for that, and pays for nothing beyond it")
    func ending() async throws {
        let money = try await MoneyScene()
        let (presenter, _) = try await money.presenter()
        let lecture = try await money.lecture(by: presenter, on: day("2026-11-10"))
        let scene = scene
        let used = try #require(try await scene.list(.fee).first { $0.subject == "flat_30000" }?.key)
        try await scene.database.holding(
            at: "rate.ended",
            {
                let end = EndRates(office: scene.office)
                try await end([used], on: day("2026-11-09"), as: scene.administrator)
            },
            while: {
                let calculated = try await CalculateHonoraria(office: scene.office)(
                    upTo: day("2026-11-30"),
                    as: .system
                )
                #expect(calculated.owed.isEmpty)
                #expect(calculated.leftOut[lecture] != nil)
            }
        )
    }

    @Test("of the withholding tax stands as well, from the day of a net promise's calculation")
    func withholding() async throws {
        let owed = try await OwedScene()
        let id = try await owed.lecture()
        try await owed.agree(.net(Yen(30_000)), for: id)
        _ = try await owed.calculate(id)
        let rates = try await scene.list(.withholding, on: day("2026-12-01"))
        let bands = rates.filter { $0.subject == "resident_individual" }.compactMap(\.key)
        #expect(bands.count == 2)
        await #expect(throws: Refusal.rateUsed(bands[0])) {
            try await EndRates(office: scene.office)(bands, on: day("2026-11-30"), as: scene.administrator)
        }
    }

    @Test("cannot be rewritten even by the owner of the tables")
    func owner() async throws {
        let error = try await #require(throws: PostgresError.self) {
            try await scene.database.owner.transaction { session in
                try session.script("UPDATE travel_rate SET amount = amount + 1")
            }
        }
        #expect(error.constraint == "travel_rate_kept")
    }
}

@Suite("The bands of a tax", .database)
struct TaxBandTests {
    private let scene = RateScene()

    /// The open rows of residents, from 2048 on.
    private func open() async throws -> [RateKey] {
        try await scene.list(.withholding, on: day("2048-01-01"))
            .filter { $0.subject == "resident_individual" }.compactMap(\.key)
    }

    @Test("end together, and their successors come together")
    func together() async throws {
        let open = try await open()
        try await EndRates(office: scene.office)(open, on: day("2059-12-31"), as: scene.administrator)
        let days = try scene.days("2060-01-01")
        let keys = try await scene.add(
            try scene.band(0, 500_000, 1_000, days),
            try scene.band(500_000, nil, 3_000, days)
        )
        #expect(keys.count == 2)
        #expect(try await scene.list(.withholding, on: day("2060-01-01")).count == 4)
    }

    @Test("are refused with a gap, and nothing is changed")
    func gaps() async throws {
        let open = try await open()
        let first = day("2060-01-01")
        let gap = Refusal.taxBandGap(.residentIndividual, first)
        let end = EndRates(office: scene.office)
        await #expect(throws: gap) {
            try await end([open[0]], on: day("2059-12-31"), as: scene.administrator)
        }
        await #expect(throws: Refusal.taxBandGap(.residentIndividual, day("2048-01-01"))) {
            try await RemoveRates(office: scene.office)([open[1]], as: scene.administrator)
        }
        try await end(open, on: day("2059-12-31"), as: scene.administrator)
        await #expect(throws: gap) {
            try await scene.add(try scene.band(0, 500_000, 1_000, try scene.days("2060-01-01")))
        }
        await #expect(throws: gap) {
            let late = try scene.days("2060-01-02")
            return try await scene.add(try scene.band(0, nil, 1_000, late))
        }
        #expect(try await scene.list(.withholding, on: first).count == 2)
    }

    /// The days of the rows that residents had on `date`.
    private func validity(on date: String) async throws -> Set<DateRange> {
        let rates = try await scene.list(.withholding, on: day(date))
        return Set(rates.filter { $0.subject == "resident_individual" }.map(\.validity))
    }

    @Test("change before later ones: the old ones end on the day before, and can come back")
    func between() async throws {
        let shipped = try scene.days("2027-01-01", "2047-12-31")
        #expect(try await validity(on: "2030-03-31") == [shipped])
        let days = try scene.days("2030-04-01", "2047-12-31")
        let added = try await scene.add(
            try scene.band(0, 1_000_000, 1_100, days),
            try scene.band(1_000_000, nil, 2_100, days)
        )
        #expect(try await validity(on: "2030-03-31") == [scene.days("2027-01-01", "2030-03-31")])
        #expect(try await validity(on: "2030-04-01") == [days])
        #expect(try await validity(on: "2048-01-01") == [scene.days("2048-01-01")])
        let recorded = try await scene.events().map { $0.split(separator: " ")[1] }
        #expect(recorded == ["rate.ended", "rate.ended", "rate.added", "rate.added"])
        // One that is not to last as long as the old ones would leave a gap, as one alone of the bands would.
        await #expect(throws: Refusal.taxBandGap(.residentIndividual, day("2036-01-01"))) {
            try await scene.add(try scene.band(0, nil, 1_200, try scene.days("2035-01-01", "2035-12-31")))
        }
        await #expect(throws: Refusal.taxBandGap(.residentIndividual, day("2030-04-01"))) {
            try await RemoveRates(office: scene.office)([added[0]], as: scene.administrator)
        }
        try await RemoveRates(office: scene.office)(added, as: scene.administrator)
        #expect(try await validity(on: "2030-04-01") == [shipped])
    }

    @Test("are not ended before their last use by new ones")
    func used() async throws {
        let owed = try await OwedScene()
        let id = try await owed.lecture()
        try await owed.agree(.net(Yen(30_000)), for: id)
        _ = try await owed.calculate(id)
        let used = try #require(
            try await scene.list(.withholding, on: day("2026-12-01"))
                .first { $0.subject == "resident_individual" }?.key
        )
        let days = try scene.days("2026-11-01", "2026-12-31")
        await #expect(throws: Refusal.rateUsed(used)) {
            try await scene.add(try scene.band(0, nil, 1_200, days))
        }
        #expect(try await validity(on: "2026-11-01") == [scene.days("2013-01-01", "2026-12-31")])
    }
}

@Suite("The holidays of a year", .database)
struct HolidayTests {
    private let scene = RateScene()

    @Test("are added once, and never replaced")
    func once() async throws {
        let add = AddHolidays(office: scene.office)
        let days = [
            Holiday(date: day("2029-01-01"), name: "元日"), Holiday(date: day("2029-01-08"), name: "成人の日"),
        ]
        try await add(days, of: 2029, as: scene.administrator)
        let read = ReadRates(office: scene.office)
        #expect(try await read.holidays(of: 2029, as: scene.database.staff.clerk) == days)
        #expect(try await read.holidays(on: day("2029-01-08"), as: scene.database.staff.clerk) == [days[1]])
        await #expect(throws: Refusal.holidaysKnown(year: 2029)) {
            try await add([days[0]], of: 2029, as: scene.administrator)
        }
        await #expect(throws: Refusal.noHolidays(year: 2030)) {
            try await read.holidays(of: 2030, as: scene.administrator)
        }
        #expect(try await scene.events() == ["administrator holidays.added holidays-2029"])
    }

    @Test("are corrected while they are ahead, with a reason; days that have come stay")
    func corrected() async throws {
        let add = AddHolidays(office: scene.office)
        let read = ReadRates(office: scene.office)
        let newYear = Holiday(date: day("2029-01-01"), name: "元日")
        let wrong = [newYear, Holiday(date: day("2029-01-15"), name: "成人の日")]
        try await add(wrong, of: 2029, as: scene.administrator)
        // On New Year's Day that day has come, and what follows is ahead.
        let office = scene.database.office(at: moment("2029-01-01T10:00:00+09:00"))
        let correct = CorrectHolidays(office: office)
        let right = Holiday(date: day("2029-01-08"), name: "成人の日")
        try await correct([right], of: 2029, because: "誤記", as: scene.administrator)
        #expect(try await read.holidays(of: 2029, as: scene.administrator) == [newYear, right])
        // The last one that is ahead was a mistake: none is left.
        try await correct([], of: 2029, because: "誤記", as: scene.administrator)
        #expect(try await read.holidays(of: 2029, as: scene.administrator) == [newYear])
        let ahead = try scene.days("2029-01-02", "2029-12-31")
        for stray in [newYear, Holiday(date: day("2030-01-14"), name: "成人の日")] {
            let refused = FieldRefused(.day, at: 1, expected: .dateWithin(ahead))
            await #expect(throws: Refusal.field(refused)) {
                try await correct([right, stray], of: 2029, because: "誤記", as: scene.administrator)
            }
        }
        await #expect(throws: Refusal.noHolidays(year: 2031)) {
            let day = Holiday(date: day("2031-01-01"), name: "元日")
            try await correct([day], of: 2031, because: "誤記", as: scene.administrator)
        }
        await #expect(throws: Refusal.notPermitted(.accountant)) {
            try await correct([right], of: 2029, because: "誤記", as: scene.database.staff.accountant)
        }
        #expect(
            try await scene.events() == [
                "administrator holidays.added holidays-2029",
                "administrator holidays.corrected holidays-2029",
                "administrator holidays.corrected holidays-2029",
            ]
        )
    }

    @Test("are refused in years that no calendar of ours has")
    func years() async throws {
        let add = AddHolidays(office: scene.office)
        for (year, date) in [(1947, "1947-01-01"), (2201, "2201-01-01")] {
            let newYear = Holiday(date: day(date), name: "元日")
            await #expect(throws: Refusal.field(FieldRefused(.day, at: 0, expected: .date))) {
                try await add([newYear], of: year, as: scene.administrator)
            }
        }
        let correct = CorrectHolidays(office: scene.office)
        for year in [2201, Int.max] {
            await #expect(throws: Refusal.noHolidays(year: year)) {
                try await correct([], of: year, because: "誤記", as: scene.administrator)
            }
        }
    }

    @Test("are refused with days of another year, twice the same day, or none")
    func refused() async throws {
        let add = AddHolidays(office: scene.office)
        let newYear = Holiday(date: day("2029-01-01"), name: "元日")
        let whole = try scene.days("2029-01-01", "2029-12-31")
        let cases: [([Holiday], Int?, Expected)] = [
            ([], nil, .count(1...60)), ([newYear, newYear], 1, .once),
            ([newYear, Holiday(date: day("2030-01-01"), name: "元日")], 1, .dateWithin(whole)),
        ]
        for (days, index, expected) in cases {
            await #expect(throws: Refusal.field(FieldRefused(.day, at: index, expected: expected))) {
                try await add(days, of: 2029, as: scene.administrator)
            }
        }
    }
}
