import Testing

@testable import KodanMatching

@Suite("A flow solver after edits")
struct FlowSolverEditTests {
    @Test("costs what a new one costs, and proves it", arguments: 0..<20)
    func equalsFromScratch(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var world = EditedWorld(
            presenters: 3 + dice.roll(8),
            loadStep: [0, 1, 15][dice.roll(3)],
            dice: &dice
        )
        for _ in 0..<500 {
            world.edit(&dice)
            let fresh = world.fromScratch()
            let outcome = world.solver.outcome
            #expect(outcome.cost == fresh.cost)
            #expect(outcome.matched == fresh.matched)
            #expect(outcome.bound == outcome.cost)
            #expect(world.solver.firstContradiction == nil)
            if outcome.cost != fresh.cost || outcome.bound != outcome.cost { return }
        }
    }
}

/// Requests and units under random edits, kept beside the solver as plain values.
private struct EditedWorld: ~Copyable {
    private struct Unit {
        var capacity: Int
        var firstLoad: Int
        var months: [(month: Int, capacity: Int)]
        var isOpen = true
    }

    private struct Choice {
        var unit: Int
        var cost: Int
        var day: SolverDay
        var isOpen = true
    }

    static let unmatchedCost = 100_000
    private let loadStep: Int
    private var units: [Unit] = []
    private var requests: [[Choice]] = []
    private var isIn: [Bool] = []
    var solver: FlowSolver

    init(presenters: Int, loadStep: Int, dice: inout Dice) {
        self.loadStep = loadStep
        solver = FlowSolver(
            unmatchedCost: Self.unmatchedCost,
            loadStep: loadStep,
            requests: 0,
            units: 0,
            options: 0
        )
        for _ in 0..<presenters { add(Self.unit(&dice)) }
    }

    private static func unit(_ dice: inout Dice) -> Unit {
        Unit(
            capacity: 1 + dice.roll(4),
            firstLoad: dice.roll(3) * 10,
            months: (0..<3).map { ($0, 1 + dice.roll(3)) }.filter { _ in dice.roll(2) == 0 }
        )
    }

    private mutating func add(_ unit: Unit) {
        units.append(unit)
        solver.addUnit(capacity: unit.capacity, firstLoad: unit.firstLoad, months: unit.months)
    }

    private func choice(of unit: Int, _ dice: inout Dice) -> Choice {
        Choice(unit: unit, cost: dice.roll(120), day: SolverDay(month: dice.roll(3), day: dice.roll(4)))
    }

    mutating func edit(_ dice: inout Dice) {
        switch dice.roll(12) {
        case 0...5: ask(&dice)
        case 6, 7: cancel(&dice)
        case 8, 9: refuse(&dice)
        case 10: register(&dice)
        default: retire(&dice)
        }
    }

    private mutating func ask(_ dice: inout Dice) {
        var choices: [Choice] = []
        for unit in units.indices where units[unit].isOpen && dice.roll(3) == 0 {
            for _ in 0...dice.roll(2) {
                let choice = choice(of: unit, &dice)
                if !choices.contains(where: { $0.unit == unit && $0.day == choice.day }) {
                    choices.append(choice)
                }
            }
        }
        requests.append(choices)
        isIn.append(true)
        let number = solver.addRequest()
        for choice in choices {
            solver.addOption(
                SolverOption(unit: Int32(choice.unit), cost: choice.cost, day: choice.day, tag: 0)
            )
        }
        solver.enter(number)
    }

    private mutating func cancel(_ dice: inout Dice) {
        let inside = isIn.indices.filter { isIn[$0] }
        guard let request = inside.randomElement(using: &dice) else { return }
        isIn[request] = false
        solver.leave(request)
    }

    private mutating func refuse(_ dice: inout Dice) {
        guard let request = requests.indices.randomElement(using: &dice),
            let unit = requests[request].map(\.unit).randomElement(using: &dice)
        else { return }
        for index in requests[request].indices where requests[request][index].unit == unit {
            requests[request][index].isOpen = false
        }
        solver.close(unit, to: request)
    }

    private mutating func register(_ dice: inout Dice) {
        add(Self.unit(&dice))
        var given: [(request: Int, option: SolverOption)] = []
        for request in requests.indices where dice.roll(3) == 0 {
            let choice = choice(of: units.count - 1, &dice)
            requests[request].append(choice)
            given.append(
                (request, SolverOption(unit: Int32(choice.unit), cost: choice.cost, day: choice.day, tag: 0))
            )
        }
        solver.open(units.count - 1, to: given)
    }

    private mutating func retire(_ dice: inout Dice) {
        let open = units.indices.filter { units[$0].isOpen }
        guard open.count > 2, let unit = open.randomElement(using: &dice) else { return }
        units[unit].isOpen = false
        solver.close(unit)
    }

    /// The optimum of what is there now, by a solver that has seen no edit.
    func fromScratch() -> FlowSolver.Outcome {
        var fresh = FlowSolver(
            unmatchedCost: Self.unmatchedCost,
            loadStep: loadStep,
            requests: 0,
            units: 0,
            options: 0
        )
        for unit in units {
            fresh.addUnit(capacity: unit.capacity, firstLoad: unit.firstLoad, months: unit.months)
        }
        for request in requests.indices where isIn[request] {
            let number = fresh.addRequest()
            for choice in requests[request] where choice.isOpen && units[choice.unit].isOpen {
                fresh.addOption(
                    SolverOption(unit: Int32(choice.unit), cost: choice.cost, day: choice.day, tag: 0)
                )
            }
            fresh.enter(number)
        }
        return fresh.outcome
    }
}
