import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A coordinator who is limited to prefectures, and money", .database)
struct LimitedMoneyTests {
    private let cast = Cast()
    private var office: Office { cast.office }

    /// Whom the body pays for somebody who lives in `municipality`, with an account that waits.
    private func payee(_ number: Int, in municipality: String) async throws -> (Presenter.ID, Payee.ID) {
        let draft = try Sample.presenter(
            number,
            municipality: municipality,
            payee: Sample.payee(account: "123456\(number)")
        )
        let presenter = try await cast.database.makePresenter(draft)
        let payees = try await ReadPayees(office: office)(as: presenter.credential).items
        return (presenter.id, try #require(payees.first).id)
    }

    private func waiting(_ payee: Payee.ID) async throws -> PayeeAccount.ID {
        let found = try await ReadPayees(office: office)(payee, as: cast.database.staff.accountant)
        return try #require(found.summary.waiting.first)
    }

    @Test("read the payees of the presenters whom they keep or meet")
    func payees() async throws {
        let (_, near) = try await payee(1, in: "13101")
        let (stranger, far) = try await payee(2, in: "14104")
        let read = ReadPayees(office: office)
        let tokyo = try await cast.limited(to: "13")
        #expect(try await read(as: cast.coordinator).items.map(\.id) == [near, far])
        #expect(try await read(as: tokyo).items.map(\.id) == [near])
        #expect(try await read(named: "講壇", onlyWaiting: true, as: tokyo).items.map(\.id) == [near])
        #expect(try await read(near, as: tokyo).summary.waiting.count == 1)
        await #expect(throws: Refusal.notFound(far.description)) { try await read(far, as: tokyo) }
        let request = try await cast.approved(by: try await cast.host(1), topic: "phishing")
        let met = Lecturer(id: stranger, credential: .system, email: "")
        _ = try await cast.ask([met], for: request)
        #expect(try await read(as: tokyo).items.map(\.id) == [near, far])
        #expect(try await read(far, as: tokyo).address == "東京都千代田区九段南1-2-1")
    }

    @Test("change nothing about the payees of others, those whom they meet among them")
    func changes() async throws {
        let (met, metPayee) = try await payee(1, in: "14104")
        let (_, stranger) = try await payee(2, in: "14104")
        let (_, own) = try await payee(3, in: "13101")
        let request = try await cast.approved(by: try await cast.host(1), topic: "phishing")
        _ = try await cast.ask([Lecturer(id: met, credential: .system, email: "")], for: request)
        let tokyo = try await cast.limited(to: "13")
        let office = office
        let postal = try PostalCode("1020074")
        let (first, next) = (day("2026-06-01"), day("2026-06-02"))
        let steps: [(Payee.ID) async throws -> Void] = [
            { _ = try await ChangeAccount(office: office)(of: $0, to: Sample.account("7654321"), as: tokyo) },
            { try await SetResidency(office: office)(of: $0, to: .nonresident, from: next, as: tokyo) },
            {
                try await ChangePayeeAddress(office: office)(of: $0, to: "二丁目", postalCode: postal, as: tokyo)
            },
            { try await AddInvoiceNumber(office: office)("T7123456789012", to: $0, from: first, as: tokyo) },
            {
                try await CheckInvoiceNumber(office: office)("T7123456789012", of: $0, on: first, as: tokyo)
            },
            { try await EndInvoiceNumber(office: office)("T7123456789012", of: $0, on: first, as: tokyo) },
        ]
        let before = try await cast.footprint()
        for step in steps {
            await #expect(throws: Refusal.notPermitted(.coordinator)) { try await step(metPayee) }
            await #expect(throws: Refusal.notFound(stranger.description)) { try await step(stranger) }
        }
        let confirm = ConfirmAccount(office: office)
        let (seen, unseen) = (try await waiting(metPayee), try await waiting(stranger))
        await #expect(throws: Refusal.notPermitted(.coordinator)) { try await confirm(seen, as: tokyo) }
        await #expect(throws: Refusal.notFound(unseen.description)) { try await confirm(unseen, as: tokyo) }
        #expect(try await cast.footprint() == before)
        for step in steps.dropLast() { try await step(own) }
        try await confirm(try await waiting(own), as: tokyo)
    }

    @Test("see and clear what stands out there, and nothing elsewhere")
    func findings() async throws {
        let (far, farPayee) = try await payee(1, in: "14104")
        let (near, nearPayee) = try await payee(2, in: "13101")
        let (tokyo, kanagawa) = (
            try await cast.limited(to: "13"), try await cast.limited(to: "14", number: 2)
        )
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO finding (kind, severity, payee_id, other, state, found_at)
                SELECT 'same_account', 'blocks', id, '', 'open', \(Cast.today)
                  FROM unnest(\([farPayee, nearPayee])::bigint[]) AS id
                """
            )
        }
        _ = (far, near)
        let (read, clear) = (ReadFindings(office: office), ClearFinding(office: office))
        let (first, second) = (Finding.ID(1), Finding.ID(2))
        #expect(try await read(as: cast.coordinator).items.map(\.id) == [first, second])
        #expect(try await read(as: tokyo).items.map(\.id) == [second])
        #expect(try await read(as: kanagawa).items.map(\.id) == [first])
        await #expect(throws: Refusal.notFound("\(first)")) { try await read(first, as: tokyo) }
        await #expect(throws: Refusal.notFound("\(first)")) {
            try await clear(first, because: "確認済み", as: tokyo)
        }
        let request = try await cast.approved(by: try await cast.host(1), topic: "phishing")
        _ = try await cast.ask([Lecturer(id: far, credential: .system, email: "")], for: request)
        #expect(try await read(as: tokyo).items.map(\.id) == [first, second])
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await clear(first, because: "確認済み", as: tokyo)
        }
        try await clear(second, because: "確認済み", as: tokyo)
        #expect(try await read(in: .open, as: cast.coordinator).items.map(\.id) == [first])
    }

    @Test("issue a calendar once for all who ask at the same time")
    func calendarsAtOnce() async throws {
        let far = try await cast.lecturer(1, in: "14104")
        let issue = IssueCalendar(office: office)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { _ = try await issue(for: .presenter(far.id), as: far.credential) }
            }
            try await group.waitForAll()
        }
        let standing = try await cast.texts("SELECT id::text FROM calendar_feed WHERE revoked_at IS NULL")
        #expect(standing.count == 1)
    }

    @Test("revoke the calendars of those whom they keep")
    func calendars() async throws {
        let far = try await cast.lecturer(1, in: "14104")
        let near = try await cast.host(2, in: "13101")
        let issue = IssueCalendar(office: office)
        let theirs = try await issue(for: .presenter(far.id), as: far.credential)
        let own = try await issue(for: .organization(near.organization), as: near.credential)
        let tokyo = try await cast.limited(to: "13")
        let revoke = RevokeCalendar(office: office)
        await #expect(throws: Refusal.notFound("\(theirs.id)")) { try await revoke(theirs.id, as: tokyo) }
        #expect(
            try await cast.texts("SELECT id::text FROM calendar_feed WHERE revoked_at IS NOT NULL").isEmpty
        )
        try await revoke(own.id, as: tokyo)
        try await revoke(theirs.id, as: cast.coordinator)
    }
}
