public import KodanExport

/// The map of a plan as a file.
public enum PlanMapFile {
    /// Writes `map` with `captions` to `path` as SVG, whole or not at all; a file of that name is replaced.
    ///
    /// The folder must be there. Throws ``FileProblem``.
    public static func write(_ map: PlanMap, _ captions: PlanMap.Captions, to path: String) throws {
        let file = try AtomicFile(path: path)
        try file.write(map.svg(captions))
        _ = try file.verified { _ in }
        try file.place()
    }
}
