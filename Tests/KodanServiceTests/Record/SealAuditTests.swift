import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The sealed record", .database)
struct SealAuditTests {
    private let database = TestDatabase.current

    private func write(_ count: Int, _ subject: String = "req") async throws {
        for number in 1...count {
            try await database.office.transaction(as: .system) { desk in
                try desk.record("request.approved", "\(subject)-\(number)", detail: ["b": "2", "a": "1"])
            }
        }
    }

    private func verify() async throws -> AuditFinding {
        try await VerifyAudit(office: database.office)(as: database.staff.auditor)
    }

    /// What somebody does who may do everything.
    private func tamper(_ statement: String) async throws {
        try await database.owner.transaction { session in
            for table in ["audit_event", "audit_seal", "audit_sealed_event"] {
                try session.script("ALTER TABLE \(table) DISABLE TRIGGER USER")
            }
            try session.script(statement)
        }
    }

    @Test("holds, in seals of the size that was asked for")
    func holds() async throws {
        let office = database.office
        _ = try await SealAudit(office: office)()
        let before = try await verify()
        try await write(7)
        #expect(try await verify().unsealed == 7)
        #expect(try await SealAudit(office: office, batchSize: 3)() == 7)
        #expect(try await SealAudit(office: office)() == 0)
        let after = try await verify()
        #expect(after.firstBrokenSeal == nil)
        #expect(after.seals == before.seals + 3)
        #expect(after.events == before.events + 7)
        #expect(after.unsealed == 0)
        #expect(after.newestSeal?.count == 32 && after.newestSeal != before.newestSeal)
    }

    @Test("has the seal that was printed, until all of it is made anew")
    func printed() async throws {
        try await write(3)
        _ = try await SealAudit(office: database.office)()
        let printed = try #require(try await verify().newestSeal)
        try await write(2, "asg")
        _ = try await SealAudit(office: database.office)()
        func found() async throws -> AuditFinding {
            try await VerifyAudit(office: database.office)(
                lookingFor: printed,
                as: database.staff.auditor
            )
        }
        let kept = try await found()
        #expect(kept.firstBrokenSeal == nil)
        #expect(kept.soughtSeal == Int64(kept.seals - 1))
        try await tamper(
            """
            UPDATE audit_event SET reason = 'other' WHERE subject = 'req-2';
            DELETE FROM audit_sealed_event;
            DELETE FROM audit_seal;
            """
        )
        _ = try await SealAudit(office: database.office)()
        let anew = try await found()
        #expect(anew.firstBrokenSeal == nil)
        #expect(anew.soughtSeal == nil)
    }

    @Test(
        "shows what was changed",
        arguments: [
            "UPDATE audit_event SET reason = 'other' WHERE subject = 'req-5'",
            "UPDATE audit_event SET at = at + interval '1 second' WHERE subject = 'req-5'",
            "UPDATE audit_event SET detail = '{}' WHERE subject = 'req-5'",
            "UPDATE audit_event SET user_id = (SELECT min(id) FROM app_user) WHERE subject = 'req-5'",
            """
            DELETE FROM audit_sealed_event USING audit_event
             WHERE audit_event.id = event_id AND subject = 'req-5';
            DELETE FROM audit_event WHERE subject = 'req-5'
            """,
            """
            UPDATE audit_seal SET sha256 = decode(repeat('ab', 32), 'hex')
             WHERE id = (SELECT seal_id FROM audit_sealed_event JOIN audit_event ON audit_event.id = event_id
                          WHERE subject = 'req-5')
            """,
        ]
    )
    func tampering(statement: String) async throws {
        _ = try await SealAudit(office: database.office)()
        let before = try await verify().seals
        try await write(9)
        _ = try await SealAudit(office: database.office, batchSize: 3)()
        #expect(try await verify().firstBrokenSeal == nil)
        try await tamper(statement)
        #expect(try await verify().firstBrokenSeal == Int64(before + 2))
    }

    @Test("cannot be changed by the server's role")
    func appendOnly() async throws {
        try await write(1)
        await #expect(throws: PostgresError.self) {
            try await database.office.transaction(as: .system) { desk in
                try desk.session.execute("UPDATE audit_event SET reason = 'other' WHERE subject = 'req-1'")
            }
        }
    }

    @Test("misses no event of writers at work, sealed by two at once")
    func concurrent() async throws {
        let office = database.office
        let before = try await verify()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...3 {
                group.addTask { try await self.write(30, "pre-\(writer)") }
            }
            for _ in 1...2 {
                group.addTask { for _ in 1...20 { _ = try await SealAudit(office: office, batchSize: 4)() } }
            }
            try await group.waitForAll()
        }
        _ = try await SealAudit(office: office)()
        let after = try await verify()
        #expect(after.firstBrokenSeal == nil)
        #expect(after.unsealed == 0)
        #expect(after.events == before.events + before.unsealed + 90)
    }

    @Test(
        "catches an event with a small key that commits late, also after days without a worker",
        arguments: [0, 3]
    )
    func late(days: Int) async throws {
        let office = database.office
        for _ in 1...2 {
            try await write(1, "req-9")
            _ = try await SealAudit(office: office)()
            database.clock.set(office.clock.now().adding(days: 2))
        }
        let before = try await verify()
        try await office.transaction(as: .system) { desk in
            try desk.record("request.approved", "req-1")
            // Another connection takes a later key, commits, and is sealed before this transaction ends.
            let passed = Gate()
            Task {
                defer { passed.open() }
                try await self.write(1, "req-2")
                _ = try await SealAudit(office: office)()
            }
            passed.wait()
        }
        #expect(try await verify().events == before.events + 1)
        database.clock.set(office.clock.now().adding(days: days))
        #expect(try await SealAudit(office: office)() == 1)
        let after = try await verify()
        #expect(after.events == before.events + 2 && after.firstBrokenSeal == nil)
    }

    @Test("is verified by those who check others", arguments: [Role.coordinator, .clerk, .accountant])
    func permissions(role: Role) async throws {
        let credential = try #require(database.staff[role])
        await #expect(throws: Refusal.notPermitted(role)) {
            try await VerifyAudit(office: database.office)(as: credential)
        }
    }
}
