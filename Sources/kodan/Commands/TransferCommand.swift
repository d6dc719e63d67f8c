import ArgumentParser
import Foundation
import KodanDomain
import KodanExport
import KodanImport
import KodanText

/// Bank files.
struct TransferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Check bank files.",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check any bulk-transfer file (sogo furikomi): which record, column and byte is wrong.",
            discussion: """
                Without options only the standard counts. What one bank wants beyond it is checked where an option \
                says it. Exit status 0 for a good file, 65 for a wrong one, 66 for one that cannot be read.
                """
        )
        @Argument(help: "The file.") var file: String

        @Option(help: "What the bank wants between records: none or crlf.")
        var terminator: BankProfile.Terminator?

        @Option(name: .customLong("column-112"), help: "What the bank wants in column 112: 7, 0 or space.")
        var transferCode: BankProfile.TransferCode?

        @Option(help: "What fills unused customer codes: zeros or spaces.")
        var unusedCodes: BankProfile.UnusedCodes?

        @Option(help: "The most transfers that the bank takes in one file.")
        var recordLimit: Int?

        @Flag(help: "Banks and branches must have names.")
        var namesRequired = false

        func validate() throws {
            if let recordLimit, !(1...999_999).contains(recordLimit) {
                throw ValidationError("--record-limit takes 1 to 999999.")
            }
        }

        func run() throws {
            let bytes = try FileBytes(path: file)
            var reader = ZenginReader(
                expecting: ZenginExpectations(
                    terminator: terminator,
                    transferCode: transferCode,
                    unusedCodes: unusedCodes,
                    recordLimit: recordLimit,
                    namesRequired: namesRequired
                )
            )
            do {
                while let piece = try bytes.next() { _ = try reader.read(piece) }
                try reader.finish()
            } catch let fault as ZenginFault {
                let sentence = TransferFaultText.sentence(
                    fault,
                    at: reader.offset(of: fault),
                    in: .terminal
                )
                throw CommandFailure.data("\(file): \(sentence)")
            }
            print("\(file): \(TransferFaultText.allGood(reader.count, reader.total, in: .terminal))")
        }
    }
}
