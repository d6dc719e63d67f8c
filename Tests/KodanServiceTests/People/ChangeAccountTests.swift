import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("A change of bank account", .database)
struct ChangeAccountTests {
    private let database = TestDatabase.current

    private func payee() async throws -> (Payee.ID, Credential) {
        let (id, credential) = try await database.makePresenter(
            Sample.presenter(1, payee: Sample.payee(account: "1234567"))
        )
        let payee = try await database.owner.transaction { session in
            try session.value(
                "SELECT payee_id FROM presenter_payee WHERE presenter_id = \(id)",
                as: Payee.ID.self
            )
        }
        return (payee, credential)
    }

    @Test("is told to the old address, and waits for a second person")
    func waits() async throws {
        let (payee, _) = try await payee()
        let account = try Sample.account("7654321")
        let change = ChangeAccount(office: database.office)
        let confirm = ConfirmAccount(office: database.office)
        let id = try await change(of: payee, to: account, as: database.staff.coordinator)
        let mail = try await database.owner.transaction { session in
            try session.rows(
                "SELECT kind || ' ' || recipient || ' ' || (values ->> 'last_three') AS mail FROM outbox_message"
            ) { row throws(PostgresError) in try row.value("mail", as: String.self) }
        }
        #expect(mail == ["account_changed presenter1@example.jp 321"])
        await #expect(throws: Refusal.ownAccountChange(id)) {
            try await confirm(id, as: database.staff.coordinator)
        }
        try await confirm(id, as: database.staff.secondCoordinator)
        await #expect(throws: Refusal.accountConfirmed(id)) {
            try await confirm(id, as: database.staff.accountant)
        }
    }

    @Test("is confirmed by whoever asked, if they called back")
    func callBack() async throws {
        let (payee, _) = try await payee()
        let account = try Sample.account("7654321")
        let id = try await ChangeAccount(office: database.office)(
            of: payee,
            to: account,
            as: database.staff.coordinator
        )
        database.clock.advance(minutes: 5)
        let confirming = database.clock.now
        try await ConfirmAccount(office: database.office)(
            id,
            calledBack: "called 090-0000-0001",
            as: database.staff.coordinator
        )
        let read = try await ReadPayees(office: database.office)(payee, as: database.staff.accountant)
        let confirmed = try #require(read.accounts.first { $0.id == id })
        #expect(confirmed.requestedBy == database.staff.coordinator.user)
        #expect(confirmed.confirmedBy == database.staff.coordinator.user)
        #expect(confirmed.confirmedAt == confirming)
        #expect(confirmed.callBackNote == "called 090-0000-0001")
    }

    @Test("is asked for by the presenter, for their own payee only and without a call to themselves")
    func own() async throws {
        let (payee, own) = try await payee()
        let (_, other) = try await database.makePresenter(Sample.presenter(2))
        let account = try Sample.account("7654321")
        let change = ChangeAccount(office: database.office)
        await #expect(throws: Refusal.notFound(payee.description)) {
            try await change(of: payee, to: account, as: other)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await change(of: payee, to: account, confirmation: .calledBack(note: "me"), as: own)
        }
        _ = try await change(of: payee, to: account, as: own)
    }

    @Test("keeps the number sealed for its payee")
    func sealed() async throws {
        let (payee, _) = try await payee()
        let (bytes, version) = try await database.owner.transaction { session in
            try session.one("SELECT sealed_number, key_version FROM payee_account") {
                row throws(PostgresError) -> ([UInt8], Int) in
                (try row.value("sealed_number"), try row.value("key_version"))
            }
        }
        let vault = database.office.vault
        #expect(
            try vault.open(bytes, keyVersion: version, context: "payee:\(payee.rawValue)") == "1234567"
        )
        #expect(throws: VaultError.damaged) {
            try vault.open(bytes, keyVersion: version, context: "payee:\(payee.rawValue + 1)")
        }
    }
}
