import KodanDomain
import KodanText

/// Everything that is wrong with one body, gathered before anything is refused.
///
/// Not Sendable: it lives while one body is read.
final class Faults {
    /// How many are noted at most: an answer about one body is not to be many times as large as the body.
    static let limit = 200

    private(set) var entries: [Problem.Entry] = []
    let language: Language

    init(language: Language) {
        self.language = language
    }

    /// Notes that the value at `pointer` is not what was expected.
    func add(_ pointer: String, _ expected: Expected) {
        add(pointer, expected.code, .told(ExpectationText.sentence(expected, in: language)))
    }

    /// Notes something else about the value at `pointer`.
    func add(_ pointer: String, _ code: String, _ detail: CallText) {
        guard entries.count < Faults.limit else { return }
        entries.append(Problem.Entry(pointer: pointer, code: code, detail: detail))
    }

    /// The problem that they make together, in the order of the body's fields as they are documented.
    var problem: Problem { .invalid(entries) }
}
