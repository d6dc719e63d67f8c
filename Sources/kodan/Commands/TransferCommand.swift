import ArgumentParser
import Foundation
import KodanDomain
import KodanExport

/// Bank files.
struct TransferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Check bank files.",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check any bulk-transfer file (sogo furikomi): which record, column and byte is wrong."
        )
        @Argument(help: "The file.") var file: String

        func run() throws {
            guard let handle = FileHandle(forReadingAtPath: file) else {
                throw CommandFailure(sentence: "The file \(file) cannot be read.", status: EX_NOINPUT)
            }
            var reader = ZenginReader()
            do throws(ZenginFault) {
                while let piece = try? handle.read(upToCount: 65_536), !piece.isEmpty {
                    _ = try reader.read(piece)
                }
                try reader.finish()
            } catch {
                throw CommandFailure.data("\(file): \(error)")
            }
            print(
                "\(file): \(reader.count) transfers, \(reader.total.grouped) yen in all; every byte is as it should be."
            )
        }
    }
}
