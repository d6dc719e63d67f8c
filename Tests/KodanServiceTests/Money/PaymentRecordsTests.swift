import Foundation
import KodanDomain
import KodanExport
import KodanImport
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("The year's payment records", .database)
struct PaymentRecordsTests {
    let database = TestDatabase.current
    var staff: Staff { database.staff }
    let inDecember = moment("2026-12-10T10:00:00+09:00")
    let inJanuary = moment("2027-01-15T10:00:00+09:00")

    private var year: CalendarYear {
        get throws { try #require(CalendarYear(2026)) }
    }

    private static func body() throws -> OfficeBody {
        OfficeBody(
            name: "テスト公法機構",
            address: "東京都千代田区九段南1-2-1",
            phone: "03-0000-0001",
            corporateNumber: try CorporateNumber("7123456789012")
        )
    }

    private func make(_ office: Office, to folder: String, number: Int? = nil) async throws
        -> PaymentRecordsMade
    {
        try await MakePaymentRecords(office: office)(
            try year,
            number: number,
            to: folder,
            by: try Self.body(),
            as: staff.accountant
        )
    }

    /// The fields of each record, as the tax office reads them: CP932, commas, CR LF.
    private func records(_ path: String) throws -> [[String]] {
        var bytes: [UInt8]? = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let source = TextSource {
            defer { bytes = nil }
            return bytes
        }
        var text: [UInt8] = []
        while let piece = try source.next() { text += piece }
        return String(decoding: text, as: UTF8.self).split(separator: "\r\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func sql(_ statement: String) async throws {
        try await database.owner.transaction { session in try session.script(statement) }
    }

    @Test("sum what was fixed by person, paid or not, above 50,000 yen, corporations too")
    func persons() async throws {
        let scene = try await MoneyScene()
        // 60,000 in two payments; exactly 50,000; a firm with 60,000; a non-resident; one person registered twice.
        let two = try await scene.presenter(number: "1234561")
        let fifty = try await scene.presenter(rank: "flat_5000", number: "1234562")
        let firm = try await scene.presenter(legalStatus: .corporation, number: "1234563")
        let abroad = try await scene.presenter(
            rank: "flat_600000",
            residency: "nonresident",
            number: "1234564"
        )
        let first = try await scene.presenter(number: "1234565")
        let second = try await scene.presenter(number: "1234566")
        let unpaid = try await scene.presenter(rank: "flat_600000", number: "1234567")
        for (index, person) in [two, firm, firm, first, second, abroad].enumerated() {
            _ = try await scene.lecture(by: person.presenter, on: day("2026-11-10").adding(days: index))
        }
        for offset in 0..<10 {
            _ = try await scene.lecture(by: fifty.presenter, on: day("2026-11-01").adding(days: offset))
        }
        try await sql(
            """
            INSERT INTO payee_invoice_number VALUES (\(firm.payee.rawValue), 'T5835678256246', '[2026-04-01,)', NULL);
            INSERT INTO payee_alias (payee_id, same_as, reason, noted_by, noted_at)
            SELECT \(second.payee.rawValue), \(first.payee.rawValue), '屋号', min(id), '2026-12-01T00:00:00Z'
              FROM app_user;
            UPDATE payee SET name = '髙橋 太郎' WHERE id = \(first.payee.rawValue);
            """
        )
        let office = database.office(at: inDecember)
        try await closeMonth(december, office)
        database.clock.set(moment("2026-12-28T10:00:00+09:00"))
        try await payMonth(december, office, on: day("2026-12-25"))
        // Fixed in December, paid in January.
        for (person, held) in [(two, "2026-12-01"), (unpaid, "2026-12-01"), (unpaid, "2026-12-02")] {
            _ = try await scene.lecture(by: person.presenter, on: day(held))
        }
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-12-31"), as: .system)
        database.clock.set(inJanuary)

        try await withFolder { folder in
            let made = try await make(office, to: folder)
            let file = try #require(made.file)
            #expect(file.path == folder + "/309-2026/309dat01.txt")
            #expect((file.sequence, file.records, file.cancellations) == (1, 4, 0))
            #expect(made.leftOut == [.init(payee: abroad.payee, reason: .nonresident, amount: Yen(600_000))])
            let rows = try records(file.path)
            #expect(rows.map(\.count) == [53, 53, 53, 53])
            // Amount, unpaid, tax, not withheld.
            #expect(rows[0][16...19] == ["60000", "30000", "6126", "3063"])
            #expect(rows[1][16...19] == ["60000", "", "0", ""])
            #expect(rows[1][52] == "5835678256246")
            #expect(rows[2][16...19] == ["60000", "", "6126", ""])
            #expect(rows[2][13] == "高橋　太郎")
            // Estimated as one payment of 1,200,000.
            #expect(rows[3][16...19] == ["1200000", "1200000", "142940", "142940"])
            #expect(rows.allSatisfy { $0[52] == " " || $0[52] == "5835678256246" })
            #expect(rows.allSatisfy { $0[51] == "7123456789012" && $0[9] == "0" && $0[10] == "08" })
            #expect(made.replaced.map(\.payee) == [first.payee])
            #expect(made.replaced.map(\.replacement.from) == ["髙"])
        }
    }

    private func count(_ query: String) async throws -> Int {
        try await database.owner.transaction { session in try session.value(SQL(stringLiteral: query)) }
    }

    @Test("are cancelled and replaced where something changed, and only there; a file can be made again")
    func corrections() async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter(rank: "flat_600000", number: "1234561")
        let (other, _) = try await scene.presenter(rank: "flat_600000", number: "1234562")
        let lecture = try await scene.lecture(by: presenter, on: day("2026-11-10"), travel: [.cash(1000)])
        _ = try await scene.lecture(by: other, on: day("2026-11-11"))
        let office = database.office(at: inDecember)
        try await closeMonth(december, office)
        database.clock.set(inJanuary)
        try await withFolder { folder in
            let first = try #require(try await make(office, to: folder).file)
            #expect((first.records, first.cancellations) == (2, 0))
            let again = try await make(office, to: folder)
            #expect(again.file == nil)
            // That it was paid meanwhile corrects nothing.
            try await payMonth(december, office, on: day("2026-12-25"))
            #expect(try await make(office, to: folder).file == nil)

            let owed = try await count(
                "SELECT id::integer FROM honorarium WHERE assignment_id = \(lecture.rawValue)"
            )
            _ = try await CorrectHonorarium(office: office)(
                Honorarium.ID(Int64(owed)),
                by: HonorariumCorrection(travelToPresenter: Yen(2000)),
                reason: "旅費の誤り",
                as: staff.accountant
            )
            await #expect(throws: Refusal.recordFileNumber(try year, next: 2)) {
                try await make(office, to: folder, number: 1)
            }
            let second = try #require(try await make(office, to: folder, number: 3).file)
            #expect(second.path == folder + "/309-2026/309dat03.txt")
            #expect((second.sequence, second.records, second.cancellations) == (3, 1, 1))
            let rows = try records(second.path)
            #expect(rows.map { $0[9] } == ["1", "0"])
            let before = try records(first.path)
            // The filed record, but for its flag.
            #expect(Array(rows[0][10...]) == Array(before[0][10...]))
            #expect(rows.map { $0[16] } == ["601000", "602000"])
            // 61,362 was withheld from 601,000; 602,000 in one payment bears 61,464: the red entry copies.
            #expect(rows.map { $0[18] } == ["61362", "61464"])

            let repeats = RepeatPaymentRecords(office: office)
            let old = try Data(contentsOf: URL(fileURLWithPath: first.path))
            try FileManager.default.removeItem(atPath: first.path)
            let path = try await repeats(1, of: try year, to: folder, as: staff.accountant)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == old)
            await #expect(throws: Refusal.notFound("309dat02.txt", as: .file)) {
                try await repeats(2, of: try year, to: folder, as: staff.accountant)
            }
        }
        #expect(payee.rawValue > 0)
    }

    @Test("cancel alone what is not due any more")
    func cancelled() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter(rank: "flat_600000")
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        let office = database.office(at: inDecember)
        try await closeMonth(december, office)
        database.clock.set(inJanuary)
        try await withFolder { folder in
            _ = try await make(office, to: folder)
            _ = try await CorrectHonorarium(office: office)(
                Honorarium.ID(1),
                by: nil,
                reason: "別の講師が講演した",
                as: staff.accountant
            )
            let file = try #require(try await make(office, to: folder).file)
            #expect((file.records, file.cancellations) == (0, 1))
            #expect(try await make(office, to: folder).file == nil)
        }
    }

    @Test("take back what was paid to a resident, wherever the payee lives by then")
    func movedAbroad() async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter(rank: "flat_600000")
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        let office = database.office(at: inDecember)
        try await closeMonth(december, office)
        try await SetResidency(office: office)(
            of: payee,
            to: .nonresident,
            from: day("2027-01-01"),
            as: staff.accountant
        )
        database.clock.set(inJanuary)
        try await withFolder { folder in
            #expect(try await make(office, to: folder).file?.records == 1)
            _ = try await CorrectHonorarium(office: office)(
                Honorarium.ID(1),
                by: nil,
                reason: "別の講師が講演した",
                as: staff.accountant
            )
            let made = try await make(office, to: folder)
            #expect((made.file?.records, made.file?.cancellations) == (0, 1))
            #expect(made.leftOut == [])
        }
    }

    @Test("are refused with payee, item and character where no standard form helps; nothing is kept")
    func characters() async throws {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter(rank: "flat_600000", number: "1234561")
        let (other, second) = try await scene.presenter(rank: "flat_600000", number: "1234562")
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await scene.lecture(by: other, on: day("2026-11-11"))
        try await sql(
            """
            UPDATE payee SET name = '𡈽屋 太郎' WHERE id = \(payee.rawValue);
            UPDATE payee SET address = '東京都😀' WHERE id = \(second.rawValue);
            """
        )
        let office = database.office(at: inDecember)
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        database.clock.set(inJanuary)
        try await withFolder { folder in
            let refused = try await #require(throws: PaymentRecordsRefused.self) {
                try await make(office, to: folder)
            }
            #expect(
                refused.problems == [
                    Form309Refused(payee: payee.description, item: 14, problem: .character("𡈽")),
                    Form309Refused(payee: second.description, item: 12, problem: .character("😀")),
                ]
            )
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
        #expect(try await count("SELECT count(*)::integer FROM payment_record_file") == 0)
    }

    @Test("wait for the year's end, and are accounting's")
    func refusals() async throws {
        let office = database.office(at: moment("2026-12-31T23:59:00+09:00"))
        await #expect(throws: Refusal.dayAhead(day("2027-01-01"))) { try await make(office, to: "/tmp") }
        database.clock.set(moment("2027-01-01T00:00:00+09:00"))
        let made = try await make(office, to: "/tmp")
        #expect(made == PaymentRecordsMade.nothing)
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await MakePaymentRecords(office: office)(
                try year,
                to: "/tmp",
                by: try Self.body(),
                as: staff.auditor
            )
        }
    }
}

extension PaymentRecordsMade {
    fileprivate static let nothing = PaymentRecordsMade(file: nil, replaced: [], leftOut: [])
}
