import Foundation
import KodanMatching

let folder = URL(filePath: CommandLine.arguments[1])
let clock = ContinuousClock()
let instance = try MatchingInstance(folder: folder)
func report(_ label: String, _ solver: borrowing InstanceSolver, _ built: Duration, _ solved: Duration) {
    print(
        instance.constants.name,
        label,
        solver.solver.outcome,
        "build",
        built,
        "solve",
        solved,
        "searches",
        solver.solver.searches,
        "contradiction",
        solver.solver.firstContradiction as Any
    )
}
do {
    let start = clock.now
    var solver = InstanceSolver(listsOf: instance)
    let built = clock.now
    solver.solve()
    report("lists", solver, built - start, clock.now - built)
}
do {
    let start = clock.now
    var candidates = InstanceCandidates(of: instance)
    let built = clock.now
    var wrong = 0
    var total = 0
    for request in instance.requests.indices {
        var index = Int(instance.starts[request])
        _ = candidates.forEach(of: request, from: 0, to: instance.constants.k) { presenter, cost in
            total += 1
            if instance.candidates[index] != UInt32(presenter) || instance.costs[index] != Int32(cost) {
                wrong += 1
            }
            index += 1
        }
        if index != Int(instance.starts[request + 1]) { wrong += 1 }
    }
    let time = clock.now - built
    print(
        "candidates: build",
        built - start,
        "query",
        time,
        "us each",
        Double(time.components.attoseconds) / 1e12 / Double(instance.requests.count) + Double(
            time.components.seconds
        ) * 1e6 / Double(instance.requests.count),
        "wrong",
        wrong,
        "of",
        total
    )
}
do {
    let start = clock.now
    guard CommandLine.arguments.count > 2 else { exit(0) }
    var solver = InstanceSolver(growing: instance, first: 16)
    let built = clock.now
    solver.solve()
    report("growing", solver, built - start, clock.now - built)
}
