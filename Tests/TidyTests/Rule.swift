/// Something that has a room of its own, or none, in the sources.
struct Rule {
    /// A place where it may be all the same, and why.
    typealias Exceptions = [String: String]

    /// Where a rule is looked for in a Swift file.
    enum Place {
        /// The code without comments and literals.
        case code
        /// The string literals.
        case literals
        /// All that the file says.
        case text
    }

    /// What is kept in its room, for the message.
    var name: String
    var place: Place
    var pattern: Pattern
    /// The folders (ending in `/`) and files where it belongs.
    var rooms: [String] = []
    /// The folders and files where it is suffered, with the reason.
    var exceptions: Exceptions = [:]

    /// One line for each stray.
    func strays(in file: TextFile) -> [String] {
        if file.isIn(rooms) || file.isIn(exceptions.keys) { return [] }
        let found: [(line: Int, text: String)]
        switch place {
        case .text: found = pattern.matches(in: file.text)
        case .code: found = pattern.matches(in: file.swift.code)
        case .literals:
            found = file.swift.literals.flatMap { literal in
                pattern.matches(in: literal.text).map { (literal.line + $0.line - 1, $0.text) }
            }
        }
        return found.map { "\(file.path):\($0.line): \(name): \($0.text)" }
    }
}
