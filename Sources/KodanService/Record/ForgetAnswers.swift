import KodanDomain
import KodanStore

/// Throws away kept answers that no client repeats its call for any more.
public struct ForgetAnswers: Sendable {
    /// How long an answer is kept, in minutes: two days.
    public static let minutes = 2880
    /// How many go in one transaction.
    static let batch = 5000

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Forgets what is older than ``minutes``; how many answers they were.
    public func callAsFunction() async throws -> Int {
        try await office.transaction(as: .system) { desk in
            try KeptAnswerStore(desk.session).forget(
                before: desk.now.adding(minutes: -ForgetAnswers.minutes),
                limit: ForgetAnswers.batch
            )
        }
    }
}
