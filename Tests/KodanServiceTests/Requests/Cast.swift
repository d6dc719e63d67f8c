import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// An organization with somebody who acts for it.
struct Host: Sendable {
    let organization: Organization.ID
    let credential: Credential
}

/// A presenter with their own credential.
struct Lecturer: Sendable {
    let id: Presenter.ID
    let credential: Credential
    let email: String
}

/// Those who take part in a test's chain, registered as an office registers them.
struct Cast: Sendable {
    /// A Monday; every test begins on it.
    static let today = moment("2026-06-01T10:00:00+09:00")
    /// A Wednesday afternoon beyond the lead time.
    static let afternoon = span("2026-07-08T14:00:00+09:00", minutes: 90)
    /// The Wednesday after it.
    static let weekLater = span("2026-07-15T14:00:00+09:00", minutes: 90)

    let database = TestDatabase.current
    let office = TestDatabase.current.office(at: Cast.today)
    var coordinator: Credential { database.staff.coordinator }

    static func span(_ start: String, minutes: Int) -> TimeRange {
        guard let span = TimeRange(start: moment(start), minutes: minutes) else {
            preconditionFailure("a lecture takes time")
        }
        return span
    }

    func host(
        _ number: Int = 1,
        kind: OrganizationKind = .chamberOfCommerce,
        in municipality: String = "13101"
    ) async throws -> Host {
        let draft = try OrganizationDraft(
            name: "団体\(number)",
            kind: kind,
            municipality: try MunicipalityCode(municipality),
            address: "一丁目\(number)",
            email: try EmailAddress("office\(number)@org.example.jp"),
            phone: try PhoneNumber("03-0000-\(1000 + number)")
        )
        let ids = try await RegisterOrganizations(office: office)([draft], as: coordinator)
        let organization = try #require(ids.first)
        let user = NewUser(email: try EmailAddress("host\(number)@org.example.jp"), name: "担当 \(number)")
        let id = try await AddMember(office: office)(user, to: organization, as: coordinator)
        return Host(organization: organization, credential: .user(id, as: .host))
    }

    func lecturer(
        _ number: Int = 1,
        in municipality: String = "13104",
        topics: [String] = ["five_rules"],
        monthlyCap: Int = 4,
        qualifications: [Qualification] = [],
        organization: String? = nil,
        onlyApplied: Bool = false
    ) async throws -> Lecturer {
        let kana = String("アイウエオカキクケコサシスセソタチツテトナニヌネノ".dropFirst(number % 25).prefix(1))
        let draft = try PresenterDraft(
            name: try PersonName(family: "講師", given: "第\(number)"),
            kana: try KanaName(family: "コウシ", given: kana),
            email: try EmailAddress("presenter\(number)@people.example.jp"),
            phone: try PhoneNumber("090-0000-\(1000 + number)"),
            postalCode: try PostalCode("1600022"),
            municipality: try MunicipalityCode(municipality),
            address: "新宿\(number)",
            qualifications: qualifications,
            topics: try topics.map { try TopicSkill(try TopicCode($0), level: 2) },
            monthlyCap: monthlyCap,
            organization: organization
        )
        let ids = try await RegisterPresenters(office: office)(
            [draft],
            onlyApplied: onlyApplied,
            as: coordinator
        )
        let id = try #require(ids.first)
        let user = try await texts("SELECT user_id::text FROM presenter WHERE id = \(id)").first.flatMap(
            Int64.init
        )
        return Lecturer(
            id: id,
            credential: .user(User.ID(try #require(user)), as: .presenter),
            email: "presenter\(number)@people.example.jp"
        )
    }

    /// A draft of `host`, or of a presenter under the self-hosted programme.
    func draft(
        of asker: Asker,
        at slots: [TimeRange] = [Cast.afternoon],
        programme: String? = nil,
        topic: String = "five_rules",
        expecting attendance: Int = 30,
        place: LecturePlace? = nil,
        preferring preferred: Presenter.ID? = nil
    ) throws -> RequestDraft {
        let usual: String
        switch asker {
        case .organization: usual = "regional_dispatched"
        case .presenter: usual = "regional_self_hosted"
        }
        let hall = LecturePlace.venue(try venue())
        return try RequestDraft(
            programme: try ProgrammeCode(programme ?? usual),
            asker: asker,
            contact: try Contact(
                name: "窓口",
                email: try EmailAddress("contact@org.example.jp"),
                phone: try PhoneNumber("03-0000-0001")
            ),
            title: "情報セキュリティ講習",
            purpose: "会員のため",
            audience: "会員",
            expectedAttendance: attendance,
            isOpenToPublic: true,
            place: place ?? hall,
            topic: try TopicCode(topic),
            requiredLevel: 1,
            printedCopies: 30,
            preferredPresenter: preferred,
            slots: slots
        )
    }

    func venue(in municipality: String = "13101") throws -> Venue {
        try Venue(name: "会館", municipality: try MunicipalityCode(municipality), address: "千代田一丁目")
    }

    /// A request of `host`, handed in and approved.
    func approved(
        by host: Host,
        at slots: [TimeRange] = [Cast.afternoon],
        topic: String = "five_rules",
        place: LecturePlace? = nil
    ) async throws -> LectureRequest.ID {
        let draft = try draft(of: .organization(host.organization), at: slots, topic: topic, place: place)
        let id = try await SubmitRequest(office: office)(draft, as: host.credential)
        try await ScreenRequest(office: office)(id, .approve, as: coordinator)
        return id
    }

    /// A self-hosted request of `lecturer`, handed in and approved, and so assigned.
    func selfHosted(
        by lecturer: Lecturer,
        with coHost: Host? = nil,
        at slots: [TimeRange] = [Cast.afternoon]
    ) async throws -> (request: LectureRequest.ID, assignment: Assignment.ID) {
        let draft = try draft(of: .presenter(lecturer.id, coHost: coHost?.organization), at: slots)
        let id = try await SubmitRequest(office: office)(draft, as: lecturer.credential)
        try await ScreenRequest(office: office)(id, .approve, as: coordinator)
        return (id, try #require(try await binding(of: id)))
    }

    /// Asks each of `lecturers` for an approved request, on its first slot; their offers in that order.
    func ask(_ lecturers: [Lecturer], for request: LectureRequest.ID) async throws -> [Offer.ID] {
        let presenters = lecturers.map(\.id)
        try await database.owner.transaction { session in
            try session.execute("UPDATE lecture_request SET state = 'matched' WHERE id = \(request)")
            try session.execute(
                """
                INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
                SELECT request_slot.request_id, request_slot.id, asked.id, false, 30, 'queued', \(Cast.today)
                  FROM unnest(\(presenters)::bigint[]) WITH ORDINALITY AS asked (id, position)
                  JOIN lecture_request ON lecture_request.id = \(request)
                  JOIN request_slot ON request_slot.request_id = lecture_request.id
                   AND request_slot.round = lecture_request.round
                   AND request_slot.ordinal = 1
                 ORDER BY asked.position
                """
            )
        }
        return try await SendOffers(office: office)(request, as: coordinator)
    }

    /// A request with `lecturer` bound to it.
    func assigned(_ lecturer: Lecturer, to host: Host) async throws -> (LectureRequest.ID, Assignment.ID) {
        let request = try await approved(by: host)
        let offer = try #require(try await ask([lecturer], for: request).first)
        return (request, try await AcceptOffer(office: office)(offer, as: lecturer.credential))
    }

    /// Sets the clock to just after `during`.
    func pass(_ during: TimeRange = Cast.afternoon) {
        database.clock.set(during.end.adding(minutes: 30))
    }
}
