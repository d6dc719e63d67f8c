import KodanDomain
import KodanText

/// Everything that is wrong with one body, gathered before anything is refused.
///
/// Not Sendable: it lives while one body is read.
final class Faults {
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
        entries.append(Problem.Entry(pointer: pointer, code: code, detail: detail))
    }

    /// The problem that they make together, in the order of the body's fields as they are documented.
    var problem: Problem { .invalid(entries) }
}
