/// The minimum-cost flow of requests to presenters, without the network: successive shortest paths on units.
///
/// A unit is a presenter in one fiscal year. Its (presenter, day) and (presenter, month) nodes are never built: a
/// free day costs what its month costs, a month with room what the unit costs, and only lectures that are taken
/// carry what their day or full month costs more. Requests enter one by one. One whose cheapest option is free at
/// that price takes it; for any other, Dijkstra's search runs over the requests that would have to move, ended by
/// the best known end: room at a unit, or a request left out. Prices of what the search met rise by what it
/// fell short, which keeps every reduced cost at 0 or more: the plan is optimal for the requests entered so far.
///
/// Prices never fall while requests enter, so an option's cost with the price it had when last seen is a lower
/// bound; most options are passed over by that bound alone, eight at a time. Options may be made while the search
/// runs: a request's `floor` says below which cost all of its options are there, and the search asks for more
/// before it relies on an option above. The end prices prove the optimum for the options never made too.
///
/// Literature: successive shortest paths with potentials (Edmonds and Karp 1972, Tomizawa 1971); capacity
/// constrained assignment without a built network (U, Yiu, Mouratidis, Mamoulis, SIGMOD 2008).
package struct FlowSolver: ~Copyable {
    /// Larger than any distance, small enough to be added to one.
    package static let never = Int.max / 4

    /// What a request left out costs.
    let unmatchedCost: Int
    /// What each further lecture of a unit adds to the load of the one before.
    let loadStep: Int

    var requests: Lane<SolverRequest>
    var units: Lane<SolverUnit>
    var slots: Lane<SolverSlot>
    var months: Lane<SolverMonth>
    var options: Lane<SolverOption>
    /// For each option its cost with its day's price when last seen, or less.
    var bounds: Lane<Int32>
    var pieces: Lane<SolverPiece>
    /// What edits need; empty until the first.
    var wanted = OptionsOfUnits()
    /// Units whose prices have fallen and whose options' bounds have not been set anew.
    var touched = Lane<Int32>()

    /// Makes further options of a request, at least as many as it has now if there are, and answers the new floor.
    package var supply: ((_ request: Int, _ batch: inout [SolverOption]) -> Int)?
    private var batch: [SolverOption] = []

    /// What the search has met; empty between searches.
    var metRequests: Lane<Int32>
    var metUnits: Lane<Int32>
    var queue = RadixHeap()
    /// The length of the best end, the request that would end there and its option.
    var best = FlowSolver.never
    var endRequest: Int32 = -1
    var endOption: Int32 = -1
    /// How many requests could not be settled without a search.
    package private(set) var searches = 0

    /// A solver of nothing, with room for so much.
    package init(unmatchedCost: Int, loadStep: Int, requests: Int, units: Int, options: Int) {
        self.unmatchedCost = unmatchedCost
        self.loadStep = loadStep
        self.requests = Lane(capacity: requests)
        self.units = Lane(capacity: units)
        slots = Lane(capacity: units)
        months = Lane()
        self.options = Lane(capacity: options)
        bounds = Lane(capacity: options)
        pieces = Lane()
        metRequests = Lane()
        metUnits = Lane()
    }

    /// Brings the request into the plan, at the least cost to it all.
    package mutating func enter(_ request: Int) {
        if take(request) { return }
        searches += 1
        search(from: request)
        raisePrices()
        shift()
    }

    /// Asks for further options of a request; answers where they stand.
    mutating func extend(_ request: Int) -> Range<Int> {
        let first = options.count
        batch.removeAll(keepingCapacity: true)
        requests[request].floor = supply?(request, &batch) ?? FlowSolver.never
        for option in batch {
            options.append(option)
            bounds.append(FlowSolver.bound(option.cost))
        }
        addPiece(first..<options.count, to: request)
        return first..<options.count
    }

    /// Adds options that stand at the end to those of a request, which are looked at in the order in which they came.
    mutating func addPiece(_ range: Range<Int>, to request: Int) {
        let piece = Int32(pieces.count)
        pieces.append(SolverPiece(first: Int32(range.lowerBound), count: Int32(range.count)))
        let last = requests[request].lastPiece
        if last < 0 { requests[request].more = piece } else { pieces[Int(last)].more = piece }
        requests[request].lastPiece = piece
    }
}
