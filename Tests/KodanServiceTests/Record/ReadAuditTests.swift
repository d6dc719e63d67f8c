import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Reading the record", .database)
struct ReadAuditTests {
    private let database = TestDatabase.current

    private func read(
        limit: Int = 50,
        after: AuditEvent.ID? = nil,
        _ change: (inout AuditFilter) -> Void = { _ in }
    ) async throws -> Page<AuditEventEntry, AuditEvent> {
        var filter = AuditFilter()
        change(&filter)
        return try await ReadAuditEvents(office: database.office)(
            filter,
            after: after,
            limit: try #require(PageLimit(limit)),
            as: database.staff.auditor
        )
    }

    @Test("finds events by what, who, when and what was done, a page at a time")
    func filters() async throws {
        let clerk = try #require(database.staff.clerk.user)
        let coordinator = try #require(database.staff.coordinator.user)
        let first = try await read().items.count
        for (number, credential) in [
            database.staff.clerk, database.staff.coordinator, database.staff.clerk,
        ].enumerated() {
            database.clock.advance(minutes: 1)
            try await database.office.transaction(as: credential) { desk in
                try desk.record(
                    number == 1 ? "thing.moved" : "thing.made",
                    "req-\(number)",
                    reason: "r",
                    onBehalfOf: "x",
                    detail: ["b": "2", "a": "1"]
                )
            }
        }
        let all = try await read { $0.action = "thing" }
        #expect(all.items.map(\.subject) == ["req-0", "req-1", "req-2"])
        let event = all.items[1]
        #expect(event.user == coordinator && event.role == "coordinator" && event.action == "thing.moved")
        #expect(event.reason == "r" && event.onBehalfOf == "x" && event.detail == ["a": "1", "b": "2"])
        #expect(event.at == database.clock.now.adding(minutes: -1) && event.seal == nil)
        #expect(try await read { $0.action = "thing.made" }.items.map(\.subject) == ["req-0", "req-2"])
        #expect(try await read { $0.action = "thin" }.items.isEmpty)
        #expect(try await read { $0.subject = "req-2" }.items.count == 1)
        let byClerk = try await read {
            $0.user = clerk
            $0.action = "thing"
        }
        #expect(byClerk.items.count == 2)
        let between = try await read {
            $0.from = event.at
            $0.before = event.at.adding(minutes: 1)
        }
        #expect(between.items.map(\.id) == [event.id])
        let page = try await read(limit: first + 1)
        #expect(page.items.count == first + 1 && page.next == all.items[0].id)
        #expect(try await read(after: page.next).items.count == 2)
        _ = try await SealAudit(office: database.office)()
        #expect(try await read { $0.subject = "req-2" }.items.first?.seal == 1)
    }

    @Test("in the order of its seals passes over nothing that was done late")
    func sealed() async throws {
        let office = database.office
        let write: @Sendable (String) async throws -> Void = { subject in
            try await office.transaction(as: .system) { desk in try desk.record("request.approved", subject) }
        }
        try await write("req-1")
        _ = try await SealAudit(office: office)()
        let known = try await read { $0.isSealed = true }
        #expect(known.items.last?.subject == "req-1" && known.next == nil)
        let last = try #require(known.items.last?.id)
        try await office.transaction(as: .system) { desk in
            try desk.record("request.approved", "req-2")
            try desk.session.settle()
            // Another connection takes a larger key, and is done and sealed before this transaction ends.
            let passed = Gate()
            Task {
                defer { passed.open() }
                try await write("req-3")
                _ = try await SealAudit(office: office)()
            }
            passed.wait()
        }
        let early = try await read(after: last) { $0.isSealed = true }
        #expect(early.items.map(\.subject) == ["req-3"])
        let third = try #require(early.items.last?.id)
        // What no seal covers is not told of yet.
        #expect(try await read(after: third) { $0.isSealed = true }.items.isEmpty)
        _ = try await SealAudit(office: office)()
        let late = try await read(after: third) { $0.isSealed = true }
        #expect(late.items.map(\.subject) == ["req-2"])
        let second = try #require(late.items.last?.id)
        #expect(second < third)
        #expect(try await read(after: third).items.isEmpty)
        let page = try await read(limit: 1, after: last) { $0.isSealed = true }
        #expect(page.items.map(\.subject) == ["req-3"] && page.next == third)
        let newest = try await read(limit: 2) {
            $0.isSealed = true
            $0.isNewestFirst = true
        }
        #expect(newest.items.map(\.subject) == ["req-2", "req-3"] && newest.next == third)
        let older = try await read(limit: 1, after: third) {
            $0.isSealed = true
            $0.isNewestFirst = true
        }
        #expect(older.items.map(\.subject) == ["req-1"])
    }

    @Test("in the order of its seals goes on behind nothing that has no place there")
    func unsealed() async throws {
        try await database.office.transaction(as: .system) { desk in
            try desk.record("request.approved", "req-1")
        }
        let event = try #require(try await read { $0.subject = "req-1" }.items.first?.id)
        for after in [event, AuditEvent.ID(99_999)] {
            await #expect(throws: Refusal.notFound("\(after)")) {
                try await read(after: after) { $0.isSealed = true }
            }
        }
    }

    @Test("is for auditors and administrators")
    func permission() async throws {
        let read = ReadAuditEvents(office: database.office)
        _ = try await read(as: database.staff.administrator)
        for role in [Role.coordinator, .clerk, .accountant, .approver] {
            await #expect(throws: Refusal.notPermitted(role)) {
                try await read(as: try #require(database.staff[role]))
            }
        }
    }
}
