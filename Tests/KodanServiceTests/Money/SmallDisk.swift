import Foundation

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
        guard SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=16k", "none", folder) else {
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    func remove() { _ = SmallDisk.run("umount", folder) }

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

    private static func run(_ words: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
