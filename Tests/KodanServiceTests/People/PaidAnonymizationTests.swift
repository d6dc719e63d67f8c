import Foundation
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("Taking away the name of somebody who was paid", .database)
struct PaidAnonymizationTests {
    private let database = TestDatabase.current
    private var staff: Staff { database.staff }

    private func anonymize(_ presenter: Presenter.ID, _ office: Office) async throws {
        try await AnonymizePerson(office: office)(
            .presenter(presenter),
            because: "本人の希望",
            as: staff.administrator
        )
    }

    private func list(_ office: Office) async throws -> Data {
        var bytes = Data()
        try await withFolder { folder in
            let list = try await ExportHonorariumList(office: office)(
                december,
                to: folder,
                as: staff.accountant
            )
            bytes = try Data(contentsOf: URL(fileURLWithPath: list.path))
        }
        return bytes
    }

    @Test("waits until all is paid; the papers of the closed month are the same bytes after it")
    func paid() async throws {
        let scene = try await MoneyScene()
        let office = database.office(at: moment("2026-12-10T10:00:00+09:00"))
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        try await ChangePresenterStatus(office: office)(
            of: presenter,
            to: .retired,
            because: "退任",
            as: staff.coordinator
        )
        let unpaid = Refusal.person(.stillNeeded(.presenter(presenter), .request))
        await #expect(throws: unpaid) { try await anonymize(presenter, office) }
        _ = try await closedMonth(office, staff)
        await #expect(throws: unpaid) { try await anonymize(presenter, office) }
        let before = try await list(office)
        let afterwards = database.office(at: moment("2026-12-26T10:00:00+09:00"))
        try await payMonth(december, afterwards, on: day("2026-12-25"))
        try await anonymize(presenter, afterwards)
        #expect(try await list(afterwards) == before)
        #expect(String(decoding: before, as: UTF8.self).contains("講 太郎"))
    }

    @Test("waits for what a correction owes, and not for what it took back before it was paid")
    func corrected() async throws {
        let scene = try await MoneyScene()
        let office = database.office(at: moment("2026-12-10T10:00:00+09:00"))
        let (presenter, _) = try await scene.presenter(rank: "standard")
        let lecture = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await closedMonth(office, staff)
        let afterwards = database.office(at: moment("2026-12-26T10:00:00+09:00"))
        try await payMonth(december, afterwards, on: day("2026-12-25"))
        try await ChangePresenterStatus(office: afterwards)(
            of: presenter,
            to: .retired,
            because: "退任",
            as: staff.coordinator
        )
        let paid: Honorarium.ID = try await database.owner.transaction { session in
            try session.value("SELECT id FROM honorarium WHERE assignment_id = \(lecture)")
        }
        let less = try await CorrectHonorarium(office: afterwards)(
            paid,
            by: HonorariumCorrection(minutes: 60),
            reason: "誤り",
            as: staff.accountant
        )
        let owed = Refusal.person(.stillNeeded(.presenter(presenter), .owed))
        await #expect(throws: owed) { try await anonymize(presenter, afterwards) }
        // What is right instead is what had been paid: the entry between, which no payment held, is owed no more.
        let black = try #require(less.black)
        _ = try await CorrectHonorarium(office: afterwards)(
            black,
            by: HonorariumCorrection(minutes: 90),
            reason: "誤りでない",
            as: staff.accountant
        )
        await #expect(throws: owed) { try await anonymize(presenter, afterwards) }
        let january = YearMonth(containing: day("2027-01-01"))
        let inJanuary = database.office(at: moment("2027-01-10T10:00:00+09:00"))
        try await closeMonth(january, inJanuary)
        // What is taken back and what is owed in its place are as much: nothing is sent, and all is settled.
        try await anonymize(presenter, inJanuary)
    }
}
