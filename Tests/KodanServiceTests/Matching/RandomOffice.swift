import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// An office with random people, requests, refusals and lectures already agreed upon, in which every rule matters.
struct RandomOffice {
    private static let towns = ["13101", "13104", "14104"]
    private static let topics = ["five_rules", "phishing", "backup"]
    private static let days = [6, 7, 8, 9, 10, 13, 14, 15]

    let cast = Cast()
    private var dice: SplitMix64
    private var hosts: [Host] = []
    private var lecturers: [Lecturer] = []
    private var requests: [LectureRequest.ID] = []

    /// An office of these dice.
    init(seed: UInt64) async throws {
        dice = SplitMix64(seed: seed)
        try await cast.database.owner.transaction { session in
            try session.execute(
                "INSERT INTO programme_qualification SELECT id, 'riss' FROM programme WHERE code = 'regional_dispatched'"
            )
        }
        for number in 1...3 { hosts.append(try await cast.host(number, in: Self.towns[number - 1])) }
        for number in 1...12 { lecturers.append(try await lecturer(number)) }
        for _ in 1...24 { requests.append(try await request()) }
        try await agreeAndRefuse()
        try await restrict()
    }

    private mutating func lecturer(_ number: Int) async throws -> Lecturer {
        let expiry = ["2026-07-07", "2026-07-10", "2027-03-31"][roll(3)]
        let riss = try Qualification(try QualificationCode("riss"), expires: day(expiry))
        return try await cast.lecturer(
            number,
            in: Self.towns[roll(3)],
            topics: Self.topics.filter { _ in roll(3) > 0 } + ["cloud"],
            monthlyCap: 1 + roll(3),
            qualifications: roll(8) == 0 ? [] : [riss]
        )
    }

    private mutating func request() async throws -> LectureRequest.ID {
        let host = hosts[roll(3)]
        let slots = (0...roll(2)).map { _ in
            let day = Self.days[roll(Self.days.count)]
            let hour = ["08", "10", "13", "15", "18"][roll(5)]
            return Cast.span(
                "2026-07-\(day < 10 ? "0" : "")\(day)T\(hour):00:00+09:00",
                minutes: 60 + roll(60)
            )
        }
        let venue = try cast.venue(in: Self.towns[roll(3)])
        let place: LecturePlace = [.venue(venue), .venue(venue), .both(venue), .online][roll(4)]
        return try await cast.approved(
            by: host,
            at: slots.reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            topic: Self.topics[roll(3)],
            place: place
        )
    }

    /// A few requests get somebody already, and somebody declines a few others.
    private mutating func agreeAndRefuse() async throws {
        for (index, request) in requests.prefix(8).enumerated() {
            let lecturer = lecturers[roll(lecturers.count)]
            let offer = try #require(try await cast.ask([lecturer], for: request).first)
            if index < 5 {
                try await DeclineOffer(office: cast.office)(offer, because: "都合", as: lecturer.credential)
            } else {
                // Two lectures that do not fit together are refused; then nobody answers.
                _ = try? await AcceptOffer(office: cast.office)(offer, as: lecturer.credential)
            }
        }
    }

    /// Hours, days off, caps, statuses, memberships and exclusions, at random.
    private mutating func restrict() async throws {
        let pairs = lecturers.map {
            (id: $0.id, host: hosts[roll(3)].organization, kind: roll(10), day: roll(8))
        }
        let request = requests[roll(requests.count)]
        try await cast.database.owner.transaction { session in
            for pair in pairs {
                let restriction: SQL =
                    switch pair.kind {
                    case 0:
                        "UPDATE presenter SET state = 'suspended', state_reason = '休止' WHERE id = \(pair.id)"
                    case 1: "UPDATE presenter SET yearly_cap = 1 WHERE id = \(pair.id)"
                    case 2: "DELETE FROM presenter_hours WHERE presenter_id = \(pair.id) AND weekday > 2"
                    case 3:
                        """
                        UPDATE presenter_hours SET minutes = int4range(600, 900)
                         WHERE presenter_id = \(pair.id)
                        """
                    case 4:
                        """
                        INSERT INTO presenter_blackout (presenter_id, days)
                        VALUES (\(pair.id), daterange('2026-07-06', '2026-07-06'::date + \(1 + pair.day)::integer))
                        """
                    case 5:
                        """
                        INSERT INTO presenter_organization (presenter_id, organization_id, valid)
                        VALUES (\(pair.id), \(pair.host), '[2026-07-08,)')
                        """
                    case 6:
                        """
                        INSERT INTO presenter_exclusion (presenter_id, organization_id, asked_by, reason, created_at)
                        VALUES (\(pair.id), \(pair.host), 'host', '希望', \(Cast.today))
                        """
                    case 7:
                        """
                        INSERT INTO request_exclusion (request_id, presenter_id, reason)
                        VALUES (\(request), \(pair.id), '希望')
                        """
                    case 8:
                        "UPDATE presenter SET accepts_online = false, reach_minutes = 30 WHERE id = \(pair.id)"
                    default: "UPDATE presenter SET reach_minutes = 10 WHERE id = \(pair.id)"
                    }
                try session.execute(restriction)
            }
        }
    }

    private mutating func roll(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &dice) }
}
