import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("What a year brought", .database)
struct ReadYearResultTests {
    private let cast = Cast()

    /// A lecture that was held on a day of 2026, reported and confirmed by what the test says.
    private func held(
        on time: TimeRange,
        attendance: Int,
        satisfaction: Int?,
        by lecturer: Lecturer,
        for host: Host,
        in town: String = "14104"
    ) async throws {
        let bond = try await cast.delivered(on: time, by: lecturer, for: host, in: town)
        try await cast.reported(bond, attendance: attendance)
        try await cast.confirmed(bond, attendance: attendance, satisfaction: satisfaction, for: host)
    }

    @Test("is counted by month and by prefecture, in Japan's time")
    func counted() async throws {
        let lecturer = try await cast.lecturer(1)
        let (tokyo, second) = (try await cast.host(1), try await cast.host(2, in: "14104"))
        let late = Cast.span("2026-07-31T22:00:00+09:00", minutes: 60)
        try await held(
            on: Cast.afternoon,
            attendance: 30,
            satisfaction: 5,
            by: lecturer,
            for: tokyo,
            in: "13101"
        )
        try await held(on: late, attendance: 11, satisfaction: 4, by: lecturer, for: second)
        let august = Cast.span("2026-08-05T14:00:00+09:00", minutes: 60)
        try await held(on: august, attendance: 7, satisfaction: nil, by: lecturer, for: second)
        let year = try #require(FiscalYear(startYear: 2026))
        let result = try await ReadYearResult(office: cast.office)(year, as: cast.database.staff.auditor)
        #expect(result.months.map(\.month) == year.months)
        let july = try #require(result.months.first { $0.month.month == 7 }).held
        #expect(july == HeldTally(lectures: 2, attendance: 41, answers: 2, satisfaction: 9, wouldAskAgain: 2))
        #expect(july.satisfactionTenths == 45)
        let after = try #require(result.months.first { $0.month.month == 8 }).held
        #expect(after == HeldTally(lectures: 1, attendance: 7, answers: 0, satisfaction: 0, wouldAskAgain: 0))
        #expect(after.satisfactionTenths == nil)
        #expect(result.months.reduce(0) { $0 + $1.held.lectures } == 3)
        let places = result.prefectures.filter { $0.held.lectures > 0 }
        #expect(places.map(\.code.number) == [13, 14] && places.map(\.held.lectures) == [1, 2])
        let before = try #require(FiscalYear(startYear: 2025))
        let nothing = try await ReadYearResult(office: cast.office)(before, as: cast.coordinator)
        #expect(nothing.months.allSatisfy { $0.held == .nothing })
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await ReadYearResult(office: cast.office)(year, as: tokyo.credential)
        }
    }

    @Test("counts who came as the host says where no presenter has reported, towards the target too")
    func confirmedOnly() async throws {
        let lecturer = try await cast.lecturer(1)
        let host = try await cast.host(1)
        let bond = try await cast.delivered(on: Cast.afternoon, by: lecturer, for: host)
        try await cast.confirmed(bond, attendance: 23, satisfaction: 4, for: host)
        let year = try #require(FiscalYear(startYear: 2026))
        let result = try await ReadYearResult(office: cast.office)(year, as: cast.coordinator)
        #expect(result.months.reduce(0) { $0 + $1.held.attendance } == 23)
        let targets = try await ReadTargets(office: cast.office)(in: year, as: cast.coordinator)
        #expect(targets.reduce(0) { $0 + $1.attendance } == 23)
        #expect(targets.reduce(0) { $0 + $1.held } == 1)
    }

    @Test(
        "rounds satisfaction to tenths, halves up",
        arguments: [(4, 13, 33), (3, 14, 47), (20, 99, 50), (2, 9, 45)]
    )
    func tenths(answers: Int, satisfaction: Int, tenths: Int) {
        let tally = HeldTally(
            lectures: answers,
            attendance: 0,
            answers: answers,
            satisfaction: satisfaction,
            wouldAskAgain: 0
        )
        #expect(tally.satisfactionTenths == tenths)
    }
}
