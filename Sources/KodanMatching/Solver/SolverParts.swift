/// A presenter in one fiscal year: what requests compete for.
struct SolverUnit: BitwiseCopyable {
    /// What one more lecture costs the plan here; a free day in a month with room costs that.
    var price: Int
    /// What the load of the next lecture costs; `FlowSolver.never` if there is no room for one.
    var nextLoad: Int
    /// The load of the first lecture.
    var firstLoad: Int
    /// How far the search has come here; `FlowSolver.never` if it has not.
    var reached = FlowSolver.never
    /// Where the slots stand, and how many are taken of how many.
    var firstSlot: Int32
    var count: Int32 = 0
    var capacity: Int32
    /// Where the months stand whose cap can bind; -1 if there is none.
    var firstMonth: Int32 = -1

    /// The places of the slots that are taken.
    var slots: Range<Int> { Int(firstSlot)..<Int(firstSlot &+ count) }
}

/// A lecture that the plan gives to a unit.
struct SolverSlot: BitwiseCopyable {
    /// What the month costs beyond the unit; above 0 only if it is full.
    var monthExtra = 0
    /// What the day costs beyond the month.
    var dayExtra = 0
    /// The request that has it.
    var request: Int32
    /// The day.
    var day: SolverDay
}

/// A month of a unit that holds fewer lectures than the unit.
struct SolverMonth: BitwiseCopyable {
    /// The month, or -1 after the last of a unit.
    var month: Int32
    var capacity: Int32
    /// How far the search has come here while the month was full.
    var reached = FlowSolver.never
}

/// A day as a number; days of one month share all but the lowest six bits.
package struct SolverDay: BitwiseCopyable, Hashable {
    /// The month times 64, plus the day in it.
    package let number: UInt16

    /// `day`, 0 to 63, of `month`, 0 to 1023.
    package init(month: Int, day: Int) { number = UInt16(month << 6 | day) }

    /// The month.
    @inline(__always) var month: Int32 { Int32(number >> 6) }
}

/// One way to serve a request.
package struct SolverOption: BitwiseCopyable {
    /// What speaks against it, load aside.
    package var cost: Int
    package var unit: Int32
    package var day: SolverDay
    /// Whatever its maker wants to know it by again.
    package var tag: UInt16

    /// An option of `unit` on `day`.
    package init(unit: Int32, cost: Int, day: SolverDay, tag: UInt16) {
        self.unit = unit
        self.cost = cost
        self.day = day
        self.tag = tag
    }
}

/// A request and what the search knows of it.
struct SolverRequest: BitwiseCopyable {
    /// What the plan would save without it.
    var price = 0
    /// How far the search has come here; `FlowSolver.never` if it has not.
    var reached = FlowSolver.never
    /// No option that is not there yet costs less; `FlowSolver.never` once all are there.
    var floor = FlowSolver.never
    /// The first options, in one piece.
    var firstOption: Int32 = 0
    var optionCount: Int32 = 0
    /// The first and the last piece with further options, from cheap to dear; -1 if there is none.
    var more: Int32 = -1
    var lastPiece: Int32 = -1
    /// The option that the plan takes, or one of the marks below.
    var chosen = SolverRequest.waiting
    /// The option by which the search came here, and the request that would take it.
    var arrival: Int32 = -1
    var before: Int32 = -1

    /// Not in the plan yet.
    static let waiting: Int32 = -1
    /// Left unmatched by the plan.
    static let unmatched: Int32 = -2
}

/// A further piece of options of a request.
struct SolverPiece: BitwiseCopyable {
    var first: Int32
    var count: Int32
    /// The piece after it; -1 if there is none.
    var more: Int32 = -1
}
