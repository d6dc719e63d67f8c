import KodanDomain
import KodanImport
import Testing

@Suite("offers/pace.csv")
struct OfferPaceTableTests {
    private func pace(_ rows: String) throws -> OfferPace {
        var bytes: [UInt8]? = Array("days_left,answer_hours,parallel\n\(rows)".utf8)
        return try OfferPace {
            defer { bytes = nil }
            return bytes
        }
    }

    @Test("is read as it stands")
    func reads() throws {
        let pace = try pace("7,48,1\n0,3,5\n")
        #expect(pace.steps.map(\.daysLeft) == [7, 0])
        #expect(pace.steps.map(\.answerHours) == [48, 3])
        #expect(pace.steps.map(\.parallel) == [1, 5])
    }

    @Test(
        "is refused with the line at fault",
        arguments: [
            ("7,48,1\n7,24,2\n0,3,5\n", 3, "days_left"), ("7,48,1\n0,49,1\n", 3, "answer_hours"),
            ("7,48,3\n0,24,2\n", 3, "parallel"), ("7,48,1\n", 2, "days_left"), ("0,48,11\n", 2, "parallel"),
            ("400,48,1\n0,3,1\n", 2, "days_left"), ("", 2, "days_left"),
        ]
    )
    func refused(rows: String, line: Int, column: String) throws {
        let problem = #expect(throws: TableProblem.self) { try pace(rows) }
        guard case .value(_, let atLine, let atColumn, _, _)? = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect((atLine, atColumn) == (line, column))
    }

    @Test("has a sister for changes, which says hours only")
    func changes() throws {
        func pace(_ rows: String) throws -> OfferPace {
            var bytes: [UInt8]? = Array("days_left,answer_hours\n\(rows)".utf8)
            return try OfferPace.ofChanges {
                defer { bytes = nil }
                return bytes
            }
        }
        let read = try pace("7,48\n0,3\n")
        #expect(read.steps.map(\.daysLeft) == [7, 0] && read.steps.map(\.answerHours) == [48, 3])
        for (rows, line) in [("7,48\n0,49\n", 3), ("7,48\n", 2), ("", 2)] {
            let problem = #expect(throws: TableProblem.self) { try pace(rows) }
            guard case .value("offers/changes", line, _, _, _)? = problem else {
                Issue.record("\(String(describing: problem))")
                return
            }
        }
    }
}
