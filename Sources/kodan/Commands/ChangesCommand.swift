import ArgumentParser
import KodanDomain
import KodanService

/// Changes of date or venue after a presenter was bound.
struct ChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Propose, answer and decide changes of date or venue of lectures.",
        discussion: """
            Host and presenter both say yes before the deadline, whoever proposes by proposing; silence is never \
            consent. Coordinators speak for who phones: --by says for which side, --on-behalf-of for whom.
            """,
        subcommands: [
            List.self, Propose.self, Agree.self, Refuse.self, Withdraw.self, Decide.self,
        ]
    )

    /// Who may speak about a change.
    fileprivate static let sides: [Role] = [.coordinator, .host, .presenter]

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the changes that were proposed for a lecture, the oldest first."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<LectureChange>
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.host, .presenter])
            let found = try await ReadChanges(office: actor.office)(
                of: assignment,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { $0.line }
        }
    }

    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose another date or venue for a lecture that lies ahead.",
            discussion: """
                A new time takes --start and --end and need not be a wished one; a new venue takes --venue, \
                --municipality and --address, and --online holds it online instead. Without --old-stands the presenter is let go if it comes to nothing.

                kodan changes propose asg-7 --by host --start 2026-07-15T14:00 --end 2026-07-15T16:00 --old-stands \
                --reason "the hall is closed" --as tanto@example.jp
                """
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var speaker: SpeakerOptions
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID
        @Option(help: "When it would begin, in Japan: 2026-07-15T14:00.") var start: Instant?
        @Option(help: "When it would end.") var end: Instant?
        @Option(help: "The new hall or building.") var venue: String?
        @Option(help: "The municipality of the new venue: five digits.") var municipality: String?
        @Option(help: "The address of the new venue.") var address: String?
        @Flag(help: "The lecture would be held online instead of at its venue.") var online = false
        @Flag(help: "The lecture may be held as it was agreed if this comes to nothing.") var oldStands =
            false
        @Option(help: "Why; both sides read it.") var reason: String

        func run() async throws {
            let terms = ChangeTerms(
                during: try during(),
                venue: try place(),
                isOnline: online,
                oldStands: oldStands,
                reason: reason
            )
            let actor = try await staff.signIn(asOneOf: ChangesCommand.sides)
            let change = try await ProposeChange(office: actor.office)(
                terms,
                of: assignment,
                by: speaker.by,
                onBehalfOf: speaker.onBehalfOf,
                as: actor.credential
            )
            let entry = try await ReadChanges(office: actor.office)(change, as: actor.credential)
            print(entry.line)
        }

        private func during() throws -> TimeRange? {
            if start == nil, end == nil { return nil }
            guard let start, let end, let during = TimeRange(start: start, end: end) else {
                throw ValidationError("A new time takes --start and --end, which is later.")
            }
            return during
        }

        private func place() throws -> Venue? {
            if venue == nil, municipality == nil, address == nil { return nil }
            guard let venue, let municipality, let address else {
                throw ValidationError("A new venue takes --venue, --municipality and --address.")
            }
            return try Venue(name: venue, municipality: MunicipalityCode(municipality), address: address)
        }
    }

    struct Agree: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say yes to a change; with the second yes the lecture moves."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var speaker: SpeakerOptions
        @Argument(help: "The change, such as chg-3.") var change: LectureChange.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: ChangesCommand.sides)
            let confirmed = try await ConfirmChange(office: actor.office)(
                change,
                by: speaker.by,
                onBehalfOf: speaker.onBehalfOf,
                as: actor.credential
            )
            print(confirmed.line)
        }
    }

    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say no to a change: the lecture stays where it may, else a coordinator decides."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var speaker: SpeakerOptions
        @Argument(help: "The change, such as chg-3.") var change: LectureChange.ID
        @Option(help: "Why not.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: ChangesCommand.sides)
            try await DeclineChange(office: actor.office)(
                change,
                by: speaker.by,
                because: reason,
                onBehalfOf: speaker.onBehalfOf,
                as: actor.credential
            )
            try await actor.show(change)
        }
    }
}

/// Which side of a lecture somebody speaks for.
struct SpeakerOptions: ParsableArguments {
    @Option(help: "Whose word it is: host or presenter; of a proposal also body, the office's own wish.")
    var by: Side

    @Option(help: ArgumentHelp("Who phoned or wrote, for the record.", valueName: "name"))
    var onBehalfOf: String?
}

extension SignedIn {
    /// Prints how a change stands.
    func show(_ change: LectureChange.ID) async throws {
        print(try await ReadChanges(office: office)(change, as: credential).line)
    }
}

extension ChangeEntry {
    /// One line: what would be when, how it stands, and why.
    var line: String {
        var parts = [
            "\(id)", state.rawValue, "by the \(proposedBy.rawValue)", "\(during)",
            venue.map { "\($0.name), \($0.address)" } ?? (isOnline ? "online" : "same venue"),
            oldStands ? "the old date may stand" : "the old date cannot stand",
        ]
        if ChangeState.running.contains(state) { parts.append("until \(deadline)") }
        if let declinedBy { parts.append("refused by the \(declinedBy.rawValue)") }
        parts.append(reason)
        if let endReason { parts.append("ended: \(endReason)") }
        return parts.joined(separator: "  ")
    }
}
