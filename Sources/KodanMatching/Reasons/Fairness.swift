public import KodanDomain

/// How evenly the lectures of a fiscal year are shared out, before a plan and with it.
public struct Fairness: Sendable, Equatable {
    /// The fiscal year.
    public let year: FiscalYear
    /// With what is assigned or held already.
    public let before: LectureSpread
    /// With the plan's lectures too.
    public let after: LectureSpread

    /// These parts.
    public init(year: FiscalYear, before: LectureSpread, after: LectureSpread) {
        self.year = year
        self.before = before
        self.after = after
    }

    /// How `plan` changes the lectures of the active ones among `presenters` in `year`.
    ///
    /// Assignments of other years and of unknown presenters are left out.
    public init(of plan: MatchingPlan, among presenters: [PresenterFacts], in year: FiscalYear) {
        var added: [PresenterKey: Int] = [:]
        for option in plan.assignments.map(\.option) where FiscalYear(containing: option.day) == year {
            added[option.presenter, default: 0] += 1
        }
        let active = presenters.filter(\.isActive)
        let held = active.map { max(0, $0.lecturesByYear[year, default: 0]) }
        self.init(
            year: year,
            before: LectureSpread(lectures: held),
            after: LectureSpread(lectures: zip(active, held).map { $1 + added[$0.id, default: 0] })
        )
    }
}

/// How lectures are spread over presenters, in whole numbers.
public struct LectureSpread: Sendable, Equatable {
    /// How many presenters there are.
    public let presenters: Int
    /// How many lectures they have together.
    public let lectures: Int
    /// The most that one has.
    public let most: Int
    /// How many have none.
    public let withNone: Int
    /// How many presenters the busiest tenth is, rounded up.
    public let busiestTenth: Int
    /// How many lectures the busiest tenth has: of `lectures` a tenth if all have the same, all in the worst case.
    public let lecturesOfBusiestTenth: Int

    /// The spread of these numbers of lectures, one for each presenter, 0 or more.
    public init(lectures counts: [Int]) {
        let busiestFirst = counts.sorted(by: >)
        presenters = counts.count
        lectures = counts.reduce(0, +)
        most = busiestFirst.first ?? 0
        withNone = counts.count { $0 == 0 }
        busiestTenth = (counts.count + 9) / 10
        lecturesOfBusiestTenth = busiestFirst.prefix(busiestTenth).reduce(0, +)
    }

    /// Lectures for each presenter in hundredths, rounded half up; 0 without presenters.
    public var meanHundredths: Int { LectureSpread.share(100 * lectures, of: presenters) }
    /// The presenters with none, in per cent of all, rounded half up; 0 without presenters.
    public var withNonePercent: Int { LectureSpread.share(100 * withNone, of: presenters) }
    /// The lectures of the busiest tenth, in per cent of all, rounded half up; 0 without lectures.
    public var busiestTenthPercent: Int { LectureSpread.share(100 * lecturesOfBusiestTenth, of: lectures) }

    private static func share(_ part: Int, of whole: Int) -> Int {
        whole == 0 ? 0 : (2 * part + whole) / (2 * whole)
    }
}
