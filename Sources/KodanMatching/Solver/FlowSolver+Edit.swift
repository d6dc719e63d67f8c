/// The plan changed after it was made: each edit leaves it optimal, by one search for each lecture that it moves.
extension FlowSolver {
    /// Takes the request out of the plan; its place goes to whom it serves best, if anyone.
    ///
    /// It waits to enter again, and costs nothing until then.
    package mutating func leave(_ request: Int) {
        switch requests[request].chosen {
        case SolverRequest.waiting: return
        case SolverRequest.unmatched: requests[request].chosen = SolverRequest.waiting
        default:
            noteOptions()
            pull(to: request)
            lowerPrices()
            moveUp(into: request)
            requests[request].chosen = SolverRequest.waiting
            freshenBounds()
        }
    }

    /// Closes the options of the request that lead to `unit` for good; plans anew for it if it held one.
    package mutating func close(_ unit: Int, to request: Int) {
        let chosen = requests[request].chosen
        let mustMove = chosen >= 0 && options[Int(chosen)].unit == Int32(unit)
        if mustMove { leave(request) }
        forEachPiece(of: requests[request]) { range in
            for index in range where options[index].unit == Int32(unit) { shut(index) }
        }
        if mustMove { enter(request) }
    }

    /// Closes the unit for good, and plans anew for the requests that it held.
    package mutating func close(_ unit: Int) {
        noteOptions()
        // Nobody new may come in while those whom it holds leave.
        var index = wanted.first[unit]
        while index >= 0 {
            if requests[Int(wanted.owner[Int(index)])].chosen != index { shut(Int(index)) }
            index = wanted.next[Int(index)]
        }
        let held = units[unit].slots.map { Int(slots[$0].request) }
        for request in held {
            let option = Int(requests[request].chosen)
            leave(request)
            shut(option)
        }
        for request in held { enter(request) }
    }

    /// Adds options of requests that are there already to a unit that was added last and has none yet.
    package mutating func open(_ unit: Int, to given: [(request: Int, option: SolverOption)]) {
        for (request, option) in given {
            options.append(option)
            bounds.append(FlowSolver.bound(option.cost))
            addPiece((options.count - 1)..<options.count, to: request)
            guard requests[request].chosen != SolverRequest.waiting else { continue }
            // So dear that nobody wants it yet.
            units[unit].price = max(units[unit].price, requests[request].price - option.cost)
        }
        noteOptions()
        while units[unit].price > units[unit].nextLoad {
            pull(toUnit: unit)
            let begins = endRequest
            lowerPrices()
            if begins >= 0 { moveUp() }
            freshenBounds()
        }
    }

    /// Makes an option too dear to be taken, ever.
    private func shut(_ index: Int) {
        options[index].cost = FlowSolver.never
        bounds[index] = FlowSolver.bound(FlowSolver.never)
    }

    /// Lowers the price of all that the backward search met nearer than its end by what it fell short.
    private mutating func lowerPrices() {
        touched.removeAll()
        for index in 0..<metRequests.count {
            let number = Int(metRequests[index])
            let fall = max(0, best - requests[number].reached)
            requests[number].reached = FlowSolver.never
            guard fall > 0 else { continue }
            requests[number].price -= fall
            let chosen = requests[number].chosen
            guard chosen >= 0 else { continue }
            slots[place(of: options[Int(chosen)])].dayExtra -= fall
            touched.append(options[Int(chosen)].unit)
        }
        for index in 0..<metUnits.count {
            let number = Int(metUnits[index])
            let unit = units[number]
            let fall = max(0, best - unit.reached)
            units[number].price -= fall
            units[number].reached = FlowSolver.never
            touched.append(Int32(number))
            lowerSlots(of: unit, by: fall)
        }
        metRequests.removeAll()
        metUnits.removeAll()
    }

    /// Sets what full months and days cost beyond the unit, whose price has fallen by `fall`.
    private func lowerSlots(of unit: SolverUnit, by fall: Int) {
        for place in unit.slots {
            var monthFall = fall
            if unit.firstMonth >= 0 {
                let inMonth = unit.slots.count { slots[$0].day.month == slots[place].day.month }
                let option = SolverOption(unit: 0, cost: 0, day: slots[place].day, tag: 0)
                let month = month(of: option, in: unit, holding: Int32(inMonth))
                if month >= 0 { monthFall = max(0, best - months[month].reached) }
            }
            slots[place].monthExtra += fall - monthFall
            slots[place].dayExtra += monthFall
        }
        guard unit.firstMonth >= 0 else { return }
        var place = Int(unit.firstMonth)
        while months[place].month >= 0 {
            months[place].reached = FlowSolver.never
            place += 1
        }
    }

    /// Moves the chain that the backward search found up, the last of it into the place of `request`.
    private mutating func moveUp(into request: Int) {
        var mover = Int(endRequest)
        if requests[mover].chosen >= 0 { vacate(mover) }
        while mover != request {
            let option = requests[mover].arrival
            let next = Int(requests[mover].before)
            let place = place(of: options[Int(requests[next].chosen)], heldBy: Int32(next))
            requests[mover].chosen = option
            hand(place, to: Int32(mover), on: options[Int(option)].day)
            mover = next
        }
    }

    /// Moves the chain that the backward search found up, the last of it to free room.
    private mutating func moveUp() {
        var mover = Int(endRequest)
        if requests[mover].chosen >= 0 { vacate(mover) }
        while true {
            let option = requests[mover].arrival
            let next = Int(requests[mover].before)
            guard next >= 0 else {
                requests[mover].chosen = option
                add(options[Int(option)], for: Int32(mover))
                return
            }
            let place = place(of: options[Int(requests[next].chosen)], heldBy: Int32(next))
            requests[mover].chosen = option
            hand(place, to: Int32(mover), on: options[Int(option)].day)
            mover = next
        }
    }

    /// Takes the lecture of `request` off its unit.
    private func vacate(_ request: Int) {
        let option = options[Int(requests[request].chosen)]
        let unit = Int(option.unit)
        let place = place(of: option, heldBy: Int32(request))
        slots[place] = slots[Int(units[unit].firstSlot + units[unit].count - 1)]
        units[unit].count -= 1
        units[unit].nextLoad = units[unit].firstLoad + Int(units[unit].count) * loadStep
    }

    /// Sets the bounds of all options of units whose prices have fallen to what they cost now.
    private mutating func freshenBounds() {
        while let unit = touched.popLast() {
            var index = wanted.first[Int(unit)]
            while index >= 0 {
                let option = options[Int(index)]
                if option.cost < FlowSolver.never {
                    bounds[Int(index)] = FlowSolver.bound(option.cost + dayPrice(option).price)
                }
                index = wanted.next[Int(index)]
            }
        }
    }
}
