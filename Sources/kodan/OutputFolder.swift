import Foundation

/// The folder that a command writes into.
struct OutputFolder {
    /// Its absolute path.
    let path: String

    /// The folder `named`, which must be there, or that of the settings, which is made when it is missing.
    init(_ named: String?, _ settings: Settings) {
        path = URL(fileURLWithPath: named ?? settings.dataFolder).path
        if named == nil {
            try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
    }
}
