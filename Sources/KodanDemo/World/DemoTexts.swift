import KodanImport

/// The sentences of the demo by kind; all Japanese that the demo writes comes from its table.
struct DemoTexts: Sendable {
    private var texts: [String: [String]] = [:]

    /// Reads `Config/demo/texts.csv` in `folder`, `Config`.
    init(folder: String) throws {
        for row in try table(folder + "/demo/texts.csv", of: DemoText.self) {
            texts[row.kind, default: []].append(row.text)
        }
    }

    /// All sentences of a kind, in the table's order.
    ///
    /// Throws ``DemoProblem/textMissing(_:)``.
    func all(_ kind: String) throws(DemoProblem) -> [String] {
        guard let all = texts[kind] else { throw .textMissing(kind) }
        return all
    }

    /// The first sentence of a kind, its `{words}` replaced.
    func one(_ kind: String, _ words: [String: String] = [:]) throws(DemoProblem) -> String {
        try filled(all(kind)[0], words)
    }

    /// One of the sentences of a kind, its `{words}` replaced.
    func any(_ kind: String, _ dice: inout Dice, _ words: [String: String] = [:]) throws(DemoProblem)
        -> String
    {
        filled(dice.pick(try all(kind)), words)
    }

    private func filled(_ text: String, _ words: [String: String]) -> String {
        // One word after the other in a fixed order: a word's own text is never searched for another.
        var rest = text[...]
        var result = ""
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += words[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}

/// Why the demo cannot go on; one sentence each.
public enum DemoProblem: Error, Equatable, CustomStringConvertible {
    /// `Config/demo/texts.csv` has no sentence of this kind.
    case textMissing(String)
    /// A municipality of a demo table is not in the geography.
    case municipalityMissing(String)
    /// The names are too few for so many presenters.
    case namesMissing(needed: Int)
    /// The keys of the demo in this file cannot be read.
    case keysDamaged(String)
    /// A file could not be written: its path and why.
    case notWritten(String, reason: String)
    /// What a file says is not what the ledger says: its path.
    case filesDisagree(String)

    /// One sentence for the person at the terminal.
    public var description: String {
        switch self {
        case .textMissing(let kind): "Config/demo/texts.csv has no text of the kind \(kind)."
        case .municipalityMissing(let code):
            "The demo names the municipality \(code), which Config/geo does not have."
        case .namesMissing(let needed): "Config/demo has too few names for \(needed) presenters."
        case .keysDamaged(let path): "\(path) cannot be read: begin anew with --reset."
        case .notWritten(let path, let reason): "\(path) could not be written: \(reason)."
        case .filesDisagree(let path): "\(path) does not agree with the ledger."
        }
    }
}
