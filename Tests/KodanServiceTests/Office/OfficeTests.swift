import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("The office", .database)
struct OfficeTests {
    @Test("lets nobody in by a token that is unknown, expired or revoked, or whose user is disabled")
    func tokens() async throws {
        let cast = Cast()
        let administrator = cast.database.staff.administrator
        let clerk = try #require(cast.database.staff.clerk.user)
        let issue = IssueToken(office: cast.office)
        func token(_ byte: UInt8) async throws -> IssuedToken {
            try await issue(
                to: clerk,
                as: .clerk,
                label: "x",
                days: 7,
                random: Array(repeating: byte, count: 32),
                as: administrator
            )
        }
        func enter(_ credential: Credential) async throws -> Role {
            try await cast.office.transaction(as: credential) { desk in try desk.actor.role }
        }
        let (first, second) = (try await token(1), try await token(2))
        #expect(try await enter(.token(first.text)) == .clerk)
        await #expect(throws: Refusal.notSignedIn) { try await enter(.token("kdn_unknown")) }
        try await RevokeToken(office: cast.office)(second.id, as: administrator)
        await #expect(throws: Refusal.notSignedIn) { try await enter(.token(second.text)) }
        cast.database.clock.advance(days: 7, minutes: -1)
        #expect(try await enter(.token(first.text)) == .clerk)
        cast.database.clock.advance(minutes: 1)
        await #expect(throws: Refusal.notSignedIn) { try await enter(.token(first.text)) }
        await #expect(throws: Refusal.notSignedIn) { try await enter(.user(clerk, as: .approver)) }
        try await cast.database.owner.transaction { session in
            try session.execute("UPDATE app_user SET state = 'disabled' WHERE id = \(clerk)")
        }
        await #expect(throws: Refusal.notSignedIn) { try await enter(.user(clerk, as: .clerk)) }
    }

    @Test("writes nothing when the body throws")
    func nothing() async throws {
        let cast = Cast()
        let before = try await cast.footprint()
        await #expect(throws: Refusal.matchRunning) {
            try await cast.office.transaction(as: cast.coordinator) { desk in
                try desk.record("request.submitted", "req-1")
                throw Refusal.matchRunning
            }
        }
        #expect(try await cast.footprint() == before)
    }

    @Test("tries again when two transactions lock each other out")
    func deadlock() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let rows = [
            try await cast.approved(by: host), try await cast.approved(by: host, at: [Cast.weekLater]),
        ]
        @Sendable @concurrent func lock(_ order: [LectureRequest.ID]) async throws {
            try await cast.office.transaction(as: cast.coordinator) { desk in
                let store = RequestStore(desk.session)
                _ = try store.lock(order[0])
                try desk.session.execute("SELECT pg_sleep(0.3)")
                _ = try store.lock(order[1])
                try desk.record("request.submitted", order[0])
            }
        }
        let mark = try await cast.mark()
        async let one: Void = lock(rows)
        async let other: Void = lock(rows.reversed())
        _ = try await (one, other)
        #expect(try await cast.events(since: mark).count == 2)
    }

    @Test("gives the actor's own sight back after the service's, nested or thrown out of")
    func sight() async throws {
        let cast = Cast()
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        let request = try await cast.approved(by: other)
        let seen = try await cast.office.transaction(as: host.credential) { desk in
            func sees() throws -> Bool { try RequestStore(desk.session).request(request) != nil }
            var seen = [try sees()]
            try desk.asSystem {
                seen.append(try sees())
                try desk.asSystem { seen.append(try sees()) }
                seen.append(try sees())
            }
            seen.append(try sees())
            do {
                try desk.asSystem { throw Refusal.matchRunning }
            } catch Refusal.matchRunning {
                seen.append(try sees())
            }
            return seen
        }
        #expect(seen == [false, true, true, true, false, false])
    }
}

@Suite("Row-level security", .database)
struct RowSecurityTests {
    @Test("hides a foreign request, its offers and its assignment from a step that forgot to ask")
    func foreign() async throws {
        let cast = Cast()
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        let stranger = try await cast.lecturer(2)
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let offer = try #require(
            try await cast.texts("SELECT id::text FROM offer").first.flatMap(Int64.init).map { Offer.ID($0) }
        )
        func sight(_ credential: Credential) async throws -> [Bool] {
            try await cast.office.transaction(as: credential) { desk in
                [
                    try RequestStore(desk.session).request(request) != nil,
                    try RequestStore(desk.session).lock(request) != nil,
                    try OfferStore(desk.session).offer(offer) != nil,
                    try AssignmentStore(desk.session).assignment(assignment) != nil,
                ]
            }
        }
        #expect(try await sight(host.credential) == [true, true, false, true])
        #expect(try await sight(lecturer.credential) == [true, true, true, true])
        #expect(try await sight(other.credential) == [false, false, false, false])
        #expect(try await sight(stranger.credential) == [false, false, false, false])
        #expect(try await sight(cast.database.staff.auditor) == [true, false, true, true])
        await #expect(throws: PostgresError(.rowCount(found: 0))) {
            try await cast.office.transaction(as: other.credential) { desk in
                try RequestStore(desk.session).setState(
                    .cancelled,
                    of: request,
                    reason: "中止",
                    cancelledBy: .host
                )
            }
        }
        await #expect(throws: PostgresError(.rowCount(found: 0))) {
            try await cast.office.transaction(as: stranger.credential) { desk in
                try OfferStore(desk.session).setState(.withdrawn, of: offer)
            }
        }
    }
}
