import HTTPTypes
import Hummingbird
import KodanService

/// Turns requests away that come too often or are too many at once, before anything is done for them.
///
/// Who asks how often is counted first, since it costs nothing; each answer says how much is left in
/// `RateLimit-Limit`, `-Remaining` and `-Reset` (draft-ietf-httpapi-ratelimit-headers-07: requests, requests, seconds)
/// of the limit that is nearest. Whoever watches the server is never turned away.
struct Limits: RouterMiddleware {
    typealias Context = KodanContext

    /// What a load balancer and the monitoring ask.
    private static let exempt: Set<String> = ["/healthz", "/readyz", "/metrics"]
    /// What does something for nobody in particular, and may therefore be asked rarely: signing in, links by mail.
    private static let signingIn = Set(
        Contract.operations.filter { $0.method == .post && $0.roles.isEmpty }.map(\.path)
            + (SignInPages.routes + ApplicationPages.routes).map(\.path)
    )

    let rates: RateLimiter
    let gate: WorkPlaces
    let metrics: HTTPMetrics
    let clock: MonotonicClock
    /// In which cookie sessions come.
    let cookie: SessionCookie
    /// Whom a page tells to ask.
    let body: OfficeBody?

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        let path = context.endpointPath ?? ""
        guard !Self.exempt.contains(path) else { return try await next(request, context) }
        let verdict = rates.take(
            credential: BearerToken.secret(of: request, in: cookie),
            address: context.client,
            signsIn: request.method == .post && Self.signingIn.contains(path),
            at: clock.nanoseconds()
        )
        guard let verdict else { return try await gated(request, context, next) }
        var response: Response
        if let seconds = verdict.retryAfterSeconds {
            metrics.reject(verdict.kind)
            let problem = Problem.rateLimited(verdict.kind, retryAfter: seconds)
            response = problem.answer(to: request, context, askedAt: body)
        } else {
            response = try await gated(request, context, next)
        }
        response.headers[.rateLimitLimit] = String(verdict.limit.requests)
        response.headers[.rateLimitRemaining] = String(verdict.outcome.remaining)
        response.headers[.rateLimitReset] = String(verdict.resetSeconds)
        return response
    }

    private func gated(
        _ request: Request,
        _ context: KodanContext,
        _ next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        guard gate.enter() else {
            metrics.reject(.concurrency)
            return Problem.overloaded.answer(to: request, context, askedAt: body)
        }
        defer { gate.leave() }
        return try await next(request, context)
    }
}
