import ArgumentParser
import KodanDomain
import KodanService
import KodanText

/// Commands about what stands out before money goes out.
enum FindingCommands {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check everything that is not paid yet; what stands out is noted, what is settled ends."
        )
        @OptionGroup var staff: StaffOptions
        @Option(help: "The last lecture day that counts, such as 2026-05-31 (today).") var upTo: LocalDate?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .approver, .coordinator])
            let check = try await CheckHonoraria(office: actor.office)(upTo: upTo, as: actor.credential)
            print(FindingLines.check(check))
        }
    }

    struct Findings: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what stands out before money goes out."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Finding>
        @Flag(help: "Only those that are open.") var open = false

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .approver, .coordinator, .auditor])
            let found = try await ReadFindings(office: actor.office)(
                in: open ? .open : nil,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found, FindingLines.line)
        }
    }

    struct Clear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Clear a finding with a reason, so that money may go out; never one about your own claim."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The finding, such as fnd-3.") var finding: Finding.ID
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .approver, .coordinator])
            try await ClearFinding(office: actor.office)(finding, because: reason, as: actor.credential)
            print("\(finding) is cleared.")
        }
    }
}

/// Findings as lines of text.
enum FindingLines {
    static func check(_ check: CheckedHonoraria) -> String {
        "\(check.found.count) new findings, \(check.gone.count) gone; "
            + "\(check.blocking) open ones block, \(check.warning) warn."
    }

    static func line(_ finding: FindingEntry) -> String {
        let language = Language.terminal
        var parts = [
            "\(finding.id)",
            FindingText.name(of: finding.state, in: language),
            FindingText.name(of: finding.cause.severity, in: language),
            FindingText.sentence(finding.cause, in: language),
        ]
        parts.append("found \(finding.foundAt.date)")
        if let by = finding.clearedBy, let reason = finding.reason {
            parts.append("cleared by \(by): \(reason)")
        }
        return parts.joined(separator: "  ")
    }
}
