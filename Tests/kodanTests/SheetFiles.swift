import Foundation

/// Two spreadsheets in a folder of their own, which is gone with this value.
final class SheetFiles {
    /// What the executable needs to know: where the tables lie.
    static let settings = ["KODAN_CONFIG": checkout + "/Config"]
    /// The checkout, from this file's place in it.
    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    let folder: String
    var presenters: String { folder + "/p.csv" }
    var requests: String { folder + "/r.csv" }

    init(presenters: String, requests: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try presenters.write(toFile: self.presenters, atomically: true, encoding: .utf8)
        try requests.write(toFile: self.requests, atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs `kodan match` on them.
    func match(_ arguments: [String] = []) throws -> CommandRun {
        try CommandRun(
            ["match", "--presenters", presenters, "--requests", requests] + arguments,
            environment: SheetFiles.settings
        )
    }

    /// What lies in the folder.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    }
}

extension CommandRun {
    /// Standard output as one JSON object; nil if it is anything else.
    var json: [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
    }
}
