import Hummingbird
import KodanDomain
import KodanService

/// Who acts for organizations.
enum MembersController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/organizations/{id}/members",
            "listMembers",
            .organizations,
            "Who acts for an organization, or did",
            notes:
                "Coordinators with limits see the people of organizations in their prefectures, and of those that ask there.",
            roles: Set<Role>.everybody.subtracting([.presenter]),
            answers: [
                .ok(.items(MemberBody.schema), "At most 500: those who left longest ago fall out.")
            ],
            use: list
        ),
        Operation(
            .post,
            "/v1/organizations/{id}/members",
            "addMember",
            .organizations,
            "Let somebody act for an organization",
            notes: "The user with this mail address, else a new one, from today on.",
            roles: [.coordinator, .administrator],
            body: .json(.named("MemberForm", .form(person))),
            answers: [.created(MadeBody.schema(User.self))],
            refusals: ["member_already"],
            effect: .creates,
            use: add
        ),
        Operation(
            .post,
            "/v1/organizations/{id}/members/{user}/handover",
            "handOverMembership",
            .organizations,
            "Hand over to a successor",
            notes: """
                A member hands over their own part. It ends with this day; the successor acts from today on. Requests that
                go on, and that they answer by their own address, become the successor's, who is told with a link to each;
                the telephone number stays.
                """,
            roles: [.host, .coordinator, .administrator],
            body: .json(.named("HandoverForm", .form(person + [.onBehalfOf]))),
            answers: [
                .created(MadeBody.schema(User.self), "The successor, for the body's people."),
                Answer(
                    status: .noContent,
                    note: "It is done; a member is not told whether the address was known.",
                    content: .nothing
                ),
            ],
            refusals: ["member_already", "not_member", "too_many_attempts"],
            effect: .creates,
            use: handOver
        ),
        Operation(
            .post,
            "/v1/organizations/{id}/members/{user}/removal",
            "removeMember",
            .organizations,
            "End somebody's part, without a successor",
            notes: "At once; a part that began today ends with this day. A member ends their own.",
            roles: [.host, .coordinator, .administrator],
            body: .json(.form([.required("reason", .shortReason), .onBehalfOf])),
            answers: [.noContent],
            refusals: ["not_member"],
            use: remove
        ),
    ]

    private static let person: [Schema.Property] = [
        .required("email", .email), .required("name", .text(Example.successor, 1...100)),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let members = try await ReadOrganizations(office: call.office).members(
            of: try call.key(),
            as: try call.asker()
        )
        return try .json(ItemsBody(members.map { MemberBody($0) }))
    }

    @Sendable private static func add(_ call: Call) async throws -> Response {
        let id: Organization.ID = try call.key()
        let form = try call.form()
        let user = form.newUser()
        try form.end()
        guard let user else { throw form.faults.problem }
        let made = try await AddMember(office: call.office)(user, to: id, as: try call.asker())
        return try .json(MadeBody(made), status: .created)
    }

    @Sendable private static func handOver(_ call: Call) async throws -> Response {
        let id: Organization.ID = try call.key()
        let user: User.ID = try call.key("user")
        let form = try call.form()
        let successor = form.newUser()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let successor else { throw form.faults.problem }
        let made = try await HandOverMembership(office: call.office)(
            of: user,
            in: id,
            to: successor,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        guard let made else { return Response(status: .noContent) }
        return try .json(MadeBody(made), status: .created)
    }

    @Sendable private static func remove(_ call: Call) async throws -> Response {
        let id: Organization.ID = try call.key()
        let user: User.ID = try call.key("user")
        let form = try call.form()
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await RemoveMember(office: call.office)(
            user,
            from: id,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return Response(status: .noContent)
    }
}
