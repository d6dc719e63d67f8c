import KodanDomain
import KodanExport
import KodanMatching
import KodanService
import KodanText

extension MatchCommand {
    /// Refuses files that cannot be written, before anybody waits for them.
    func checkFiles() throws {
        for path in [networkOut, map].compactMap(\.self) { try OutputPath.check(path) }
    }

    /// Writes the files that are asked for, and prints the plan with everything asked about it.
    ///
    /// `municipalities` draw the map.
    func show(_ answer: MatchAnswer, municipalities: [GeoPoint]) throws {
        var made: SolvedReasons?
        func reasons() throws -> SolvedReasons {
            let reasons = try made ?? SolvedReasons(answer.solved)
            made = reasons
            return reasons
        }
        if let networkOut { try NetworkFile.write(try reasons().problem, to: networkOut) }
        if let map { try write(answer, municipalities, to: map) }
        let capitals =
            scarcity ? try PrefectureCapital.all(shippedIn: Settings().configFolder + "/geo") : nil
        let questions = try MatchQuestions(about: answer, requests: explain, capitals: capitals, reasons)
        if json {
            print(try MatchJSON(answer, questions, peakMemory: PeakMemory.bytes).line)
        } else {
            print(MatchReport(answer, questions, in: .terminal).text)
        }
    }

    private func write(_ answer: MatchAnswer, _ municipalities: [GeoPoint], to path: String) throws {
        let plan = PlanMap(
            of: answer.solved,
            assignments: answer.assignments,
            tooLate: answer.unmatched.count { $0.reason == .tooLate },
            municipalities: municipalities,
            names: answer.labels.names,
            in: .terminal
        )
        let captions = PlanMapText.captions(for: plan, on: answer.today, in: .terminal)
        try PlanMapFile.write(plan, captions, to: path)
    }
}
