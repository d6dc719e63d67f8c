import Hummingbird
import Logging

/// One line for each request: method, path template, status, milliseconds.
///
/// Neither the path itself nor a header is written, so that no token and no name gets into a log. The request's id
/// is in the logger's metadata, and goes back to the asker.
struct AccessLog: RouterMiddleware {
    typealias Context = KodanContext

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        var outcome: Result<Response, any Error> = .failure(CancellationError())
        let took = await ContinuousClock().measure {
            do {
                outcome = .success(try await next(request, context))
            } catch {
                outcome = .failure(error)
            }
        }
        let milliseconds =
            took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)",
                "path": "\(context.endpointPath ?? "-")",
                "status": "\((try? outcome.get().status.code) ?? 0)",
                "ms": "\(milliseconds)",
            ]
        )
        return try outcome.get()
    }
}
