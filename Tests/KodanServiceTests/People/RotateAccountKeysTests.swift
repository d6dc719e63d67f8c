import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Rotating the keys of accounts", .database)
struct RotateAccountKeysTests {
    private let database = TestDatabase.current
    private static let old = [UInt8](0..<32)
    private static let new = [UInt8](100..<132)

    /// An office whose newest key is the second one.
    private func office(keys: [Int: [UInt8]] = [1: old, 2: new]) throws -> Office {
        let vault = try #require(AccountVault(keys: keys, fingerprintKey: Self.old.reversed()))
        return Office(pool: database.app, clock: database.clock.office, vault: vault)
    }

    /// Adds so many accounts in one statement, all sealed for one payee under the first key.
    private func seal(_ count: Int) async throws -> Payee.ID {
        let (_, payee) = try await MoneyScene().presenter(number: nil)
        let sealed = try database.office.vault.seal("1234567", context: "payee:\(payee.rawValue)")
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type,
                                           sealed_number, key_version, fingerprint, last_three, holder_kana,
                                           requested_at)
                SELECT \(payee.rawValue), '0001', '', '001', '', 1, \(sealed.bytes)::bytea, 1,
                       decode(lpad(to_hex(number), 64, '0'), 'hex'), '567', 'ｺｳ ﾀﾛｳ', '2026-04-01T00:00:00Z'
                  FROM generate_series(1, \(count)) AS number
                """
            )
        }
        return payee
    }

    private func versions() async throws -> [Int: Int] {
        let counts: [(Int, Int)] = try await database.owner.transaction { session in
            try session.rows("SELECT key_version, count(*) AS count FROM payee_account GROUP BY 1") {
                row throws(PostgresError) in (try row.value("key_version"), try row.value("count"))
            }
        }
        return Dictionary(uniqueKeysWithValues: counts)
    }

    /// The numbers of all accounts as this office opens them.
    private func numbers(_ office: Office) async throws -> Set<String> {
        let rows: [(Int64, [UInt8], Int)] = try await database.owner.transaction { session in
            try session.rows("SELECT payee_id, sealed_number, key_version FROM payee_account") {
                row throws(PostgresError) in
                (try row.value("payee_id"), try row.value("sealed_number"), try row.value("key_version"))
            }
        }
        return Set(
            try rows.map { payee, bytes, version in
                try office.vault.open(bytes, keyVersion: version, context: "payee:\(payee)")
            }
        )
    }

    @Test("counts, seals every account anew, more than fit in one transaction, and finds none afterwards")
    func rotates() async throws {
        _ = try await seal(2 * RotateAccountKeys.batch + 1)
        let office = try office()
        let rotate = RotateAccountKeys(office: office)
        let administrator = database.staff.administrator
        let counted = try await rotate(dryRun: true, as: administrator)
        #expect((counted.resealed, counted.unopened, counted.busy) == (401, [], 0))
        #expect(try await versions() == [1: 401])
        #expect(try await rotate(as: administrator) == counted)
        #expect(try await versions() == [2: 401])
        #expect(try await rotate(as: administrator) == RotatedAccounts())
        // The old key may go.
        #expect(try await numbers(self.office(keys: [2: Self.new])) == ["1234567"])
        let events: Int = try await database.owner.transaction { session in
            try session.value("SELECT count(*) FROM audit_event WHERE action = 'payee.account_resealed'")
        }
        #expect(events == 401)
    }

    @Test("leaves what no key opens as it is, and names it")
    func unopened() async throws {
        _ = try await seal(3)
        try await database.owner.transaction { session in
            try session.script(
                """
                UPDATE payee_account SET key_version = 9 WHERE id = 1;
                UPDATE payee_account SET sealed_number = decode(repeat('00', 40), 'hex') WHERE id = 3;
                """
            )
        }
        let rotate = RotateAccountKeys(office: try office())
        let result = try await rotate(as: database.staff.administrator)
        #expect(
            (result.resealed, result.unopened, result.busy) == (
                1, [PayeeAccount.ID(1), PayeeAccount.ID(3)], 0
            )
        )
        #expect(try await versions() == [9: 1, 2: 1, 1: 1])
        let again = try await rotate(as: database.staff.administrator)
        #expect((again.resealed, again.unopened) == (0, result.unopened))
    }

    @Test("passes over an account that is being confirmed, while others read, and takes it the next time")
    func serving() async throws {
        let payee = try await seal(3)
        let office = try office()
        let rotate = RotateAccountKeys(office: office)
        let administrator = database.staff.administrator
        let held = Signal()
        let done = Signal()
        let database = database
        async let confirmation: Void = database.owner.transaction { session in
            try session.execute("SELECT id FROM payee_account WHERE id = 2 FOR UPDATE")
            held.open()
            while !done.isOpen { try session.execute("SELECT pg_sleep(0.02)") }
            try session.execute(
                """
                UPDATE payee_account
                   SET confirmed_by = \(administrator.user?.rawValue), confirmed_at = '2026-04-02T00:00:00Z'
                 WHERE id = 2
                """
            )
        }
        try await eventually(within: .seconds(60)) { held.isOpen }
        // Neither a reader nor somebody who adds an account waits for the rotation, nor it for them.
        let first = try await rotate(as: administrator)
        #expect((first.resealed, first.busy) == (2, 1))
        let read = try await ReadPayees(office: office)(payee, as: database.staff.accountant)
        #expect(read.accounts.count == 3)
        let added = try await ChangeAccount(office: database.office)(
            of: payee,
            to: Sample.account("7654321"),
            as: database.staff.coordinator
        )
        #expect(added == PayeeAccount.ID(4))
        done.open()
        try await confirmation
        let second = try await rotate(as: administrator)
        #expect((second.resealed, second.busy) == (2, 0))
        #expect(try await versions() == [2: 4])
        #expect(try await numbers(office) == ["1234567", "7654321"])
    }

    @Test("is for administrators")
    func roles() async throws {
        let rotate = RotateAccountKeys(office: try office())
        for role in Role.allCases where role != .administrator {
            guard let credential = database.staff[role] else { continue }
            await #expect(throws: Refusal.notPermitted(role)) { try await rotate(as: credential) }
        }
    }
}
