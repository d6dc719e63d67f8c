public import KodanDomain

/// What the codes of one of the body's tables are called in a register.
///
/// The Japanese name where an import would read the same code from it, else the code itself.
public struct RegisterWords: Sendable {
    private let names: [String: String]

    /// The words of these entries.
    public init(_ entries: [NamedCode]) {
        var meanings: [String: Set<String>] = [:]
        for entry in entries {
            for word in [entry.code, entry.japanese, entry.english] {
                meanings[word.normalized, default: []].insert(entry.code)
            }
        }
        var names: [String: String] = [:]
        for entry in entries {
            let name = entry.japanese.normalized
            // The signs that part the entries of a cell, and the parts of an entry.
            guard meanings[name]?.count == 1, !name.contains(":"), !name.contains(";") else { continue }
            names[entry.code] = name
        }
        self.names = names
    }

    /// What the register calls `code`.
    func word(_ code: some CustomStringConvertible) -> String { names[code.description] ?? code.description }
}

/// How registers answer a question.
func yesOrNo(_ answer: Bool) -> String { answer ? "はい" : "いいえ" }
