import Hummingbird
import KodanDomain
import KodanService
import KodanText
import Logging

/// Turns what was thrown into `application/problem+json`.
///
/// What nobody foresaw is logged without data and told as a plain 500 with the request's id.
struct Problems: RouterMiddleware {
    typealias Context = KodanContext

    let metrics: HTTPMetrics
    /// Whom a page tells to ask.
    let body: OfficeBody?

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let answer = problem(error, language: request.answerLanguage, context).answer(
                to: request,
                context,
                askedAt: body
            )
            // A body that nobody reads would be taken for the next answer (RFC 9110, 9.3.2).
            return request.method == .head ? answer.createHeadResponse() : answer
        }
    }

    private func problem(_ error: any Error, language: Language, _ context: KodanContext) -> Problem {
        if let problem = Problem(told: error, in: language) { return problem }
        if let outage = Outage(error) {
            if outage == .crowded { metrics.reject(.pool) }
            // Of those that are errors nobody is told otherwise: who reads is answered as ever.
            switch outage {
            case .full: context.logger.error("the database's disk is full", metadata: ["error": "\(error)"])
            case .filesRefused:
                context.logger.error("a folder takes no files", metadata: ["error": "\(error)"])
            default: context.logger.warning("database", metadata: ["error": "\(Outage.told(error))"])
            }
            return Problem(outage)
        }
        if Task.isCancelled { return .tooSlow }
        if let error = error as? HTTPError { return Problem(status: error.status) }
        context.logger.error("unforeseen", metadata: ["error": "\(String(describing: error))"])
        return .unforeseen
    }
}

extension Request {
    /// The language in which the asker wants to be told things.
    var language: Language { Language(acceptLanguage: headers[.acceptLanguage]) }
}
