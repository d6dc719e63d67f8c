@testable import KodanDemo

extension DemoTools {
    /// Chance as it comes, and a watch that stands still.
    static let chance = DemoTools(
        elapsed: { .zero },
        random: { count in (0..<count).map { _ in .random(in: 0...255) } }
    )
}
