import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

extension Cast {
    /// A change to a week later.
    func terms(
        to during: TimeRange? = Cast.weekLater,
        venue: Venue? = nil,
        isOnline: Bool = false,
        oldStands: Bool = true
    ) -> ChangeTerms {
        ChangeTerms(
            during: during,
            venue: venue,
            isOnline: isOnline,
            oldStands: oldStands,
            reason: "会場が使えないため"
        )
    }

    /// Plans thirty leaflets for a lecture, to be sent to `address`; to nowhere yet without one.
    func planLeaflets(for assignment: Assignment.ID, to address: String? = nil) async throws {
        try await database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO material (id, code, name_ja, name_en, medium)
                OVERRIDING SYSTEM VALUE VALUES (900, 'a_leaflet', 'リーフレット', 'Leaflet', 'printed')
                """
            )
            try session.execute(
                """
                INSERT INTO edition (id, material_id, label, issued_on)
                OVERRIDING SYSTEM VALUE VALUES (900, 900, '2026年度版', '2026-04-01')
                """
            )
            try session.execute(
                """
                INSERT INTO material_delivery (assignment_id, edition_id, quantity, ship_to, ship_by, state, planned_at)
                VALUES (\(assignment), 900, 30, \(address), '2026-06-28', 'planned', \(Cast.today))
                """
            )
        }
    }

    /// What a change has become, `confirmed`.
    func state(of change: LectureChange.ID) async throws -> String? {
        try await texts("SELECT state FROM change_proposal WHERE id = \(change)").first
    }

    /// When the lecture is, and in which state its bond.
    func bond(_ assignment: Assignment.ID) async throws -> String? {
        try await texts(
            """
            SELECT state || ' ' || to_char(lower(during) AT TIME ZONE 'Asia/Tokyo', 'MM-DD')
              FROM assignment WHERE id = \(assignment)
            """
        ).first
    }

    /// The wished days of the round that counts.
    func wishes(of request: LectureRequest.ID) async throws -> [String] {
        try await texts(
            """
            SELECT to_char(lower(slot.during) AT TIME ZONE 'Asia/Tokyo', 'MM-DD')
              FROM lecture_request AS request
              JOIN request_slot AS slot ON slot.request_id = request.id AND slot.round = request.round
             WHERE request.id = \(request)
             ORDER BY slot.ordinal
            """
        )
    }

    /// The mails after the first `count`.
    func mails(after count: Int) async throws -> [String] { Array(try await mails().dropFirst(count)) }

    /// What waits on the desk about changes.
    func desk() async throws -> [String] {
        try await texts(
            "SELECT kind FROM desk_entry WHERE kind LIKE 'change%' AND closed_at IS NULL ORDER BY id"
        )
    }
}
