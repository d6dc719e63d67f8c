import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

extension Cast {
    /// A lecture that was held at this time, of which nobody has said anything yet.
    func delivered(
        on time: TimeRange,
        by lecturer: Lecturer,
        for host: Host,
        in town: String = "13101"
    ) async throws -> Assignment.ID {
        let request = try await approved(by: host, at: [time], place: .venue(try venue(in: town)))
        let offer = try #require(try await ask([lecturer], for: request).first)
        let bond = try await AcceptOffer(office: office)(offer, as: lecturer.credential)
        try await database.owner.transaction { session in
            try session.execute("UPDATE assignment SET state = 'delivered' WHERE id = \(bond)")
        }
        return bond
    }

    /// The presenter's report of an hour.
    func reported(_ bond: Assignment.ID, attendance: Int, summary: String = "講演") async throws {
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO lecture_report
                       (assignment_id, presenter_id, held, minutes, attendance, summary, on_behalf, reported_at)
                SELECT id, presenter_id, during, 60, \(attendance), \(summary), false, upper(during)
                  FROM assignment WHERE id = \(bond)
                """
            )
        }
    }

    /// The host's confirmation of ninety minutes; whoever is more than content would ask again.
    func confirmed(
        _ bond: Assignment.ID,
        attendance: Int,
        satisfaction: Int?,
        comment: String = "",
        for host: Host
    ) async throws {
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO host_confirmation
                       (assignment_id, organization_id, attendance, minutes, satisfaction, would_ask_again, comment,
                        on_behalf, confirmed_at)
                SELECT id, \(host.organization), \(attendance), 90, \(satisfaction), \(satisfaction.map { $0 > 3 }),
                       \(comment), false, upper(during)
                  FROM assignment WHERE id = \(bond)
                """
            )
        }
    }
}
