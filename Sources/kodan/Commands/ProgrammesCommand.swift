import ArgumentParser
import KodanDomain
import KodanService
import KodanStore
import KodanText

/// What lectures are held under.
struct ProgrammesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programmes",
        abstract: "Show programmes with their targets, and the schedule of what the body holds itself.",
        subcommands: [List.self, Schedule.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List programmes: when they are in force, their rules, their yearly targets."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Programme>
        @Option(help: "Only those in force on this day, such as 2026-05-31.") var on: LocalDate?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.presenter, .host])
            let found = try await ReadProgrammes(office: actor.office)(
                on: on,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found, ProgrammeLines.text)
        }
    }

    struct Schedule: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the seminars and conferences that the body holds itself, by day."
        )
        @OptionGroup var staff: StaffOptions
        @Option(help: "Only the fiscal year that begins in April of this year, such as 2019.") var year:
            FiscalYear?
        @Option(help: "Only this programme, by its code.") var programme: ProgrammeCode?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: Role.insiders + [.presenter, .host])
            let events = try await ReadProgrammes(office: actor.office).schedule(
                in: year,
                of: programme,
                as: actor.credential
            )
            for event in events {
                print(ProgrammeLines.text(event))
            }
            if events.isEmpty { print("None.") }
            if events.count == ReadProgrammes.eventLimit { print("There may be more: choose a --year.") }
        }
    }
}

/// Programmes as lines of text.
enum ProgrammeLines {
    static func text(_ entry: ProgrammeEntry) -> String {
        let programme = entry.programme
        let name = Language.terminal == .japanese ? programme.name : entry.englishName
        let rules =
            "  \(programme.delivery.rawValue), in force \(programme.validity), "
            + "\(counted(programme.leadDays, "day")) ahead, "
            + (programme.minimumAttendance > 0
                ? "at least \(counted(programme.minimumAttendance, "person", "people")), " : "")
            + (programme.paysHonorarium ? "honorarium" : "no honorarium")
        return
            (["\(programme.id)  \(programme.code)  \(name)", rules] + lines(entry.admission)
            + entry.targets.map(line)).joined(separator: "\n")
    }

    /// Who may ask and who may lecture, where that is limited.
    private static func lines(_ admission: ProgrammeAdmission) -> [String] {
        var lines: [String] = []
        if !admission.askers.isEmpty {
            let kinds = admission.askers.map(\.rawValue).joined(separator: ", ")
            lines.append("  asked by \(kinds)" + (admission.isForMembers ? ", members only" : ""))
        }
        if !admission.qualifications.isEmpty {
            lines.append("  given by \(admission.qualifications.map(\.text).joined(separator: " or "))")
        }
        return lines
    }

    static func text(_ entry: ProgrammeEventEntry) -> String {
        let event = entry.event
        return "\(event.heldOn)  \(entry.id)  \(event.programme)  \(event.place)  for \(event.capacity)"
    }

    private static func line(_ target: TargetEntry) -> String {
        var parts: [String] = []
        if let aim = target.target { parts.append("target \(aim) \(target.unit)") }
        if let held = target.held { parts.append("held \(held) \(target.unit)") }
        if let people = target.attendance { parts.append(counted(people, "person", "people")) }
        return "  \(target.year): " + parts.joined(separator: ", ")
    }
}
