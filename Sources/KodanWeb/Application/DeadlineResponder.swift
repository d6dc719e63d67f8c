import Hummingbird

/// Cancels what takes longer than a request may; whoever notices the cancellation answers.
struct DeadlineResponder<Base: HTTPResponder<KodanContext>>: HTTPResponder {
    let base: Base
    let configuration: WebConfiguration

    func respond(to request: Request, context: KodanContext) async throws -> Response {
        let isMatching = request.uri.path == "/v1/matching-runs"
        let limit = isMatching ? configuration.matchingTimeout : configuration.requestTimeout
        return try await cancelling(after: limit) { try await base.respond(to: request, context: context) }
    }
}

/// Runs `body`, cancelled if it takes longer than `limit`; returns what it returns even then.
func cancelling<Value: Sendable>(
    after limit: Duration,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try? await Task.sleep(for: limit)
            return nil
        }
        while let finished = try await group.next() {
            group.cancelAll()
            if let finished { return finished }
        }
        throw CancellationError()
    }
}
