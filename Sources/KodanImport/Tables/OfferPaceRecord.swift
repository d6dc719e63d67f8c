public import KodanDomain

/// How offers are paced while so many days are left, as `Config/offers/pace.csv` has it.
public struct OfferPaceRecord: TableRecord, Hashable {
    /// At least so many days before the lecture.
    public let daysLeft: Int
    /// So many hours to answer.
    public let answerHours: Int
    /// So many are asked at once.
    public let parallel: Int

    /// `pace`.
    public static let table = "offers/pace"
    /// The columns.
    public static let columns = ["days_left", "answer_hours", "parallel"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        daysLeft = try row.integer("days_left", in: OfferPace.Step.days)
        answerHours = try row.integer("answer_hours", in: OfferPace.Step.hours)
        parallel = try row.integer("parallel", in: OfferPace.Step.parallels)
    }
}

/// How long a change of date or venue waits for answers while so many days are left, as `Config/offers/changes.csv` has
/// it.
public struct ChangePaceRecord: TableRecord, Hashable {
    /// At least so many days before the lecture.
    public let daysLeft: Int
    /// So many hours to answer.
    public let answerHours: Int

    /// `changes`.
    public static let table = "offers/changes"
    /// The columns.
    public static let columns = ["days_left", "answer_hours"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        daysLeft = try row.integer("days_left", in: OfferPace.Step.days)
        answerHours = try row.integer("answer_hours", in: OfferPace.Step.hours)
    }
}

extension OfferPace {
    /// The pace of a table whose rows begin with most days left.
    ///
    /// Throws ``TableProblem``, also for the row at which days do not fall, or an answer takes longer or fewer are
    /// asked than in the row before it, or what the source throws.
    public init(_ source: @escaping ByteSource) throws {
        let records = try TableReader<OfferPaceRecord>.all(source)
        try self.init(
            rows: records.map { (daysLeft: $0.daysLeft, answerHours: $0.answerHours, parallel: $0.parallel) },
            of: OfferPaceRecord.table
        )
    }

    /// The pace of changes, of a table whose rows begin with most days left; one change waits at a time.
    ///
    /// Throws as ``init(_:)`` does.
    public static func ofChanges(_ source: @escaping ByteSource) throws -> OfferPace {
        let records = try TableReader<ChangePaceRecord>.all(source)
        return try OfferPace(
            rows: records.map { (daysLeft: $0.daysLeft, answerHours: $0.answerHours, parallel: 1) },
            of: ChangePaceRecord.table
        )
    }

    private init(rows records: [(daysLeft: Int, answerHours: Int, parallel: Int)], of table: String) throws {
        for (index, record) in records.enumerated() {
            let before = index > 0 ? records[index - 1] : nil
            let isLast = index == records.count - 1
            let days = isLast ? 0...0 : 1...(max(1, (before?.daysLeft ?? 366) - 1))
            let hours = 1...(before?.answerHours ?? Step.hours.upperBound)
            let parallel = (before?.parallel ?? 1)...Step.parallels.upperBound
            for (column, value, bounds) in [
                ("days_left", record.daysLeft, days), ("answer_hours", record.answerHours, hours),
                ("parallel", record.parallel, parallel),
            ] where !bounds.contains(value) {
                throw TableProblem.value(
                    file: table,
                    line: index + 2,
                    column: column,
                    value: "\(value)",
                    expected: .integer(bounds)
                )
            }
        }
        let steps = records.compactMap {
            Step(daysLeft: $0.daysLeft, answerHours: $0.answerHours, parallel: $0.parallel)
        }
        guard let pace = OfferPace(steps) else {
            throw TableProblem.value(file: table, line: 2, column: "days_left", value: "", expected: .present)
        }
        self = pace
    }
}
