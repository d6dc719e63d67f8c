import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres

/// What the owner of the tables sees, whatever the actors may.
extension Cast {
    /// The first column of each row.
    func texts(_ sql: SQL) async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows("SELECT row.line FROM (\(sql)) AS row (line)") { row throws(PostgresError) in
                try row.value("line")
            }
        }
    }

    func state(of request: LectureRequest.ID) async throws -> String? {
        try await texts("SELECT state FROM lecture_request WHERE id = \(request)").first
    }

    func state(of offer: Offer.ID) async throws -> String? {
        try await texts("SELECT state FROM offer WHERE id = \(offer)").first
    }

    func state(of assignment: Assignment.ID) async throws -> String? {
        try await texts("SELECT state FROM assignment WHERE id = \(assignment)").first
    }

    func binding(of request: LectureRequest.ID) async throws -> Assignment.ID? {
        try await texts(
            """
            SELECT id::text FROM assignment
             WHERE request_id = \(request) AND state IN ('confirmed', 'reconfirmed', 'delivered')
            """
        ).first.flatMap(Int64.init).map { Assignment.ID($0) }
    }

    /// The one offer to `lecturer` that is not over.
    func offer(to lecturer: Lecturer) async throws -> Offer.ID? {
        try await texts(
            "SELECT id::text FROM offer WHERE presenter_id = \(lecturer.id) AND state IN ('queued', 'sent')"
        ).first.flatMap(Int64.init).map { Offer.ID($0) }
    }

    /// The last number of the record, to read what comes after it.
    func mark() async throws -> Int64 {
        try await texts("SELECT coalesce(max(id), 0)::text FROM audit_event").first.flatMap(Int64.init) ?? 0
    }

    /// The record since `mark`, `presenter offer.accepted ofr-1`.
    func events(since mark: Int64 = 0) async throws -> [String] {
        try await texts(
            "SELECT role || ' ' || action || ' ' || subject FROM audit_event WHERE id > \(mark) ORDER BY id"
        )
    }

    /// The mails so far, `offer_sent presenter1@people.example.jp`.
    func mails() async throws -> [String] {
        try await texts("SELECT kind || ' ' || recipient FROM outbox_message ORDER BY id")
    }

    /// How many rows each thing has that a refused step might have left behind.
    func footprint() async throws -> [String] {
        try await texts(
            """
            SELECT concat_ws(' ', (SELECT count(*) FROM audit_event), (SELECT count(*) FROM outbox_message),
                             (SELECT count(*) FROM offer), (SELECT count(*) FROM assignment),
                             (SELECT count(*) FROM lecture_request))
            """
        )
    }
}

extension MatchOutcome {
    /// The requests that get nobody and why, `req-1 nobody topicMissing=1`.
    var left: [String] { unmatched.map { "\($0.request) \($0.reason.code)" } }
}
