import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// One mail to many presenters.
enum AnnouncementsController {
    private static let readers: Set<Role> = [.coordinator, .auditor, .administrator]

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/announcements",
            "listAnnouncements",
            .service,
            "Announcements to presenters, the newest first",
            notes: """
                A coordinator with limits sees those that they wrote and those that went to their prefectures too.
                """,
            roles: readers,
            query: [.after(Announcement.self), .limit],
            answers: [.ok(.page(of: AnnouncementBody.summary), "A page of them.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/announcements",
            "sendAnnouncement",
            .service,
            "Write to many presenters at once",
            notes: """
                To all active presenters for whom the conditions hold and to whom mails get through, one mail each; a
                coordinator with limits reaches those of their prefectures. It cannot be taken back. How many it would
                reach, `GET /v1/announcement-reach` says before.
                """,
            roles: [.coordinator],
            body: .json(.named("AnnouncementForm", .form(members))),
            answers: [.created(MadeBody.schema(Announcement.self), "Its mails wait to be sent.")],
            refusals: ["nobody_reached"],
            effect: .creates,
            use: send
        ),
        Operation(
            .get,
            "/v1/announcement-reach",
            "showAnnouncementReach",
            .service,
            "How many presenters an announcement would reach",
            roles: [.coordinator],
            query: [QueryParameter.prefectures] + PresentersController.skills,
            answers: [.ok(AnnouncementReachBody.schema)],
            use: reach
        ),
        Operation(
            .get,
            "/v1/announcements/{id}",
            "showAnnouncement",
            .service,
            "One announcement, and what has become of its mails",
            roles: readers,
            answers: [.ok(AnnouncementBody.schema)],
            use: show
        ),
        Operation(
            .get,
            "/v1/announcements/{id}/mails",
            "listMailsOfAnnouncement",
            .service,
            "The mails of an announcement; `state=dead` for those that did not get through",
            notes: "Those to presenters whom a coordinator with limits keeps, as with all mails.",
            roles: readers,
            query: [.states(MailState.self), .after(OutboxMessage.self), .limit, .newest],
            answers: [.ok(.page(of: MailBody.schema), "A page of them.")],
            use: mails
        ),
    ]

    private static let members: [Schema.Property] = [
        .required(
            "subject",
            .text(Example.announcementSubject, 1...AnnouncementDraft.subjectLimit),
            "In one line."
        ),
        .required(
            "text",
            .text(Example.announcementText, 1...AnnouncementDraft.textLimit),
            "May have several lines. The template greets by name and signs."
        ),
        .optional(
            "prefectures",
            .list(.prefecture, atMost: AnnouncementAudience.prefectureLimit, once: true),
            "Only those who live in one of them."
        ),
        .optional("topic", .lookup("five_rules"), "Only those who lecture on it."),
        .optional("qualification", .lookup("riss"), "Only those who hold it.", inExample: false),
        .optional(
            "expiring_before",
            .day,
            "Only those of whom a qualification, the one asked for if one is, ends before this day.",
            inExample: false
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadAnnouncements(office: call.office)(
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { AnnouncementBody($0, isWhole: false) }
    }

    @Sendable private static func send(_ call: Call) async throws -> Response {
        let draft = try call.form().announcement()
        let id = try await SendAnnouncement(office: call.office)(draft, as: try call.asker())
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/announcements/\(id)"])
    }

    @Sendable private static func reach(_ call: Call) async throws -> Response {
        let audience = AnnouncementAudience(
            prefectures: try call.query.prefectures(),
            topic: try call.query.topic(),
            qualification: try call.query.qualification(),
            expiringBefore: try call.query.day("expiring_before")
        )
        let reach = try await PreviewAnnouncement(office: call.office)(audience, as: try call.asker())
        return try .json(AnnouncementReachBody(reach))
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let id: Announcement.ID = try call.key()
        let found = try await ReadAnnouncements(office: call.office)(id, as: try call.asker())
        return try .json(AnnouncementBody(found))
    }

    @Sendable private static func mails(_ call: Call) async throws -> Response {
        var filter = MailFilter()
        filter.announcement = try call.key()
        filter.states = try call.query.choices("state")
        return try await MailsController.page(filter, call)
    }
}

extension QueryParameter {
    /// Some prefectures, with commas between their codes.
    fileprivate static var prefectures: QueryParameter {
        let code = "(0[1-9]|[1-3][0-9]|4[0-7])"
        let text = Schema.Text(
            pattern: "^\(code)(,\(code))*$",
            words: "prefectures",
            example: "13,14"
        )
        return QueryParameter(
            "prefectures",
            .text(text),
            "Only those who live in one of these, with commas between them."
        )
    }
}

extension Query {
    /// Some prefectures, with commas between their codes; none if there are none.
    fileprivate func prefectures() throws(Problem) -> Set<PrefectureCode> {
        try value("prefectures", .prefectureCode) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
            let codes = parts.compactMap { try? PrefectureCode($0) }
            return codes.count == parts.count ? Set(codes) : nil
        } ?? []
    }
}
