public import Testing

/// Waits until `condition` holds; records an issue if it does not come to hold `within` so long.
public func eventually(
    within patience: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: patience)
    while clock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("the condition did not come to hold within \(patience)", sourceLocation: sourceLocation)
}
