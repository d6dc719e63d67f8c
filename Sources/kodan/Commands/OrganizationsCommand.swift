import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanStore
import KodanText

/// Hosts and who acts for them.
struct OrganizationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organizations",
        abstract: "Show organizations and their members; export them; merge them; hand a membership over.",
        subcommands: [List.self, Show.self, Export.self, Members.self, Merge.self, HandOver.self]
    )

    /// Which organizations are listed or exported.
    struct Filter: ParsableArguments {
        @Option(help: "Only those of this prefecture, 01 to 47.") var prefecture: PrefectureCode?
        @Option(help: "Only those with this in their name or its kana.") var name: String?
        @Option(help: "Only those of this kind.") var kind: OrganizationKind?

        var question: OrganizationQuestion {
            OrganizationQuestion(prefecture: prefecture, kind: kind, name: name)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List organizations.")
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Organization>
        @OptionGroup var filter: Filter

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.host, .presenter])
            let found = try await ReadOrganizations(office: actor.office)(
                filter.question,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found, OrganizationLines.line)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one organization.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The organization, such as org-3.") var organization: Organization.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.host, .presenter])
            let found = try await ReadOrganizations(office: actor.office)(organization, as: actor.credential)
            for line in OrganizationLines.lines(found) { print(line) }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the register of organizations as CSV, as `kodan import organizations` reads it.",
            discussion: """
                Who acts for them is no part of it. The record tells who had it written. A file of that name is \
                replaced.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Where it is written, such as organizations.csv.") var file: String
        @OptionGroup var filter: Filter

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: ExportedRegister.readers)
            let written = try await ExportOrganizations(office: actor.office)(
                filter.question,
                at: URL(fileURLWithPath: file).path,
                as: actor.credential
            )
            print("\(written.path)  \(counted(written.rows, "organization"))")
        }
    }

    struct Members: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show who acts for an organization, or did."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The organization, such as org-3.") var organization: Organization.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.host])
            let found = try await ReadOrganizations(office: actor.office)(organization, as: actor.credential)
            for member in found.members { print(OrganizationLines.line(member)) }
            if found.members.isEmpty { print("None: add somebody with `kodan users member`.") }
        }
    }

    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make one organization part of another; its lectures and payments stay as they were."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The organization that ends, such as org-3.") var organization: Organization.ID
        @Option(help: "The one that it becomes part of.") var into: Organization.ID
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .coordinator)
            try await MergeOrganizations(office: actor.office)(
                organization,
                into: into,
                because: reason,
                as: actor.credential
            )
            print("\(organization) is part of \(into). Its members act for both.")
        }
    }

    struct HandOver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "handover",
            abstract: "Hand a membership over: the old member acts until the end of this day."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The organization, such as org-3.") var organization: Organization.ID
        @Option(help: "The mail address of who hands over.") var from: String
        @Option(help: "The successor's mail address.") var to: String
        @Option(help: "The successor's name.") var name: String
        @Option(help: "Who phoned or wrote, if you act for them.") var onBehalfOf: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.coordinator, .administrator, .host])
            let old = try await StaffOptions.known(from, in: actor.office)
            let next = try await HandOverMembership(office: actor.office)(
                of: old,
                in: organization,
                to: NewUser(email: try EmailAddress(to), name: try name.plainText(.name, atMost: 100)),
                onBehalfOf: onBehalfOf,
                as: actor.credential
            )
            let named = next.map { "\($0)" } ?? to
            print("\(named) acts for \(organization); \(old) does so until the end of this day.")
        }
    }
}

/// Organizations as lines of text.
enum OrganizationLines {
    static func line(_ organization: OrganizationSummary) -> String {
        var parts = [
            "\(organization.id)", organization.name, organization.place,
            NameText.name(of: organization.kind, in: .terminal),
        ]
        if let successor = organization.mergedInto { parts.append("merged into \(successor)") }
        return parts.joined(separator: "  ")
    }

    static func line(_ member: MemberEntry) -> String {
        "\(member.user)  \(member.name)  \(member.email)  \(member.valid)"
    }

    static func lines(_ organization: OrganizationDetail) -> [String] {
        let number = organization.registrationNumber.map { "  number \($0)" } ?? ""
        return [
            line(organization.summary),
            [organization.postalCode?.digits, organization.address].compactMap(\.self).joined(separator: " "),
            "\(organization.email)  \(organization.phone.text)\(number)",
            "member of the council: \(organization.summary.isCouncilMember ? "yes" : "no")",
        ] + organization.members.map { "member: " + line($0) }
    }
}
