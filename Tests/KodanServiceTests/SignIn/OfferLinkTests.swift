import KodanDomain
import KodanMail
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("An offer's own link", .database)
struct OfferLinkTests {
    private let cast = Cast()

    /// A request that was offered to two presenters, and the links that they were mailed.
    private func asked() async throws -> (offers: [Offer.ID], links: [Credential], request: LectureRequest.ID)
    {
        let host = try await cast.host()
        let lecturers = [try await cast.lecturer(1), try await cast.lecturer(2)]
        let request = try await cast.approved(by: host)
        let offers = try await cast.ask(lecturers, for: request)
        var links: [Credential] = []
        let room = MailRoom()
        _ = try await room.drain()()
        for lecturer in lecturers {
            let body = room.mails.last { $0.to.address.text == lecturer.email }?.body ?? ""
            let link = body.split(whereSeparator: \.isWhitespace).first { $0.contains("?link=kdo_") }
            links.append(.offerLink(String(try #require(link?.split(separator: "=").last))))
        }
        return (offers, links, request)
    }

    @Test("reads and accepts that offer, and nothing else")
    func accepts() async throws {
        let (offers, links, request) = try await asked()
        let read = ReadOffers(office: cast.office)
        #expect(try await read(offers[0], as: links[0]).state == .sent)
        #expect(try await read(offers[0], as: links[0]).state == .sent)
        await #expect(throws: Refusal.notFound("\(offers[1])")) { try await read(offers[1], as: links[0]) }
        await #expect(throws: Refusal.signIn(.limitedLink)) { try await read(as: links[0]) }
        await #expect(throws: Refusal.notFound("\(offers[1])")) {
            try await AcceptOffer(office: cast.office)(offers[1], as: links[0])
        }
        await #expect(throws: Refusal.signIn(.limitedLink)) {
            try await ReadRequests(office: cast.office)(request, as: links[0])
        }
        await #expect(throws: Refusal.signIn(.limitedLink)) {
            try await ReadSelf(office: cast.office)(as: links[0])
        }
        let assignment = try await AcceptOffer(office: cast.office)(offers[0], as: links[0])
        #expect(try await cast.binding(of: request) == assignment)
        #expect(try await read(offers[0], as: links[0]).state == .accepted)
        #expect(try await read(offers[1], as: links[1]).state == .superseded)
        await #expect(throws: Refusal.alreadyAssigned(request)) {
            try await AcceptOffer(office: cast.office)(offers[1], as: links[1])
        }
    }

    @Test("declines it, and serves until the deadline")
    func declines() async throws {
        let (offers, links, _) = try await asked()
        try await DeclineOffer(office: cast.office)(offers[0], because: "出張", as: links[0])
        #expect(try await ReadOffers(office: cast.office)(offers[0], as: links[0]).state == .declined)
        let actor = try await cast.texts(
            "SELECT role || ' ' || (user_id IS NOT NULL)::text FROM audit_event WHERE action = 'offer.declined'"
        )
        #expect(actor == ["presenter true"])
        cast.database.clock.advance(days: 60)
        await #expect(throws: Refusal.notSignedIn) {
            try await ReadOffers(office: cast.office)(offers[1], as: links[1])
        }
    }

    @Test("opens nothing to a use case that forgot its check")
    func secondLock() async throws {
        let (offers, links, request) = try await asked()
        let office = cast.office
        func seen(_ table: String) async throws -> Int {
            try await office.transaction(as: links[0], serving: .offer(offers[0])) { desk in
                try desk.session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)")
            }
        }
        for table in ["offer", "lecture_request", "request_slot", "presenter"] {
            #expect(try await seen(table) == 1, "\(table)")
        }
        let tables = try await cast.texts(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY 1"
        )
        let open = try await cast.texts(
            """
            SELECT DISTINCT tablename FROM pg_policies
             WHERE qual = 'true' OR tablename IN ('offer', 'lecture_request', 'request_slot', 'presenter')
            """
        )
        for table in tables where !open.contains(table) {
            let count: Int? = try? await seen(table)
            #expect(count == 0 || count == nil, "\(table)")
        }
        let changed = try await office.transaction(as: links[0], serving: .offer(offers[0])) { desk in
            try desk.session.execute("UPDATE offer SET travel_minutes = 1 WHERE id <> \(offers[0])")
                + desk.session.execute("UPDATE lecture_request SET title = 'x' WHERE id <> \(request)")
        }
        #expect(changed == 0)
    }
}
