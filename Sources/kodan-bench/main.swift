import Foundation
import KodanMatching

let folder = URL(filePath: CommandLine.arguments[1])
var clock = ContinuousClock()
let instance = try MatchingInstance(folder: folder)
let start = clock.now
var solver = InstanceSolver.make(of: instance)
let built = clock.now
for request in 0..<instance.requests.count { solver.enter(request) }
let solved = clock.now
let outcome = solver.outcome
print(instance.constants.name, outcome, "build", built - start, "solve", solved - built, "searches", solver.searches,
      "contradiction", solver.firstContradiction as Any)
