internal import Foundation

/// Brings what use cases write into a folder to whoever asked, without a folder that stays.
///
/// The folder is made for one call, readable by its owner only, and gone at its end; no name from outside is part of
/// any path.
public enum Spooling {
    /// Runs `make` with a folder of its own; what is left in the folder vanishes.
    public static func dropping<Made>(_ make: (_ folder: String) async throws -> Made) async throws -> Made {
        let folder = try makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await make(folder)
    }

    /// Runs `make`, which writes a file and says where, and takes that file out of its folder.
    public static func file<Made>(
        _ make: (_ folder: String) async throws -> (made: Made, path: String)
    ) async throws -> (made: Made, file: SpooledFile) {
        try await dropping { folder in
            let (made, path) = try await make(folder)
            return (made, try SpooledFile(opening: path))
        }
    }

    private static func makeFolder() throws(FileProblem) -> String {
        try unsafe TemporaryEntry.make { name in unsafe mkdtemp(name) == nil ? nil : () }.path
    }
}

/// What lies in a folder, the temporary one if none is named, under a name that nobody has.
enum TemporaryEntry {
    /// What `make` made in `folder`, and where; `make` fills in the Xs of `pattern`, and says nil and leaves `errno`
    /// where it could not.
    ///
    /// Throws ``FileProblem``.
    static func make<Made>(
        in folder: String = FileManager.default.temporaryDirectory.path,
        called pattern: String = "kodan-XXXXXX",
        _ make: (UnsafeMutablePointer<CChar>) -> Made?
    ) throws(FileProblem) -> (made: Made, path: String) {
        var path = Array("\(folder)/\(pattern)".utf8CString)
        let (made, number) = unsafe path.withUnsafeMutableBufferPointer { buffer -> (Made?, Int32) in
            guard let start = buffer.baseAddress else { return (nil, EINVAL) }
            let made = unsafe make(start)
            return (made, errno)
        }
        guard let made else { throw FileProblem(folder: folder, number: number) }
        return (made, String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
