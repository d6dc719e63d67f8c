import KodanDomain
import KodanImport
import KodanMatching
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanDemo
@testable import KodanService

@Suite("A simulated year", .database, .timeLimit(.minutes(60)))
struct SimulatedYearTests {
    @Test(
        "ends every request, binds nobody twice, loses no mail and no state, though a worker dies each week"
    )
    func year() async throws {
        let year = try await SimulatedYear(seed: 2019)
        let (facts, calendar) = try await year.crew.office.transaction(as: .system) { desk in
            (try MatchingFacts(desk: desk), BusinessCalendar.office(try RateStore(desk.session).holidays()))
        }
        try await year.run()
        #expect(year.asked.count == SimulatedYear.requests && year.asked.allSatisfy { $0.id != nil })
        #expect(year.deaths >= 50)
        try await expectEnds()
        try await expectNobodyTwice()
        try await expectMails(year.mails)
        try await expectChanges(year.changesMade)
        let figures = try await figures(of: year)
        let nearest = try nearestFirst(year, facts, calendar)
        print(figures.line("Kodan, two workers, \(year.deaths) deaths"))
        print(nearest.line("nearest first, without a match"))
        #expect(figures.percentile(95) <= nearest.percentile(95))
        // Changes that let a presenter go late are no part of the other policy.
        #expect(try await figures.filled + lostToChanges() >= nearest.filled)
    }

    func texts(_ sql: SQL) async throws -> [String] {
        try await TestDatabase.current.owner.transaction { session in
            try session.rows("SELECT row.line FROM (\(sql)) AS row (line)") { row throws(PostgresError) in
                try row.value("line")
            }
        }
    }

