import Hummingbird
import KodanDomain
import KodanService

/// Matching runs: all open requests at once.
struct MatchingRunsController {
    let office: Office
    let reader: BodyReader

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.post(use: create)
    }

    @Sendable private func create(_ request: Request, context: KodanContext) async throws -> Response {
        let form = try await reader.form(of: request)
        let question = form.matchQuestion()
        try form.end()
        guard let question else { throw form.faults.problem }
        let answer = try await MatchRequests(office: office).answer(question, as: try context.asker())
        return try .json(answer, status: question.isSaved ? .created : .ok)
    }
}
