import ArgumentParser
import KodanDomain
import KodanService

/// Names of persons that nothing needs any more.
struct PersonsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "persons",
        abstract: "Show whose names have been kept for long enough; take somebody's name away for good.",
        subcommands: [Due.self, Anonymize.self]
    )

    struct Due: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List whom the worker will anonymize next.",
            discussion: """
                names_kept_years in office.csv says for how many fiscal years names are kept after the last thing \
                that concerned somebody; the worker looks once a day.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Option(help: "As the worker will find them on that day, 2027-04-01; today if left out.") var on:
            LocalDate?
        @Option(help: "Begin behind this one; the list says where to go on.") var after: Person?
        @Option(help: "How many at most, 1 to 500.") var limit = PageLimit.standard

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.administrator, .auditor])
            let due = try await ReadDuePersons(office: actor.office)(
                on: on,
                after: after,
                limit: limit,
                as: actor.credential
            )
            for person in due.items { print(person) }
            if due.items.isEmpty { print("None.") }
            if let next = due.next { print("There are more: go on with --after \(next)") }
        }
    }

    struct Anonymize: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take somebody's name away, and what else tells who they were.",
            discussion: """
                A presenter who has left (pre-12), a host who acts for nobody (usr-5), or the contact and the deputy of a \
                request that has ended (req-7). What was asked for, held and paid stays, and so do payees, evidence \
                and the papers of closed months; mails to and about them go. It cannot be undone.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Who: pre-12, usr-5, or req-7 for the contact of that request.") var person: Person
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let gone = try await AnonymizePerson(office: actor.office)(
                person,
                because: reason,
                as: actor.credential
            )
            for person in gone { print("\(person) was anonymized.") }
        }
    }
}