    /// Every request has a presenter, or lies on the desk with what was tried, until it ends by itself.
    private func expectEnds() async throws {
        let states = try await texts("SELECT DISTINCT state FROM lecture_request ORDER BY 1")
        #expect(Set(states).isSubset(of: ["assigned", "held", "attested", "unmatched", "cancelled"]))
        #expect(
            try await texts(
                """
                SELECT id::text FROM lecture_request AS request
                 WHERE state = 'cancelled'
                   AND NOT EXISTS (
                       SELECT FROM audit_event
                        WHERE subject = 'req-' || request.id AND action = 'request.lapse_announced'
                   )
                """
            ) == []
        )
        #expect(
            try await texts(
                """
                SELECT id::text FROM lecture_request AS request
                 WHERE state = 'unmatched'
                   AND NOT EXISTS (
                       SELECT FROM desk_entry
                        WHERE request_id = request.id AND kind = 'nobody_left' AND closed_at IS NULL
                   )
                """
            ) == []
        )
        // The trail tells of every offer, and every offer has ended.
        #expect(try await texts("SELECT id::text FROM offer WHERE state IN ('queued', 'sent')") == [])
        #expect(
            try await texts(
                """
                SELECT offer.id::text FROM offer
                 WHERE NOT EXISTS (
                     SELECT FROM audit_event
                      WHERE subject = 'ofr-' || offer.id AND action = 'offer.' || offer.state
                 )
                """
            ) == []
        )
    }

    private func expectNobodyTwice() async throws {
        #expect(
            try await texts(
                """
                SELECT one.id || ' ' || other.id
                  FROM assignment AS one
                  JOIN assignment AS other ON other.presenter_id = one.presenter_id AND other.id > one.id
                 WHERE one.state IN ('confirmed', 'reconfirmed', 'delivered')
                   AND other.state IN ('confirmed', 'reconfirmed', 'delivered')
                   AND one.during && other.during
                """
            ) == []
        )
        // Two a day only where both sides moved one of them there.
        #expect(
            try await texts(
                """
                SELECT one.id || ' ' || other.id
                  FROM assignment AS one
                  JOIN assignment AS other ON other.presenter_id = one.presenter_id AND other.id > one.id
                 WHERE one.state IN ('confirmed', 'reconfirmed', 'delivered')
                   AND other.state IN ('confirmed', 'reconfirmed', 'delivered')
                   AND NOT EXISTS (SELECT FROM change_proposal AS change
                                    WHERE change.assignment_id IN (one.id, other.id)
                                      AND change.state = 'confirmed')
                   AND (lower(one.during) AT TIME ZONE 'Asia/Tokyo')::date
                       = (lower(other.during) AT TIME ZONE 'Asia/Tokyo')::date
                """
            ) == []
        )
        #expect(
            try await texts(
                "SELECT request_id::text FROM offer WHERE state = 'accepted' GROUP BY 1 HAVING count(*) > 1"
            ) == []
        )
    }

    /// Every mail was handed over, each under one Message-ID, and none when what it says held no more: what was
    /// overtaken while it waited is not sent.
    private func expectMails(_ mails: HandedMails) async throws {
        let left = try await texts(
            "SELECT id::text FROM outbox_message WHERE state NOT IN ('sent', 'overtaken')"
        )
        #expect(left == [])
        let stored = try await texts("SELECT message_id FROM outbox_message")
        #expect(Set(stored).count == stored.count)
        let handed = Dictionary(grouping: mails.all, by: \.messageID).mapValues { $0.map(\.at).max() }
        let sent = try await texts("SELECT message_id FROM outbox_message WHERE state = 'sent'")
        #expect(sent.filter { handed[$0] == nil } == [])
        #expect(handed.keys.filter { !stored.contains($0) } == [])
        #expect(sent.count > stored.count / 2)
        // When a running offer or a binding ended, by what its mails are about.
        let ends = try await TestDatabase.current.owner.transaction { session in
            try session.rows(
                """
                SELECT mail.message_id, min(event.at) AS ended_at
                  FROM outbox_message AS mail
                  JOIN audit_event AS event ON event.subject = mail.subject
                 WHERE (mail.kind = 'offer_sent'
                        AND event.action IN ('offer.accepted', 'offer.declined', 'offer.expired', 'offer.superseded',
                                             'offer.withdrawn'))
                    OR (mail.kind IN ('change_proposed', 'change_declined')
                        AND event.action IN ('change.confirmed', 'change.kept', 'change.released', 'change.withdrawn',
                                             'change.overtaken'))
                    OR (mail.kind = 'change_proposed' AND event.action = 'change.declined')
                    OR (mail.kind = 'assignment_brief' AND event.action = 'assignment.released')
                 GROUP BY mail.message_id
                """
            ) { row throws(PostgresError) in
                (try row.value("message_id", as: String.self), try row.value("ended_at", as: Instant.self))
            }
        }
        for (message, endedAt) in ends {
            // Not handed over at all, if it was overtaken.
            guard let last = handed[message] ?? nil else { continue }
            #expect(last <= endedAt, "\(message)")
        }
    }

    private func figures(of year: SimulatedYear) async throws -> YearFigures {
        var figures = YearFigures()
        figures.requests = year.asked.count
        let rows = try await TestDatabase.current.owner.transaction { session in
            try session.rows(
                """
                SELECT request.id, min(assignment.assigned_at) AS assigned_at,
                       coalesce(bool_or(assignment.state IN ('confirmed', 'reconfirmed', 'delivered')), false) AS filled,
                       (SELECT count(*) FROM offer WHERE request_id = request.id AND sent_at IS NOT NULL) AS offers
                  FROM lecture_request AS request
                  LEFT JOIN assignment ON assignment.request_id = request.id
                 GROUP BY request.id
                 ORDER BY request.id
                """
            ) { row throws(PostgresError) in
                (
                    id: try row.value("id", as: LectureRequest.ID.self),
                    assignedAt: try row.optional("assigned_at", as: Instant.self),
                    filled: try row.value("filled", as: Bool.self),
                    offers: try row.value("offers", as: Int.self)
                )
            }
        }
        for row in rows {
            figures.offers += row.offers
            figures.filled += row.filled ? 1 : 0
            guard let approvedAt = year.asked.first(where: { $0.id == row.id })?.approvedAt,
                let assignedAt = row.assignedAt
            else { continue }
            figures.days.append(Double(approvedAt.minutes(until: assignedAt)) / 1440)
        }
        return figures
    }

    /// The same requests, people and answers without a match.
    private func nearestFirst(
        _ year: SimulatedYear,
        _ facts: MatchingFacts,
        _ calendar: BusinessCalendar
    ) throws -> YearFigures {
        let places = try Places(folder: Checkout.config)
        let topics = Dictionary(uniqueKeysWithValues: facts.topics.map { ($1, $0) })
        let requests = try year.asked.map { asked in
            let plan = asked.plan
            let host = plan.host ?? 0
            let seat = try plan.venue.map { try places.municipality($0) }
            var request = RequestFacts(
                id: asked.id?.rawValue ?? 0,
                programme: 0,
                topic: topics[plan.topic] ?? 0,
                organization: year.crew.organizations[host].rawValue,
                venue: seat.map { Place($0.point, in: $0.code) },
                allowsOnline: plan.allowsOnline,
                slots: plan.slots
            )
            request.requiredLevel = plan.level
            let approvedAt = try #require(asked.approvedAt)
            return NearestFirst.Request(
                facts: request,
                listedAt: approvedAt.adding(days: 1),
                approvedAt: approvedAt
            )
        }
        // All programmes of the demo take security presenters, which everybody is.
        var presenters = facts.presenters
        for index in presenters.indices { presenters[index].qualifiedProgrammes = [0] }
        var office = NearestFirst(
            presenters: presenters,
            requests: requests,
            travel: facts.travel,
            answers: year.answers,
            pace: .standard,
            calendar: calendar
        )
        return office.year()
    }
}
