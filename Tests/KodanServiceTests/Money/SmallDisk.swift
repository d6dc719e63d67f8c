import Foundation
import Glibc
import KodanService
import KodanTestSupport
import Testing

/// A disk of 16 KiB, where the system lets this process mount one.
struct SmallDisk {
    private let folder: String

    static let canBeMade: Bool = {
        let folder =
            FileManager.default.temporaryDirectory.path + "/kodan-disk-\(UInt64.random(in: 0...UInt64.max))"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let disk = try? SmallDisk(at: folder) else { return false }
        disk.remove()
        return true
    }()

    init(at folder: String) throws {
        self.folder = folder
        // The system call itself: Foundation's Process may wait for ever beside children of other tests.
        guard mount("none", folder, "tmpfs", 0, "size=16k") == 0 else {
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    func remove() { umount(folder) }

    /// Takes all of its space.
    func fill() throws {
        let path = folder + "/filler"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        do {
            for _ in 0..<64 { try file.write(contentsOf: Data(count: 1024)) }
        } catch {
            return
        }
    }

    /// Expects that `write` says that a full disk is full, and leaves nothing behind in its folder.
    static func expectNothingLeft(by write: (_ folder: String) async throws -> Void) async throws {
        try await withFolder { folder in
            let disk = try SmallDisk(at: folder)
            defer { disk.remove() }
            try disk.fill()
            await #expect(throws: FileProblem.diskFull(folder)) { try await write(folder) }
            #expect(try names(in: folder) == ["filler"])
        }
    }
}
