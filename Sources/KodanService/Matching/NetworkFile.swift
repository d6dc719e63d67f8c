public import KodanMatching

/// The network of a matching problem as a file, for other solvers.
public enum NetworkFile {
    /// Writes the network of `problem` to `path` in DIMACS form, whole or not at all; a file of that name is replaced.
    ///
    /// The folder must be there. Throws ``FileProblem``.
    public static func write(_ problem: MatchingProblem, to path: String) throws {
        let file = try AtomicFile(path: path)
        try DIMACSNetwork(problem).write { piece throws(FileProblem) in try file.write(piece) }
        _ = try file.verified { _ in }
        try file.place()
    }
}
