import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Payees as they are read", .database)
struct ReadPayeesTests {
    private let database = TestDatabase.current

    private func read(_ id: Payee.ID, as credential: Credential) async throws -> AccountEntry? {
        try await ReadPayees(office: database.office)(id, as: credential).accounts.first
    }

    private func presenter(_ number: Int, holder: String = "コウダン ハナコ") async throws -> Credential {
        let payee = try Sample.payee(account: "123456\(number)", holder: holder)
        return try await database.makePresenter(Sample.presenter(number, payee: payee)).credential
    }

    @Test("can be paid only once a second person has confirmed the account that the list names")
    func confirmed() async throws {
        _ = try await presenter(1)
        let list = ReadPayees(office: database.office)
        let waiting = try await list(onlyWaiting: true, as: database.staff.coordinator).items
        let payee = try #require(waiting.first)
        #expect(waiting.count == 1 && !payee.hasAccount)
        let account = try #require(payee.waiting.first)
        try await ConfirmAccount(office: database.office)(account, as: database.staff.accountant)
        #expect(try await list(onlyWaiting: true, as: database.staff.coordinator).items.isEmpty)
        let after = try await list(as: database.staff.auditor).items
        #expect(after.map(\.id) == [payee.id] && after.map(\.hasAccount) == [true])
    }

    @Test("show accounting all but the number, the payee three digits, other staff nothing")
    func sight() async throws {
        let own = try await presenter(1)
        let other = try await presenter(2)
        let staff = database.staff
        let id = try #require(
            try await ReadPayees(office: database.office)(as: own).items.first?.id
        )
        #expect(try await ReadPayees(office: database.office)(as: own).items.count == 1)
        for credential in [staff.accountant, staff.approver] {
            let seen = try #require(try await read(id, as: credential))
            #expect(seen.place?.bankCode == "9991" && seen.lastThree == "561")
        }
        let mine = try #require(try await read(id, as: own))
        #expect(mine.place == nil && mine.lastThree == "561")
        for credential in [staff.coordinator, staff.auditor] {
            let seen = try #require(try await read(id, as: credential))
            #expect(seen.place == nil && seen.lastThree == nil && seen.confirmedAt == nil)
        }
        await #expect(throws: Refusal.notFound(id.description)) { try await read(id, as: other) }
        for role in [Role.clerk, .administrator] {
            let credential = try #require(staff[role])
            await #expect(throws: Refusal.notPermitted(role)) { try await read(id, as: credential) }
        }
    }

    @Test("come page by page, and by a part of the name")
    func pages() async throws {
        for number in 1...3 { _ = try await presenter(number) }
        let list = ReadPayees(office: database.office)
        let two = try #require(PageLimit(2))
        let first = try await list(limit: two, as: database.staff.accountant)
        #expect(first.items.count == 2 && first.next == first.items.last?.id)
        let second = try await list(after: first.next, limit: two, as: database.staff.accountant)
        #expect(second.items.count == 1 && second.next == nil)
        #expect(try await list(named: "講壇", as: database.staff.accountant).items.count == 3)
        #expect(try await list(named: "見本", as: database.staff.accountant).items.isEmpty)
        // What stands for anything in a pattern stands for itself here.
        #expect(try await list(named: "%", as: database.staff.accountant).items.isEmpty)
    }

    @Test("keep a note of a call back within its bounds")
    func note() async throws {
        _ = try await presenter(1)
        let waiting = try await ReadPayees(office: database.office)(as: database.staff.accountant).items
        let account = try #require(waiting.first?.waiting.first)
        let long = String(repeating: "x", count: 501)
        let refused = Refusal.field(FieldRefused(.reason, expected: .atMost(characters: 500)))
        await #expect(throws: refused) {
            try await ConfirmAccount(office: database.office)(
                account,
                calledBack: long,
                as: database.staff.accountant
            )
        }
    }
}
