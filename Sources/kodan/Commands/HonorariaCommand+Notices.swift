import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanText

extension HonorariaCommand {
    struct Notices: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the closed month's payment notices, one HTML page to print for each payee.",
            discussion: """
                A notice is issued once, and a mail tells the payee of it; made again it is the same, byte for byte. \
                To whom no mail can be sent it is handed over (kodan honoraria notice list says which). How and until \
                when payees confirm it stands in office.csv (notice_confirmation, notice_confirm_days).
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The closed month, such as 2026-06.") var month: YearMonth
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let folder = OutputFolder(to, settings).path
            let notices = try await IssueNotices(office: office)(
                month,
                to: folder,
                by: OfficeSettings(folder: settings.configFolder).body,
                as: staff.credential(.accountant, in: office)
            )
            let (told, left) = (notices.told, notices.issued - notices.told)
            let ways = "\(told) told by mail, \(left) to be handed over"
            let until = notices.issued > 0 ? ", to be answered by \(notices.confirmBy) (\(ways))" : ""
            print(
                "\(folder)/notice-\(month)-*.html: \(notices.issued) issued\(until); \(notices.repeated) made again."
            )
        }
    }

    struct NoticeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "notice",
            abstract: "List payment notices, note answers, and replace what payees objected to.",
            subcommands: [List.self, Confirm.self, Object.self, Replace.self]
        )
    }
}

extension HonorariaCommand.NoticeCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List payment notices with what became of them; presenters see their own."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Notice>
        @Argument(help: "Only those of this month, such as 2026-06.") var month: YearMonth?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .approver, .auditor, .presenter])
            let found = try await ReadNotices(office: actor.office)(
                month,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            let today = actor.office.clock.now().date
            page.show(found) { notice in
                [
                    "\(notice.id)", "\(notice.payment)", notice.payeeName, "of \(notice.issuedOn)",
                    "by \(notice.confirmBy)", NoticeText.name(of: notice.state(on: today), in: .terminal),
                    NoticeText.telling(of: notice, in: .terminal),
                    notice.replaces.map { "replaces \($0)" }, notice.replacedBy.map { "see \($0)" },
                    notice.objection.map { $0.split(separator: "\n").joined(separator: " / ") },
                ].compactMap(\.self).joined(separator: "  ")
            }
        }
    }

    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a payee confirmed a notice; presenters confirm their own."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The notice, such as ntc-3.") var notice: Notice.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .presenter])
            try await AnswerNotice(office: actor.office).confirm(notice, as: actor.credential)
            print("\(notice) is confirmed.")
        }
    }

    struct Object: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note what is wrong with a notice; presenters object to their own."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The notice, such as ntc-3.") var notice: Notice.ID
        @Option(help: "What is wrong, in at most 2,000 characters.") var text: String

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .presenter])
            try await AnswerNotice(office: actor.office).object(notice, text, as: actor.credential)
            print("The objection to \(notice) is noted.")
        }
    }

    struct Replace: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a corrected notice in place of one that its payee objected to.",
            discussion: """
                The payee's name and registration number are taken as they are now: put them right first. Amounts are \
                those of the closed month; they are put right by kodan honoraria correct, and have a notice of their own.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The notice, such as ntc-3.") var notice: Notice.ID
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let folder = OutputFolder(to, settings).path
            let made = try await ReplaceNotice(office: office)(
                notice,
                to: folder,
                by: OfficeSettings(folder: settings.configFolder).body,
                as: staff.credential(.accountant, in: office)
            )
            print(
                "\(folder)/\(made.fileName)  \(made.id) replaces \(notice), to be answered by \(made.confirmBy)"
            )
        }
    }
}
