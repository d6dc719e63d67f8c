internal import Foundation

/// The folders and files of the demo, all under one: `.kodan` of the checkout.
struct DemoFolder: Sendable {
    /// The folder itself.
    let root: String

    /// Lists and bank files.
    var out: String { root + "/out" }
    /// Payment notices.
    var notices: String { out + "/notices" }
    /// Receipts and attendance sheets under their digests.
    var evidence: String { root + "/evidence" }
    /// The files of editions.
    var materials: String { root + "/materials" }
    /// Where mails are put.
    var mail: String { root + "/mail" }
    /// Keys and tokens, for the demo only.
    var keys: String { root + "/demo.env" }

    /// The list of a month.
    func list(_ month: some CustomStringConvertible) -> String { "\(out)/honoraria-\(month).csv" }
    /// The bank file of a month.
    func transfer(_ month: some CustomStringConvertible) -> String { "\(out)/transfer-\(month).txt" }

    /// Makes the folders.
    ///
    /// Throws ``DemoProblem/notWritten(_:reason:)``.
    func make() throws(DemoProblem) {
        for folder in [root, out, notices, evidence, materials, mail] {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw .notWritten(folder, reason: error.localizedDescription)
            }
        }
    }

    /// Removes what an earlier year left, and nothing else in the folder.
    func clear() throws(DemoProblem) {
        for path in [keys, out, evidence, materials, mail] where FileManager.default.fileExists(atPath: path)
        {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                throw .notWritten(path, reason: error.localizedDescription)
            }
        }
    }

    /// Whether a run left files here.
    var hasRemains: Bool { FileManager.default.fileExists(atPath: out) }

    /// Whether the month's two files are there.
    func hasFiles(of month: some CustomStringConvertible) -> Bool {
        [list(month), transfer(month)].allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }

    /// The bytes of a file; nil if it cannot be read.
    func bytes(of path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { Array($0) } }
}
