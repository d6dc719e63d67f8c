import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanText

/// Keys of bank accounts.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make keys for bank accounts, and seal all accounts under the newest one.",
        subcommands: [Make.self, Rotate.self]
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

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Seal all account numbers, and keys of one-time codes, under the newest key, while the server serves.",
            discussion: """
                First put a new key behind the old ones, KODAN_ACCOUNT_KEYS=1:…,2:…, for every server, worker and \
                command, and start them anew; then run this until it says 0. The old keys may go then, but backups \
                of before want them. Fingerprints, by which equal accounts are found, have one key that stays: \
                KODAN_FINGERPRINT_KEY.

                Exit status: 75 if somebody was changing accounts (run it again), 78 if no key opens some of them.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Flag(help: "Only count.") var dryRun = false

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let result = try await RotateAccountKeys(office: actor.office)(
                dryRun: dryRun,
                as: actor.credential
            )
            let version = actor.office.vault.newestKeyVersion
            print(
                dryRun
                    ? "\(counted(result.resealed, "account")) would be sealed under key \(version)."
                    : "\(counted(result.resealed, "account")) sealed under key \(version)."
            )
            if !dryRun {
                let codes = try await RotateTOTPKeys(office: actor.office)(as: actor.credential)
                if codes.resealed > 0 {
                    print("\(codes.resealed) keys of one-time codes sealed under key \(version).")
                }
                if codes.unopened > 0 {
                    print("\(codes.unopened) keys of one-time codes are opened by no key and were left.")
                }
            }
            for account in result.unopened { print("\(account) is opened by no key and was left.") }
            if !result.unopened.isEmpty {
                throw CommandFailure.configuration(
                    "No key opens \(result.unopened.count) accounts: KODAN_ACCOUNT_KEYS lacks one, or they are damaged."
                )
            }
            if result.busy > 0 {
                throw CommandFailure(
                    sentence: "\(result.busy) accounts were being changed: run it again.",
                    status: EX_TEMPFAIL
                )
            }
        }
    }
}
