import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Private calendars, and the addresses by which calendar programs read them.
enum CalendarsController {
    private static let issued = Schema.body([
        .required("id", .key(CalendarFeed.self)),
        .required(
            "address",
            .text("/v1/calendars/kdc_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8.ics"),
            "On this server; whoever has it reads the calendar. It is kept nowhere."
        ),
    ])

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/calendars/{feed}",
            "readCalendar",
            .lectures,
            "A private calendar (iCalendar), by its secret address alone",
            notes: """
                The binding lectures from ninety days ago on, in the order of time. An address that was revoked and one
                that never was are the same 404.
                """,
            roles: [],
            answers: [.file("text/calendar", note: "The calendar (RFC 5545).")],
            refusals: ["address_unknown"],
            use: read
        ),
        Operation(
            .get,
            "/v1/presenters/{id}/calendars",
            "listCalendarsOfPresenter",
            .presenters,
            "The addresses of a presenter's calendar, without their secrets",
            roles: [.presenter, .coordinator, .auditor],
            query: [.after(CalendarFeed.self), .limit],
            answers: [.ok(.page(of: CalendarFeedBody.schema), "A page of them, the oldest first.")],
            use: { try await list(.presenter(try $0.key()), $0) }
        ),
        Operation(
            .post,
            "/v1/presenters/{id}/calendars",
            "issueCalendarOfPresenter",
            .presenters,
            "Give out an address for a presenter's calendar",
            notes:
                "It is shown once; the one before serves nobody from now on, so a repeated call ends the first.",
            roles: [.presenter, .coordinator],
            body: .json(.form([.onBehalfOf])),
            answers: [.created(issued, "Where the calendar is read.")],
            effect: .confides,
            use: { try await issue(.presenter(try $0.key()), $0) }
        ),
        Operation(
            .get,
            "/v1/organizations/{id}/calendars",
            "listCalendarsOfOrganization",
            .organizations,
            "The addresses of an organization's calendar, without their secrets",
            roles: [.host, .coordinator, .auditor],
            query: [.after(CalendarFeed.self), .limit],
            answers: [.ok(.page(of: CalendarFeedBody.schema), "A page of them, the oldest first.")],
            use: { try await list(.organization(try $0.key()), $0) }
        ),
        Operation(
            .post,
            "/v1/organizations/{id}/calendars",
            "issueCalendarOfOrganization",
            .organizations,
            "Give out an address for an organization's calendar",
            notes:
                "It is shown once; the one before serves nobody from now on, so a repeated call ends the first.",
            roles: [.host, .coordinator],
            body: .json(.form([.onBehalfOf])),
            answers: [.created(issued, "Where the calendar is read.")],
            effect: .confides,
            use: { try await issue(.organization(try $0.key()), $0) }
        ),
        Operation(
            .post,
            "/v1/calendar-feeds/{id}/revocation",
            "revokeCalendar",
            .lectures,
            "End the address of a private calendar",
            roles: [.presenter, .host, .coordinator],
            body: .json(.form([.onBehalfOf])),
            answers: [.noContent],
            use: revoke
        ),
    ]

    @Sendable private static func read(_ call: Call) async throws -> Response {
        let feed = try call.path("feed", .text) { $0 }
        guard feed.hasSuffix(".ics") else { throw Refusal.addressUnknown }
        let bytes = try await ReadCalendarFeed(office: call.office)(String(feed.dropLast(4)))
        return Response(
            status: .ok,
            headers: [.contentType: "text/calendar; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    private static func list(_ owner: CalendarOwner, _ call: Call) async throws -> Response {
        let page = try await ReadCalendars(office: call.office)(
            of: owner,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { CalendarFeedBody($0) }
    }

    private static func issue(_ owner: CalendarOwner, _ call: Call) async throws -> Response {
        struct Body: Encodable {
            let id: String
            let address: String
        }
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        let made = try await IssueCalendar(office: call.office)(
            for: owner,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(
            Body(id: made.id.description, address: "/v1/calendars/\(made.secret).ics"),
            status: .created
        )
    }

    @Sendable private static func revoke(_ call: Call) async throws -> Response {
        let id: CalendarFeed.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await RevokeCalendar(office: call.office)(id, onBehalfOf: onBehalfOf, as: try call.asker())
        return Response(status: .noContent)
    }
}

/// The address of a private calendar as JSON, without its secret.
struct CalendarFeedBody: Encodable {
    static let schema = Schema.named(
        "CalendarFeed",
        .body([
            .required("id", .key(CalendarFeed.self)), .required("created_at", .instant),
            .optional("revoked_at", .instant, "Also by a newer address."),
        ])
    )

    let id: String
    let createdAt: String
    let revokedAt: String?

    init(_ feed: CalendarFeedEntry) {
        id = feed.id.description
        createdAt = feed.createdAt.description
        revokedAt = feed.revokedAt?.description
    }
}
