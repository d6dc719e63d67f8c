import ArgumentParser
import KodanDomain
import KodanMatching
import KodanService
import KodanStore
import KodanText
import Postgres

/// Proposes a presenter for every open request at once.
struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Propose a presenter for every open request: the optimum over all of them at once.",
        discussion: "Without --save nothing is written. Costs are minutes, or what is worth as many."
    )

    @OptionGroup var staff: StaffOptions

    @Flag(help: "Save the plan: proposals, queued offers, and why others got nobody.")
    var save = false

    @Option(help: "Only requests of this prefecture, 01 to 47; may be repeated.")
    var prefecture: [String] = []

    func run() async throws {
        let settings = Settings()
        let office = try settings.office()
        let credential = try await staff.credential(.coordinator, in: office)
        let codes = try prefecture.map { try PrefectureCode($0) }
        let eligibility = Eligibility(weights: try OfficeSettings(folder: settings.configFolder).weights)
        let outcome = try await MatchRequests(office: office, eligibility: eligibility)(
            save: save,
            prefectures: codes.isEmpty ? nil : Set(codes),
            as: credential
        )
        await office.pool.close()
        print(MatchReport(outcome).text)
        if !save { print("Nothing was saved; --save saves the plan.") }
    }
}

/// A plan as lines for people.
struct MatchReport {
    let text: String

    init(_ outcome: MatchOutcome) {
        var lines = [
            "\(outcome.requests) open requests, \(outcome.matches.count) matched, "
                + "\(outcome.unmatched.count) not; cost \(outcome.totalCost)."
        ]
        for match in outcome.matches {
            let way = match.isOnline ? "online" : "\(match.travel) min"
            lines.append(
                "\(match.request)  \(match.presenter)  \(way), slot order \(match.slotOrder), "
                    + "level \(match.level), load \(match.load): \(match.total)"
            )
        }
        for entry in outcome.unmatched {
            let sentence = UnmatchedText.sentence(entry.reason.code, in: .terminal) ?? entry.reason.code
            lines.append("\(entry.request)  nobody: \(sentence)")
        }
        for request in outcome.stale.sorted() {
            lines.append("\(request)  not saved: it or its presenter changed meanwhile; match again")
        }
        text = lines.joined(separator: "\n")
    }
}
