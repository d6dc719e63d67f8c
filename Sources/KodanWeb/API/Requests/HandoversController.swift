import Hummingbird
import KodanDomain
import KodanService

/// Who sees to a request at the host's.
enum HandoversController {
    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/requests/{id}/handover",
            "handOverRequest",
            .requests,
            "Hand a request over to a successor",
            notes: """
                Mails go to the successor from now on, with a link of their own; the links before it serve no more. Who may
                act for the whole organization stays as it is.
                """,
            roles: [.host, .coordinator],
            body: .json(.form([.required("successor", RequestFields.contactSchema), .onBehalfOf])),
            answers: [.noContent],
            refusals: ["request_state", "too_many_attempts"],
            use: handOver
        )
    ]

    @Sendable private static func handOver(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let successor = form.part("successor")?.contact()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let successor else { throw form.faults.problem }
        try await HandOverRequest(office: call.office)(
            id,
            to: successor,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return Response(status: .noContent)
    }
}
