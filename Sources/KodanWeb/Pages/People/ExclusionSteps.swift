import KodanDomain
import KodanPages
import KodanService
import KodanText

/// What the forms on a presenter's page do about organizations that they are not sent to.
enum ExclusionSteps {
    static let all: [String: PageStepHandler] = [
        "keep_apart": .changes(keepApart), "lift_exclusion": .changes(lift),
    ]

    @Sendable private static func keepApart(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        let body = try await visit.organizationsNamed(["organization"], in: form).body()
        let organization: Organization.ID? = body.key("organization")
        let side = body.choice("asked_by", of: Side.self)
        let reason = body.reason()
        let caller = body.onBehalfOf()
        try body.end()
        guard let organization, let side else { throw body.faults.problem }
        let ends = try await KeepApart(office: visit.office)(
            id,
            organization,
            askedBy: side,
            because: reason,
            onBehalfOf: caller,
            as: try visit.session()
        )
        return PagePath(
            "/presenters/\(id)",
            done: ends.assignments.isEmpty ? "kept_apart" : "kept_apart_bound"
        )
    }

    @Sendable private static func lift(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        // A wish is known by the organization and the side that asked.
        let parts = (form["exclusion"] ?? "").split(separator: "/").map(String.init)
        guard parts.count == 2, let organization = Organization.ID(parts[0]),
            let side = Side(rawValue: parts[1])
        else { throw Problem.missing("exclusion") }
        try await KeepApart(office: visit.office).lift(
            id,
            organization,
            askedBy: side,
            because: form.reason,
            onBehalfOf: form.caller,
            as: try visit.session()
        )
        return PagePath("/presenters/\(id)", done: "exclusion_lifted")
    }
}
