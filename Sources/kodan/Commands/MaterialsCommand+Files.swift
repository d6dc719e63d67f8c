import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanText

extension MaterialsCommand {
    struct Catalogue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the catalogue: each material with its editions."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Material>

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk] + Role.insiders)
            let found = try await ReadMaterials(office: actor.office)(
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { material in
                let editions = material.editions.map { edition in
                    "    \(edition.id)  \(edition.label)  from \(edition.issuedOn)"
                        + (edition.hasFile ? "" : "  no file")
                }
                let head = "\(material.id)  \(material.code)  \(material.medium.rawValue)"
                return (["\(head)  \(material.japaneseName)"] + editions).joined(separator: "\n")
            }
        }
    }

    struct AddFile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add-file",
            abstract: "File the file of an edition: PDF, PowerPoint, Word, JPEG or PNG, at most 100 MiB.",
            discussion: """
                It is hashed and never replaced; another file is another edition. It lies in KODAN_MATERIALS, which is \
                made if it is missing. The same file again heals one that was lost.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The edition, such as edi-3.") var edition: Edition.ID
        @Argument(help: "The file.") var file: String

        func run() async throws {
            let folder = try Settings().materialFolder()
            let actor = try await staff.signIn(asOneOf: [.clerk, .administrator])
            FilesFolder.make(folder.path)
            let unreadable = CommandFailure(sentence: "The file \(file) cannot be read.", status: EX_NOINPUT)
            guard let handle = FileHandle(forReadingAtPath: file) else { throw unreadable }
            let pieces = AsyncThrowingStream<[UInt8], any Error> {
                do {
                    guard let data = try handle.read(upToCount: 1 << 20), !data.isEmpty else { return nil }
                    return [UInt8](data)
                } catch {
                    // A folder opens, and cannot be read.
                    throw unreadable
                }
            }
            let isNew = try await FileMaterial(office: actor.office, folder: folder)(
                streaming: pieces,
                named: URL(fileURLWithPath: file).lastPathComponent,
                of: edition,
                as: actor.credential
            )
            print(isNew ? "\(edition) has its file." : "\(edition) had this file already.")
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Hold every file against its size and SHA-256; exit status 65 if one is missing or changed."
        )
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let folder = try Settings().materialFolder()
            let actor = try await staff.signIn(asOneOf: [.clerk, .administrator, .auditor])
            var faults = 0
            let count = try await VerifyMaterials(office: actor.office, folder: folder)(
                as: actor.credential
            ) { found in
                faults += 1
                print(Verify.line(found))
            }
            guard faults == 0 else {
                throw CommandFailure.data("Missing or changed: \(faults) of \(counted(count, "file")).")
            }
            print("As filed: \(counted(count, "file")).")
        }

        private static func line(_ found: MaterialFault) -> String {
            let what =
                switch found.fault {
                case .missing: "missing"
                case .unreadable: "cannot be read"
                case .size(let size): "has \(size) bytes, not \(found.file.byteCount)"
                case .bytes: "changed"
                }
            return "\(found.file.edition)  \(what)  \(found.file.storageKey)  \(found.file.name)"
        }
    }
}
