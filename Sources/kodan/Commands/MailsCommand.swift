import ArgumentParser
import Foundation
import KodanDomain
import KodanMail
import KodanService
import KodanText

/// The mails of the office: what was sent, what could not be, what came back.
struct MailsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail",
        abstract: "Show and resend mails, record what came back, look at templates.",
        subcommands: [
            List.self, Dead.self, Resend.self, Bounce.self, Bounces.self, Clear.self, Subscribe.self,
            Preview.self,
        ]
    )

    fileprivate static let readers: [Role] = [.coordinator, .administrator, .auditor]
    fileprivate static let keepers: [Role] = [.coordinator, .administrator]

    /// Prints a page of the mails that `filter` lets through.
    fileprivate static func show(
        _ filter: MailFilter,
        _ page: PageOptions<OutboxMessage>,
        to staff: StaffOptions
    ) async throws {
        let actor = try await staff.signIn(asOneOf: readers)
        let found = try await ReadMails(office: actor.office)(
            filter,
            after: page.after,
            limit: page.limit,
            as: actor.credential
        )
        page.show(found) { $0.line }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List mails: all, or those of a request, to a presenter, to an address."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<OutboxMessage>
        @Option(help: "Only those of this request, such as req-17.") var request: LectureRequest.ID?
        @Option(help: "Only those to this presenter, such as pre-3.") var presenter: Presenter.ID?
        @Option(help: "Only those to this mail address.") var to: String?
        @Option(help: "Only those in this state; may be repeated.") var state: [MailState] = []

        func run() async throws {
            var filter = MailFilter()
            filter.states = Set(state)
            filter.request = request
            filter.presenter = presenter
            filter.recipient = try to.map { text throws(FieldRefused) in try EmailAddress(text) }
            try await MailsCommand.show(filter, page, to: staff)
        }
    }

    struct Dead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List mails that were given up or came back, and wait for a person."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<OutboxMessage>

        func run() async throws {
            var filter = MailFilter()
            filter.states = [.dead]
            try await MailsCommand.show(filter, page, to: staff)
        }
    }

    struct Resend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a dead mail again, to the address that its recipient has now."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The mail, such as msg-17.") var mail: OutboxMessage.ID
        @Option(help: "Why.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: MailsCommand.keepers)
            try await ResendMail(office: actor.office)(mail, because: reason, as: actor.credential)
            print("\(mail) is sent again.")
        }
    }

    struct Bounces: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List addresses at which mails came back for good, and whose they are."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<MailBounce>
        @Flag(help: "Also those that were cleared, and mails that came back for now only.") var all = false

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: MailsCommand.readers)
            let found = try await ReadBounces(office: actor.office)(
                all: all,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { bounce in
                let whose = bounce.presenters.map(\.description) + bounce.organizations.map(\.description)
                return [
                    "\(bounce.id)", "\(bounce.address)", whose.joined(separator: " "), "\(bounce.recordedAt)",
                    bounce.clearedAt.map { "cleared \($0)" } ?? (bounce.isHard ? "closed" : "for now"),
                    bounce.words,
                ].filter { !$0.isEmpty }.joined(separator: "  ")
            }
        }
    }

    struct Clear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that an address may be written to again."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The record of the mail that came back, such as bnc-3.") var bounce: MailBounce.ID
        @Option(help: "Why.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: MailsCommand.keepers)
            try await ClearBounce(office: actor.office)(bounce, because: reason, as: actor.credential)
            print("The address of \(bounce) may be written to again.")
        }
    }

    struct Subscribe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take courtesy mails up again for an address whose owner asks for them."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The mail address.") var address: String

        func run() async throws {
            let email = try EmailAddress(address)
            let actor = try await staff.signIn(asOneOf: MailsCommand.keepers)
            let isNew = try await Unsubscribe(office: actor.office).end(email, as: actor.credential)
            print(isNew ? "\(email) gets courtesy mails again." : "\(email) gets courtesy mails already.")
        }
    }

    struct Preview: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a mail with invented values, its template checked; uses no database."
        )
        @Argument(help: ArgumentHelp("The kind of mail.", valueName: "kind")) var kind: MailKind
        @Flag(help: "The page of HTML instead of the plain text.") var html = false

        func run() throws {
            let templates = try Settings().mailTemplates()
            do throws(MailWordingProblem) {
                let wording = try templates.preview(of: kind)
                print(html ? wording.html : "Subject: \(wording.subject)\n\n\(wording.body)", terminator: "")
            } catch {
                throw CommandFailure(
                    sentence: "There is no example for \(kind.rawValue).",
                    status: EX_SOFTWARE
                )
            }
        }
    }
}

extension MailsCommand {
    struct Bounce: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record a mail that came back: by hand, or its report (RFC 3464) on standard input.",
            discussion: """
                With --mail it is recorded by hand. Without, a whole mail is read, as a mail server pipes it in; with \
                no --as it acts as the service itself through KODAN_WORKER_URL. A mail server gives no settings: in \
                /etc/aliases stands a script, kodan-bounces: "|/etc/kodan/bounce", which sets them first.
                """
        )
        @Option(
            name: .customLong("as"),
            help: ArgumentHelp("Who acts: your mail address.", valueName: "mail")
        )
        var email: String?
        @Option(help: "The mail that came back, such as msg-17.") var mail: OutboxMessage.ID?
        @Option(help: "What the answer said; with --mail.") var reason: String?
        @Flag(help: "It came back for now only: a full mailbox, an absence; with --mail.") var soft = false

        func validate() throws {
            if mail != nil, reason == nil || email == nil {
                throw ValidationError("--mail wants --reason and --as.")
            }
            if mail == nil, reason != nil || soft {
                throw ValidationError("--reason and --soft go with --mail.")
            }
        }

        func run() async throws {
            let actor = try await actor()
            let record = RecordBounce(office: actor.office)
            if let mail, let reason {
                let draft = try BounceDraft(isHard: !soft, words: reason)
                print("\(try await record(mail, draft, as: actor.credential)) is recorded for \(mail).")
                return
            }
            let bounces = try await record(BounceReport(try read()), as: actor.credential)
            print(
                bounces.isEmpty
                    ? "The mail is only delayed; nothing is recorded." : "\(bounces[0]) is recorded."
            )
        }

        private func actor() async throws -> SignedIn {
            if let email {
                var staff = StaffOptions()
                staff.email = email
                return try await staff.signIn(asOneOf: MailsCommand.keepers)
            }
            return SignedIn(office: try Settings().office(.worker, connections: 1), credential: .system)
        }

        /// Standard input, one byte more at most than is read: input without end fills no memory.
        private func read() throws -> [UInt8] {
            var bytes: [UInt8] = []
            while bytes.count <= BounceReport.sizeLimit {
                guard let piece = try? FileHandle.standardInput.read(upToCount: 65_536), !piece.isEmpty else {
                    break
                }
                bytes += piece
            }
            return bytes
        }
    }
}

extension MailEntry {
    /// One line of the log.
    fileprivate var line: String {
        let outcome: String =
            switch state {
            case .queued: "due \(dueAt?.description ?? "")"
            case .sent: "sent \(sentAt?.description ?? "")"
            case .dead: "dead"
            case .overtaken: "overtaken: \(overtaken?.rawValue ?? "")"
            }
        return [
            "\(id)", kind, "\(recipient)" + (isBounced ? " (comes back)" : ""), subject, outcome,
            "\(attempts) tries", lastError ?? "",
        ].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
