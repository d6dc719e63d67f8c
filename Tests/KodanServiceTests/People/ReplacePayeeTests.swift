import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Another payee in the place of one", .database)
struct ReplacePayeeTests {
    private let database = TestDatabase.current
    private var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }
    private var staff: Staff { database.staff }

    private let scene: MoneyScene

    init() async throws {
        scene = try await MoneyScene()
    }

    private func firm() throws -> PayeeDraft {
        try PayeeDraft(
            legalStatus: .corporation,
            residency: .resident,
            name: "株式会社講壇",
            postalCode: PostalCode("1020074"),
            address: "九段南1-2-1"
        )
    }

    private func texts(_ query: SQL) async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows(query) { row throws(PostgresError) in try row.value("text") }
        }
    }

    @Test("is paid from today on, and the one before until yesterday")
    func replacement() async throws {
        let (presenter, before) = try await scene.presenter()
        let stranger = try await scene.presenter(number: "7654321").payee
        let add = AddPayee(office: office)
        for wrong in [nil, stranger] {
            await #expect(throws: Refusal.payeeKnown(presenter)) {
                try await add(try firm(), for: presenter, replacing: wrong, as: staff.accountant)
            }
        }
        await #expect(throws: Refusal.notFound("pye-99")) {
            try await add(try firm(), for: presenter, replacing: Payee.ID(99), as: staff.accountant)
        }
        let after = try await add(try firm(), for: presenter, replacing: before, as: staff.accountant)
        // Since today: whoever comes in its place comes tomorrow.
        await #expect(throws: Refusal.payeeKnown(presenter)) {
            try await add(try firm(), for: presenter, replacing: after, as: staff.accountant)
        }
        let paid = try await texts(
            """
            SELECT concat_ws(' ', payee_id, valid) AS text
              FROM presenter_payee
             WHERE presenter_id = \(presenter)
             ORDER BY valid
            """
        )
        #expect(paid == ["\(before.rawValue) [2026-04-01,2026-12-10)", "\(after.rawValue) [2026-12-10,)"])
        let record = try await texts(
            "SELECT concat_ws(' ', subject, detail) AS text FROM audit_event WHERE action = 'payee.added'"
        )
        #expect(record == [#"\#(after) {"replaces": "\#(before)", "presenter": "\#(presenter)"}"#])
    }

    /// 30,000 each: the first was calculated for the person and moves by its correction, the second is the firm's.
    @Test("gets what is calculated from then on, also for lectures before, and by a correction what was")
    func owed() async throws {
        let (presenter, before) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        let calculate = CalculateHonoraria(office: office)
        let first = try #require(try await calculate(upTo: day("2026-11-30"), as: .system).owed.values.first)
        _ = try await scene.lecture(by: presenter, on: day("2026-11-12"))
        let add = AddPayee(office: office)
        let after = try await add(try firm(), for: presenter, replacing: before, as: staff.accountant)
        _ = try await calculate(upTo: day("2026-11-30"), as: .system)
        let owed: SQL = """
            SELECT concat_ws(' ', entry, payee_id, fee) AS text
              FROM honorarium
             ORDER BY id
            """
        #expect(
            try await texts(owed) == [
                "original \(before.rawValue) 30000", "original \(after.rawValue) 30000",
            ]
        )
        _ = try await CorrectHonorarium(office: office)(
            first,
            by: HonorariumCorrection(payee: after),
            reason: "法人が受け取る",
            as: staff.accountant
        )
        #expect(
            try await texts(owed).suffix(2) == [
                "red \(before.rawValue) -30000", "black \(after.rawValue) 30000",
            ]
        )
    }

    /// What a person keeps of 33,411 are 30,000, which a firm is promised and keeps whole.
    @Test("gets what was promised after tax, without the tax of the one before")
    func promised() async throws {
        let (presenter, before, first) = try await promise()
        let after = try await AddPayee(office: office)(
            try firm(),
            for: presenter,
            replacing: before,
            as: staff.accountant
        )
        _ = try await CorrectHonorarium(office: office)(
            first,
            by: HonorariumCorrection(payee: after),
            reason: "法人が受け取る",
            as: staff.accountant
        )
        let entries = try await texts(
            """
            SELECT concat_ws(' ', entry, payee_id, fee, promised_net, (
                       SELECT string_agg(payee_class, ',')
                         FROM withholding_rate
                        WHERE withholding_rate.id = ANY (withholding_rate_ids)
                   )) AS text
              FROM honorarium
             ORDER BY id
            """
        )
        #expect(
            entries == [
                "original \(before.rawValue) 33411 30000 resident_individual",
                "red \(before.rawValue) -33411 30000 resident_individual",
                "black \(after.rawValue) 30000 30000 domestic_corporation",
            ]
        )
    }

    @Test("is promised nothing after tax who is not resident")
    func promisedAbroad() async throws {
        let (presenter, before, first) = try await promise()
        let abroad = try PayeeDraft(
            legalStatus: .individual,
            residency: .nonresident,
            name: "講師",
            postalCode: PostalCode("1020074"),
            address: "九段南1-2-1"
        )
        let add = AddPayee(office: office)
        let after = try await add(abroad, for: presenter, replacing: before, as: staff.accountant)
        await #expect(throws: Refusal.netForNonresident(after)) {
            try await CorrectHonorarium(office: office)(
                first,
                by: HonorariumCorrection(payee: after),
                reason: "海外へ移った",
                as: staff.accountant
            )
        }
    }

    /// A lecture of which 30,000 are promised after tax, calculated for the one before.
    private func promise() async throws -> (Presenter.ID, Payee.ID, Honorarium.ID) {
        let (presenter, before) = try await scene.presenter()
        let lecture = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        try await AgreeFee(office: office)(
            .net(Yen(30_000)),
            for: lecture,
            because: "本人の申し出",
            as: staff.coordinator
        )
        let calculated = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        return (presenter, before, try #require(calculated.owed[lecture]))
    }

    /// Else an account could be put under what is still to be paid, and nobody who is owed it would hear of it.
    @Test("leaves who is owed something by the one before told of its accounts, and nobody after that")
    func told() async throws {
        let (presenter, before) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        let calculate = CalculateHonoraria(office: office)
        let first = try #require(try await calculate(upTo: day("2026-11-30"), as: .system).owed.values.first)
        let add = AddPayee(office: office)
        let after = try await add(try firm(), for: presenter, replacing: before, as: staff.accountant)
        let change = ChangeAccount(office: office)
        let mails: SQL = """
            SELECT message.recipient AS text
              FROM outbox_message AS message
              JOIN presenter ON presenter.email = message.recipient
             WHERE message.kind = 'account_changed'
               AND presenter.id = \(presenter)
            """
        _ = try await change(of: before, to: try Sample.account("7654321"), as: staff.coordinator)
        #expect(try await texts(mails).count == 1)
        _ = try await CorrectHonorarium(office: office)(
            first,
            by: HonorariumCorrection(payee: after),
            reason: "法人が受け取る",
            as: staff.accountant
        )
        _ = try await change(of: before, to: try Sample.account("7654322"), as: staff.coordinator)
        #expect(try await texts(mails).count == 1)
    }
}
