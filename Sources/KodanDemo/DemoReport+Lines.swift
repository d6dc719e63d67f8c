import KodanDomain
import KodanService
import KodanStore
import KodanText

extension DemoReport {
    /// The report as lines of text.
    func lines(folder: DemoFolder, keys: DemoKeys, laps: [(part: String, took: Duration)]) -> [String] {
        programmes() + requestLines() + monthLines() + files(folder) + signIn(folder, keys) + seconds(laps)
    }

    private func programmes() -> [String] {
        var lines = ["", "Programmes in fiscal year 2026 against their targets (those of FY2019)"]
        lines.append(row(["group", "target", "held", "people", "", ""]))
        for group in year.progress {
            // What the body holds by itself, and visits to companies, do not begin with a request.
            let isTold = group.held > 0
            let target = group.target ?? 0
            let verdict =
                !isTold
                ? "not part of the demo" : group.held >= target ? "met" : "\(target - group.held) short"
            lines.append(
                row([
                    group.group, "\(target)", isTold ? "\(group.held)" : "-",
                    isTold ? "\(group.attendance)" : "-",
                ])
                    + "   " + verdict
            )
        }
        for group in year.progress where group.held > 0 && group.held < group.target ?? 0 {
            lines.append("Why \(group.group) fell short: see its requests that were not held, below.")
        }
        return lines
    }

    private func requestLines() -> [String] {
        let outcomes = RequestOutcome.allCases
        var lines = ["", "What became of every request"]
        lines.append(row(["programme"] + outcomes.map(\.rawValue) + ["sum"]))
        var programmes: [ProgrammeCode] = []
        for count in year.requests where !programmes.contains(count.programme) {
            programmes.append(count.programme)
        }
        for programme in programmes {
            let counts = outcomes.map { requests($0, of: programme) }
            lines.append(row([programme.text] + (counts + [counts.reduce(0, +)]).map { "\($0)" }))
        }
        let sums = outcomes.map { requests($0) }
        lines.append(row(["all"] + (sums + [sums.reduce(0, +)]).map { "\($0)" }))
        for note in year.unmatched {
            let why = UnmatchedText.sentence(note.reason, in: .english) ?? note.reason
            lines.append("\(note.request) (\(note.programme)): \(why)")
        }
        let astray = year.mishaps
        lines.append(
            "On the way: \(astray.declined) offers declined, \(astray.expired) expired in silence, "
                + "\(astray.withdrawn) presenters withdrew, \(astray.noShows) no-show."
        )
        return lines
    }

    private func monthLines() -> [String] {
        var lines = ["", "Closed months (yen); the list and the bank file of each were read again"]
        lines.append(row(["month", "paid on", "payees", "payments", "lectures", "gross", "tax", "net"]))
        var sum = ControlTotals.zero
        for month in months {
            let totals = month.ledger
            sum += totals
            lines.append(
                row(
                    [month.month.description, month.payOn.description]
                        + [totals.payees, totals.payments, totals.lines].map { "\($0)" }
                        + [totals.gross, totals.tax, totals.net].map(\.grouped)
                ) + (month.agrees ? "   both files agree" : "   A FILE DISAGREES")
            )
        }
        lines.append(
            row(
                [
                    "all", "", "", "\(sum.payments)", "\(sum.lines)", sum.gross.grouped, sum.tax.grouped,
                    sum.net.grouped,
                ]
            )
        )
        return lines
    }

    private func files(_ folder: DemoFolder) -> [String] {
        ["", "Lists and bank files"]
            + months.flatMap { [folder.list($0.month), folder.transfer($0.month)] }
    }

    private func signIn(_ folder: DemoFolder, _ keys: DemoKeys) -> [String] {
        [
            "",
            "To sign in, send the header Authorization: Bearer with the token of a role; they are also in",
            folder.keys,
        ]
            + keys.tokens.map { "\(pad($0.role.rawValue, 14))\(pad($0.email, 42))\($0.token)" }
            + [
                "",
                "Lead times, minimum attendance, fees, travel costs and the body's own bank are samples; "
                    + "names, accounts and mail addresses are invented.",
            ]
    }

    private func seconds(_ laps: [(part: String, took: Duration)]) -> [String] {
        let total = laps.reduce(.zero) { $0 + $1.took }
        let parts = laps.map { "\($0.part) \(tenths($0.took))" }
        return ["", "Seconds: " + (parts + ["all \(tenths(total))"]).joined(separator: ", ")]
    }

    private func tenths(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let tenths = seconds * 10 + attoseconds / 100_000_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// The first column to the left, the others to the right.
    private func row(_ fields: [String]) -> String {
        pad(fields[0], 22)
            + fields.dropFirst().map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
