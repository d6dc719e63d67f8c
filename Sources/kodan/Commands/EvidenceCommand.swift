import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanStore

/// A folder in which files lie that were filed: evidence, the files of editions.
enum FilesFolder {
    /// Makes it where it is missing, for its owner only; what cannot be made is told by whoever writes into it.
    static func make(_ folder: String) {
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Makes it too, and throws ``CommandFailure`` with the setting's name where it cannot be used.
    static func make(_ folder: String, of setting: String, isWritten: Bool) throws {
        make(folder)
        let files = FileManager.default
        // Of a file there is no such path.
        let itself = folder + "/."
        guard files.isReadableFile(atPath: itself), !isWritten || files.isWritableFile(atPath: itself) else {
            throw CommandFailure.configuration("\(setting): the folder \(folder) cannot be used.")
        }
    }
}

/// Files behind claims: receipts, attendance sheets.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "File and list the evidence of a lecture.",
        subcommands: [Add.self, List.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "File a PDF, JPEG, PNG or text of at most 20 MiB; it is hashed and never replaced.",
            discussion: "The bytes lie under their SHA-256 in KODAN_EVIDENCE, which is made if it is missing."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID
        @Argument(help: "The file.") var file: String
        @Option(help: "What it proves: receipt, attendance_sheet, flyer, invoice or other.") var kind:
            EvidenceKind
        @Option(help: "Who sent it, if you act for them.") var onBehalfOf: String?

        func run() async throws {
            let settings = Settings()
            let actor = try await staff.signIn(asOneOf: [.coordinator, .presenter, .host])
            let bytes = try read()
            let folder = settings.evidenceFolder
            FilesFolder.make(folder)
            let id = try await FileEvidence(office: actor.office, folder: folder)(
                bytes,
                named: URL(fileURLWithPath: file).lastPathComponent,
                kind: kind,
                for: assignment,
                onBehalfOf: onBehalfOf,
                as: actor.credential
            )
            print("\(id) is filed for \(assignment).")
        }

        /// The bytes, one more at most than may be filed: a file without end fills no memory.
        private func read() throws -> [UInt8] {
            guard let handle = FileHandle(forReadingAtPath: file),
                let data = try? handle.read(upToCount: FileEvidence.sizes.upperBound + 1) ?? Data()
            else { throw CommandFailure(sentence: "The file \(file) cannot be read.", status: EX_NOINPUT) }
            return [UInt8](data)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the evidence of a lecture.")
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Evidence>
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.presenter, .host])
            let found = try await ReadEvidence(office: actor.office)(
                of: assignment,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { entry in
                [
                    "\(entry.id)", entry.kind, entry.fileName, "\(entry.mediaType), \(entry.byteCount) bytes",
                    "\(entry.filedAt) by \(entry.filedBy?.description ?? "the system")",
                    entry.sha256.hexadecimal,
                ].joined(separator: "  ")
            }
        }
    }
}
