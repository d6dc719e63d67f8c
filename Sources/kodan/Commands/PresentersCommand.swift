import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanText

/// Registered lecturers.
struct PresentersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presenters",
        abstract: "Show presenters; export them; change their status, days off, and whom they do not go to.",
        subcommands: [
            List.self, Show.self, Export.self, Status.self, BlackoutCommand.self, ExcludeCommand.self,
        ]
    )

    /// Which presenters are listed or exported.
    struct Filter: ParsableArguments {
        @Option(help: "Only those of this prefecture, 01 to 47.") var prefecture: PrefectureCode?
        @Option(help: "Only those with this in their name or its kana.") var name: String?
        @Option(help: "Only those in this status.") var status: PresenterStatus?

        var question: PresenterQuestion {
            PresenterQuestion(status: status, prefecture: prefecture, name: name)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List presenters.")
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Presenter>
        @OptionGroup var filter: Filter

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.presenter])
            let found = try await ReadPresenters(office: actor.office)(
                filter.question,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found, PresenterLines.line)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one presenter.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The presenter, such as pre-12.") var presenter: Presenter.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.presenter])
            let found = try await ReadPresenters(office: actor.office)(presenter, as: actor.credential)
            for line in PresenterLines.lines(found) { print(line) }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the register of presenters as CSV, as `kodan import presenters` reads it.",
            discussion: """
                Those who are active can be imported elsewhere. Payees and their accounts are no part of it. The record \
                tells who had it written. A file of that name is replaced.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Where it is written, such as presenters.csv.") var file: String
        @OptionGroup var filter: Filter

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: ExportedRegister.readers)
            let written = try await ExportPresenters(office: actor.office)(
                filter.question,
                at: URL(fileURLWithPath: file).path,
                as: actor.credential
            )
            print("\(written.path)  \(counted(written.rows, "presenter"))")
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Admit, suspend, resume or retire a presenter, or note their death.",
            discussion: """
                Who retires or has died is let go from offers and lectures ahead, and the hosts are told; debts and \
                history stay.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The presenter, such as pre-12.") var presenter: Presenter.ID
        @Argument(help: "The new status.") var status: PresenterStatus
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .coordinator)
            try await ChangePresenterStatus(office: actor.office)(
                of: presenter,
                to: status,
                because: reason,
                as: actor.credential
            )
            print("\(presenter) is \(status.rawValue).")
        }
    }

    struct BlackoutCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "blackout",
            abstract: "Say on which days a presenter cannot come, in place of what was said before."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The presenter, such as pre-12.") var presenter: Presenter.ID
        @Argument(help: "Days: 2026-12-05, or 2026-12-28/2027-01-04.") var days: [WrittenDays] = []
        @Flag(help: "On no day at all.") var clear = false
        @Option(help: "Why.") var reason: String?
        @Option(help: "Who phoned or wrote, if you act for them.") var onBehalfOf: String?

        func validate() throws {
            guard clear == days.isEmpty else { throw ValidationError("Name days, or say --clear.") }
        }

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.coordinator, .presenter])
            let ends = try await SetBlackouts(office: actor.office)(
                of: presenter,
                to: days.map(\.range),
                because: reason,
                onBehalfOf: onBehalfOf,
                as: actor.credential
            )
            print(days.isEmpty ? "\(presenter) has no days off." : "\(presenter) is not asked on these days.")
            for offer in ends.withdrawn { print("\(offer) was taken back.") }
            for assignment in ends.assignments {
                print("\(assignment) lies on such a day and stands until it is given up.")
            }
        }
    }

    struct ExcludeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "exclude",
            abstract: "Never bring a presenter and an organization together, since one of them asked."
        )
        enum Asker: String, ExpressibleByArgument, CaseIterable {
            case host, presenter

            var side: Side { self == .host ? .host : .presenter }
        }

        @OptionGroup var staff: StaffOptions
        @Argument(help: "The presenter, such as pre-12.") var presenter: Presenter.ID
        @Option(help: "The organization, such as org-3.") var organization: Organization.ID
        @Option(help: "Which side asked: host or presenter.") var askedBy: Asker
        @Option(help: "Why; the other side never reads it.") var reason: String
        @Option(help: "Who phoned or wrote, if you act for them.") var onBehalfOf: String?
        @Flag(help: "Take back what that side asked.") var lift = false

        func run() async throws {
            let actor = try await staff.signIn(
                asOneOf: [.coordinator, askedBy == .host ? .host : .presenter]
            )
            guard !lift else {
                try await KeepApart(office: actor.office).lift(
                    presenter,
                    organization,
                    askedBy: askedBy.side,
                    because: reason,
                    onBehalfOf: onBehalfOf,
                    as: actor.credential
                )
                print(
                    "\(presenter) and \(organization) may meet again, as far as the \(askedBy.rawValue) goes."
                )
                return
            }
            let ends = try await KeepApart(office: actor.office)(
                presenter,
                organization,
                askedBy: askedBy.side,
                because: reason,
                onBehalfOf: onBehalfOf,
                as: actor.credential
            )
            print("\(presenter) and \(organization) are kept apart from now on.")
            for offer in ends.withdrawn { print("\(offer) was taken back.") }
            for assignment in ends.assignments { print("\(assignment) lies ahead and stands.") }
        }
    }
}
