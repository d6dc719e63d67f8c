import Hummingbird
import KodanDomain
import KodanService

/// Presenters and organizations that are kept apart, since one of them asked.
enum ExclusionsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/presenters/{id}/exclusions",
            "listPresenterExclusions",
            .presenters,
            "The organizations that a presenter is kept apart from",
            notes: "A side sees what it asked itself, the body's people all.",
            roles: .everybody,
            query: [.after(Organization.self), .limit],
            answers: [.ok(.page(of: ExclusionPairBody.schema), "A page of them, by organization.")],
            use: listOfPresenter
        ),
        Operation(
            .post,
            "/v1/presenters/{id}/exclusions",
            "excludeOrganization",
            .presenters,
            "A presenter asks never to be sent to an organization",
            notes: apart,
            roles: [.coordinator, .presenter],
            body: .json(wish("organization", .key(Organization.self))),
            answers: [.created(LooseEndsBody.schema, ends)],
            refusals: ["excluded_already"],
            effect: .creates,
            use: excludeOrganization
        ),
        Operation(
            .post,
            "/v1/presenters/{id}/exclusions/{organization}/lifting",
            "liftPresenterExclusion",
            .presenters,
            "A presenter takes back what they asked",
            roles: [.coordinator, .presenter],
            body: .json(lifting),
            answers: [.noContent],
            refusals: ["not_excluded"],
            use: liftForPresenter
        ),
        Operation(
            .get,
            "/v1/organizations/{id}/exclusions",
            "listOrganizationExclusions",
            .organizations,
            "The presenters who are kept apart from an organization",
            notes: "A side sees what it asked itself, the body's people all.",
            roles: .everybody,
            query: [.after(Presenter.self), .limit],
            answers: [.ok(.page(of: ExclusionPairBody.schema), "A page of them, by presenter.")],
            use: listOfOrganization
        ),
        Operation(
            .post,
            "/v1/organizations/{id}/exclusions",
            "excludePresenter",
            .organizations,
            "A host asks that a presenter never be sent to it",
            notes: apart,
            roles: [.coordinator, .host],
            body: .json(wish("presenter", .key(Presenter.self))),
            answers: [.created(LooseEndsBody.schema, ends)],
            refusals: ["excluded_already", "organization_merged"],
            effect: .creates,
            use: excludePresenter
        ),
        Operation(
            .post,
            "/v1/organizations/{id}/exclusions/{presenter}/lifting",
            "liftOrganizationExclusion",
            .organizations,
            "A host takes back what it asked",
            roles: [.coordinator, .host],
            body: .json(lifting),
            answers: [.noContent],
            refusals: ["not_excluded", "organization_merged"],
            use: liftForOrganization
        ),
    ]

    private static let apart = """
        From now on no match brings the two together. Offers between them are taken back, and the presenter is told,
        not why; lectures stand, and come up on the desk (`host_barred`). The reason is for this side and the body's
        people only.
        """
    private static let ends = "What that ended, and what it left standing, as far as the asker may know."
    private static let lifting = Schema.named(
        "LiftingForm",
        .form([.required("reason", .shortReason), .onBehalfOf])
    )

    private static func wish(_ name: String, _ key: Schema) -> Schema {
        .form([.required(name, key), .required("reason", .shortReason), .onBehalfOf])
    }

    @Sendable private static func listOfPresenter(_ call: Call) async throws -> Response {
        let presenter: Presenter.ID = try call.key()
        let page = try await ReadExclusions(office: call.office)(
            of: presenter,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { ExclusionPairBody($0) }
    }

    @Sendable private static func listOfOrganization(_ call: Call) async throws -> Response {
        let organization: Organization.ID = try call.key()
        let page = try await ReadExclusions(office: call.office)(
            of: organization,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { ExclusionPairBody($0) }
    }

    @Sendable private static func excludeOrganization(_ call: Call) async throws -> Response {
        let presenter: Presenter.ID = try call.key()
        let form = try call.form()
        let organization: Organization.ID? = form.key("organization")
        return try await exclude(presenter, organization, .presenter, form, call)
    }

    @Sendable private static func excludePresenter(_ call: Call) async throws -> Response {
        let organization: Organization.ID = try call.key()
        let form = try call.form()
        let presenter: Presenter.ID? = form.key("presenter")
        return try await exclude(presenter, organization, .host, form, call)
    }

    @Sendable private static func liftForPresenter(_ call: Call) async throws -> Response {
        try await lift(try call.key(), try call.key("organization"), .presenter, call)
    }

    @Sendable private static func liftForOrganization(_ call: Call) async throws -> Response {
        try await lift(try call.key("presenter"), try call.key(), .host, call)
    }

    private static func exclude(
        _ presenter: Presenter.ID?,
        _ organization: Organization.ID?,
        _ side: Side,
        _ form: Form,
        _ call: Call
    ) async throws -> Response {
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let presenter, let organization else { throw form.faults.problem }
        let ends = try await KeepApart(office: call.office)(
            presenter,
            organization,
            askedBy: side,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(LooseEndsBody(ends), status: .created)
    }

    private static func lift(
        _ presenter: Presenter.ID,
        _ organization: Organization.ID,
        _ side: Side,
        _ call: Call
    ) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await KeepApart(office: call.office).lift(
            presenter,
            organization,
            askedBy: side,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return Response(status: .noContent)
    }
}
