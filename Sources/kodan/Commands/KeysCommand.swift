import ArgumentParser
import Foundation

/// Keys of bank accounts.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make keys for bank accounts.",
        subcommands: [Make.self]
    )

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print two new settings for the environment; keep them as you keep a seal."
        )

        func run() {
            print("KODAN_ACCOUNT_KEYS=1:\(Data(randomBytes(32)).base64EncodedString())")
            print("KODAN_FINGERPRINT_KEY=\(Data(randomBytes(32)).base64EncodedString())")
        }
    }
}
