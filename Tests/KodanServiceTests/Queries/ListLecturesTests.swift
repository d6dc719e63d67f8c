import CSV
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@Suite("The list of a year's lectures", .database)
struct ListLecturesTests {
    private let cast = Cast()

    /// The rows of the list as somebody gets it.
    private func rows(as credential: Credential, in year: Int = 2026) async throws -> [CSVTable.Row] {
        let year = try #require(FiscalYear(startYear: year))
        let file = try await ListLectures(office: cast.office)(year, as: credential)
        return try CSVTable(try file.piece(at: 0)).rows
    }

    @Test("has a row for each that was held, with what both sides said, the earliest first")
    func held() async throws {
        let lecturer = try await cast.lecturer(1)
        let (tokyo, yokohama) = (try await cast.host(1), try await cast.host(2, in: "14104"))
        let later = try await cast.delivered(on: Cast.weekLater, by: lecturer, for: tokyo)
        try await cast.reported(later, attendance: 30, summary: "前半は動画\n後半は質疑")
        try await cast.confirmed(later, attendance: 28, satisfaction: 5, comment: "=分かりやすい", for: tokyo)
        let earlier = try await cast.delivered(on: Cast.afternoon, by: lecturer, for: yokohama, in: "14104")
        try await cast.confirmed(earlier, attendance: 12, satisfaction: nil, for: yokohama)
        // Bound, not held: no row.
        let ahead = Cast.span("2026-08-05T14:00:00+09:00", minutes: 60)
        let request = try await cast.approved(by: tokyo, at: [ahead])
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        _ = try await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)

        let rows = try await rows(as: cast.database.staff.auditor)
        #expect(rows.map { $0["派遣番号"] } == ["\(earlier)", "\(later)"])
        #expect(rows.map { $0["講演日"] } == ["2026-07-08", "2026-07-15"])
        #expect(rows.map { $0["開始"] } == ["14:00", "14:00"] && rows.map { $0["終了"] } == ["15:30", "15:30"])
        #expect(rows.map { $0["主催団体"] } == ["団体2", "団体1"])
        #expect(rows.map { $0["団体種別"] } == ["商工会議所", "商工会議所"])
        #expect(rows.map { $0["都道府県"] } == ["神奈川県", "東京都"] && rows.map { $0["会場"] } == ["会館", "会館"])
        #expect(rows.map { $0["講師"] } == ["講師 第1", "講師 第1"])
        #expect(rows.map { $0["講師番号"] } == ["\(lecturer.id)", "\(lecturer.id)"])
        #expect(rows.map { $0["参加見込み"] } == ["30", "30"])
        // The presenter's word counts; the host's where there is no report.
        #expect(rows.map { $0["参加人数"] } == ["12", "30"] && rows.map { $0["講演時間（分）"] } == ["90", "60"])
        #expect(rows.map { $0["実施内容"] } == ["", "前半は動画\n後半は質疑"])
        #expect(rows.map { $0["満足度"] } == ["", "5"] && rows.map { $0["また頼みたい"] } == ["", "はい"])
        // No spreadsheet takes it for a formula.
        #expect(rows.map { $0["主催団体のご意見"] } == ["", "'=分かりやすい"])
        #expect(try await self.rows(as: cast.coordinator, in: 2025).isEmpty)

        let limited = try await self.rows(as: try await cast.limited(to: "14"))
        #expect(limited.map { $0["派遣番号"] } == ["\(earlier)"])
        await #expect(throws: Refusal.notPermitted(.host)) { try await self.rows(as: tokyo.credential) }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await self.rows(as: lecturer.credential)
        }
    }
}
