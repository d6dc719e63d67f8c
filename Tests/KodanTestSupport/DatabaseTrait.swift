public import Testing

/// Gives each test of a suite, or one test, a database of its own: ``TestDatabase/current``.
public struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
    private let template: Template

    init(_ template: Template) {
        self.template = template
    }

    /// Each test of a suite gets its own.
    public var isRecursive: Bool { true }

    /// Runs one case of one test with its database.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await TestDatabase.with(template, function)
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database with the catalogue, the municipalities and the staff.
    public static var database: DatabaseTrait { DatabaseTrait(.small) }

    /// A database like `template`.
    public static func database(_ template: Template) -> DatabaseTrait { DatabaseTrait(template) }
}
