import Hummingbird

/// Cancels what takes longer than a request may; whoever notices the cancellation answers.
struct DeadlineResponder<Base: HTTPResponder<KodanContext>>: HTTPResponder {
    let base: Base
    let configuration: WebConfiguration

    func respond(to request: Request, context: KodanContext) async throws -> Response {
        try await cancelling(after: limit(of: request)) {
            try await base.respond(to: request, context: context)
        }
    }

    private func limit(of request: Request) -> Duration {
        guard request.method == .post else { return configuration.requestTimeout }
        let path = request.uri.path
        if path == "/v1/matching-runs" { return configuration.matchingTimeout }
        // The file may take its time to arrive, and is then dealt with like any other request.
        let isUpload = path.hasPrefix("/v1/assignments/") && path.hasSuffix("/evidence")
        return configuration.requestTimeout + (isUpload ? configuration.uploadTimeout : .zero)
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
