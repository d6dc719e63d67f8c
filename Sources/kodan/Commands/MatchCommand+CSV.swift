import Foundation
import KodanDomain
import KodanImport
import KodanMatching
import KodanService
import KodanText

extension MatchCommand {
    /// Matches the requests of one spreadsheet with the presenters of another; no database is used.
    func matchSheets(_ presenters: String, _ requests: String) throws {
        let settings = Settings()
        let weights = try weights(settings)
        let progress = MatchProgress.terminal
        progress.tell(.reading)
        let graph = try TravelGraph(shippedIn: settings.configFolder + "/geo")
        let gazetteer = try Gazetteer(shippedIn: settings.configFolder + "/geo")
        let left = try sheet(presenters) { source in
            try Sheet(presenters: source, gazetteer, ignoringUnknownColumns: ignoreUnknownColumns)
        }
        let right = try sheet(requests) { source in
            try Sheet(
                requests: source,
                gazetteer,
                of: left.ids,
                ignoringUnknownColumns: ignoreUnknownColumns
            )
        }
        for (path, columns) in [(presenters, left.ignoredColumns), (requests, right.ignoredColumns)]
        where !columns.isEmpty {
            standardError(["\(path): columns passed over: \(columns.joined(separator: ", "))"])
        }
        let refused = left.refused + right.refused
        if refused > 0 {
            standardError(
                SheetProblems.lines(left.problems, of: presenters)
                    + SheetProblems.lines(right.problems, of: requests)
            )
            guard skipBadRows else {
                let rows = refused == 1 ? "1 row is bad" : "\(refused) rows are bad"
                throw CommandFailure.data(
                    "Nothing was matched, since \(rows); --skip-bad-rows matches the good ones."
                )
            }
        }
        let facts = SheetFacts(presenters: left.rows, requests: right.rows)
        for id in explain where facts.key(ofRequest: id) == nil {
            throw CommandFailure.data("No good row of \(requests) has the id \(id), which --explain names.")
        }
        let solved = try SolvedMatch(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility(travel: .graph(graph), weights: weights),
            progress: progress
        )
        // Wishes of the past are looked at as if on the day of the first.
        let wished = facts.requests.flatMap { $0.slots.map(\.date) }
        let today = OfficeClock.wall.now().date
        try show(
            MatchAnswer(
                solved,
                of: facts,
                skippedRows: refused,
                today: min(today, wished.min() ?? today)
            ),
            municipalities: map == nil
                ? [] : try MunicipalityPoints.shipped(in: settings.configFolder + "/geo")
        )
    }

    /// What `read` makes of a file; whatever is wrong with it is told with its name.
    private func sheet<Row: SheetRow>(
        _ path: String,
        _ read: (@escaping ByteSource) throws -> Sheet<Row>
    ) throws -> Sheet<Row> {
        do {
            let file = try FileBytes(path: path)
            return try read { try file.next() }
        } catch let problem as HeaderProblem {
            throw CommandFailure.data("\(path): \(CommandFailure(problem).sentence)")
        } catch let problem as SheetBroken {
            throw CommandFailure.data("\(path): \(SheetProblems.sentence(problem))")
        } catch let problem as TextEncodingError where problem != .noConverter {
            throw CommandFailure.data("\(path): \(SheetProblems.sentence(problem))")
        }
    }
}

/// What is wrong with spreadsheets, for people.
enum SheetProblems {
    /// How many are shown.
    private static let limit = 200

    /// One line for each problem, the first 200: file, line, column, value, what was expected.
    static func lines(_ problems: [RowProblem], of path: String) -> [String] {
        let shown = problems.prefix(limit).map { "\(path), \(ImportFindingText.line(for: .refused($0)))" }
        let rest = problems.count - shown.count
        return rest > 0 ? shown + ["\(path): \(rest) more like these"] : shown
    }

    /// One sentence on a file that is no CSV.
    static func sentence(_ problem: SheetBroken) -> String {
        switch problem {
        case .strayQuote(let line): "Line \(line) has a quotation mark where none may stand."
        case .openQuote(let line): "Line \(line) opens a quotation mark that nothing closes."
        case .tooLong(let line, let limit): "Line \(line) begins a row of more than \(limit) bytes."
        }
    }

    /// One sentence on a file whose text cannot be read.
    static func sentence(_ problem: TextEncodingError) -> String {
        switch problem {
        case .undecodable(let line, _, _): "Line \(line) is neither UTF-8 nor CP932 text."
        case .workbook: "This is an Excel workbook, not CSV: save it in Excel as “CSV UTF-8”."
        case .utf16: "This is UTF-16, “Unicode text” in Excel: save it in Excel as “CSV UTF-8”."
        case .noConverter: "This system's C library cannot read CP932."
        }
    }
}
