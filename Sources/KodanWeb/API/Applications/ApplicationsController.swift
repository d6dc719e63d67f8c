import Hummingbird
import KodanDomain
import KodanService

/// Requests of organizations that the office does not know yet.
enum ApplicationsController {
    private static let refusals = [
        "programme_not_in_force", "programme_not_for_asker", "programme_delivery", "lead_time", "day_passed",
        "day_too_far", "attendance_too_small", "unknown_code", "too_many_attempts",
    ]

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/offering",
            "showOffering",
            .requests,
            "What anybody may ask for",
            notes: """
                What an application names: the programmes under which presenters are sent, and what lectures may be about.
                Municipalities are named by the five digits that the ministry gives them (13101).
                """,
            roles: [],
            answers: [.ok(OfferingBody.schema, "As it is today.")],
            use: showOffering
        ),
        Operation(
            .post,
            "/v1/applications",
            "applyForLecture",
            .requests,
            "Ask for a presenter without being registered",
            notes: """
                A link is mailed to the contact, who confirms the application by it within \(ApplyForLecture.hours) hours,
                on a page or at `/v1/applications/confirmation`; nobody is registered before. The answer says nothing about
                addresses and organizations that are known. What is tried is counted by network and by address, whatever
                comes of it.
                """,
            roles: [],
            body: .json(ApplicationFields.schema),
            answers: [Answer(status: .accepted, note: "The link is on its way.", content: .nothing)],
            refusals: refusals,
            effect: .confides,
            use: apply
        ),
        Operation(
            .post,
            "/v1/applications/confirmation",
            "confirmApplication",
            .requests,
            "Confirm an application by the link of its mail",
            notes: """
                The organization and its contact are registered, and the request is handed in. A second confirmation leads
                to the same request.
                """,
            roles: [],
            body: .json(
                .form([.required("link", .text("kdl_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"))])
            ),
            answers: [.ok(ConfirmedBody.schema, "The request that it became.")],
            refusals: refusals + ["link_spent", "email_taken"],
            effect: .confides,
            use: confirm
        ),
    ]

    @Sendable private static func showOffering(_ call: Call) async throws -> Response {
        try .json(OfferingBody(try await ReadOffering(office: call.office)()))
    }

    @Sendable private static func apply(_ call: Call) async throws -> Response {
        let fields = try ApplicationFields(call.bytes, language: call.language)
        try await ApplyForLecture(office: call.office)(
            fields.applied,
            typed: fields.typed,
            from: call.address
        )
        return Response(status: .accepted)
    }

    @Sendable private static func confirm(_ call: Call) async throws -> Response {
        let form = try call.form()
        let link = form.text("link")
        try form.end()
        guard let link else { throw form.faults.problem }
        let read = ApplicationReader(office: call.office)
        let found = try await ConfirmApplication(office: call.office)(link) { typed in try await read(typed) }
        return try .json(ConfirmedBody(request: found.request.description, link: found.link))
    }
}

/// The request that an application became, as JSON.
struct ConfirmedBody: Encodable {
    static let schema = Schema.named(
        "ConfirmedApplication",
        .body([
            .required("request", .key(LectureRequest.self)),
            .required(
                "link",
                .text("1042-1-3f2a9c0b7d41e865", 1...100),
                "By it the request's page is opened without signing in: `/requests/{request}?link={link}`."
            ),
        ])
    )

    let request: String
    let link: String
}
