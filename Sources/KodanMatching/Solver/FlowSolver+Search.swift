extension FlowSolver {
    /// Finds the cheapest way to bring `source` into the plan: `best`, `endRequest` and `endOption` tell its end,
    /// `arrival` and `before` of the requests lead back.
    mutating func search(from source: Int) {
        best = FlowSolver.never
        requests[source].price = 0
        requests[source].reached = 0
        metRequests.append(Int32(source))
        relax(source, at: 0)
        while let (distance, request) = queue.popLeast(), distance < best {
            guard distance == requests[Int(request)].reached else { continue }
            relax(Int(request), at: distance)
        }
        queue.removeAll()
    }

    /// Looks at all that `request` could have instead, where the search came after `distance`.
    private mutating func relax(_ request: Int, at distance: Int) {
        let known = requests[request]
        let base = distance &- known.price
        if base &+ unmatchedCost < best { end(at: base &+ unmatchedCost, request, SolverRequest.unmatched) }
        scan(Int(known.firstOption), Int(known.optionCount), for: request, base)
        var more = known.more
        while more >= 0 {
            let piece = pieces[Int(more)]
            scan(Int(piece.first), Int(piece.count), for: request, base)
            more = piece.more
        }
        while base &+ requests[request].floor < best {
            let further = extend(request)
            scan(further.lowerBound, further.count, for: request, base)
        }
    }

    @inline(__always)
    private mutating func scan(_ first: Int, _ count: Int, for request: Int, _ base: Int) {
        let end = first &+ count
        var index = bounds.next(from: first, until: end, below: FlowSolver.limit(best &- base))
        while index < end {
            visit(index, for: request, base)
            index = bounds.next(from: index &+ 1, until: end, below: FlowSolver.limit(best &- base))
        }
    }

    /// Looks at one option of `request`.
    @inline(__always)
    private mutating func visit(_ index: Int, for request: Int, _ base: Int) {
        let option = options[index]
        let unit = units[Int(option.unit)]
        var monthExtra = 0
        var inMonth: Int32 = 0
        for place in unit.slots {
            let slot = slots[place]
            if slot.day == option.day {
                let cost = option.cost &+ unit.price &+ slot.monthExtra &+ slot.dayExtra
                bounds[index] = FlowSolver.bound(cost)
                reach(slot.request, at: base &+ cost, by: index, request)
                return
            }
            if slot.day.month == option.day.month {
                monthExtra = slot.monthExtra
                inMonth &+= 1
            }
        }
        let cost = option.cost &+ unit.price &+ monthExtra
        bounds[index] = FlowSolver.bound(cost)
        let distance = base &+ cost
        guard distance < best else { return }
        if inMonth > 0, unit.firstMonth >= 0 {
            let month = month(of: option, in: unit, holding: inMonth)
            if month >= 0 {
                reachFull(month, of: Int(option.unit), at: distance, by: index, request)
                return
            }
        }
        guard distance < unit.reached else { return }
        if unit.reached == FlowSolver.never { metUnits.append(option.unit) }
        units[Int(option.unit)].reached = distance
        let length = distance &+ unit.nextLoad &- unit.price
        if length < best { end(at: length, request, Int32(index)) }
        for place in unit.slots {
            let slot = slots[place]
            reach(slot.request, at: distance &+ slot.monthExtra &+ slot.dayExtra, by: index, request)
        }
    }

    /// A free day of a full month: one of its lectures would have to go.
    private mutating func reachFull(
        _ month: Int,
        of number: Int,
        at distance: Int,
        by index: Int,
        _ request: Int
    ) {
        let unit = units[number]
        guard distance < months[month].reached else { return }
        if unit.reached == FlowSolver.never {
            // Met by a month alone; the price of the unit stays.
            metUnits.append(Int32(number))
        }
        months[month].reached = distance
        for place in unit.slots where slots[place].day.month == months[month].month {
            let slot = slots[place]
            reach(slot.request, at: distance &+ slot.dayExtra, by: index, request)
        }
    }

    /// `other` would have to move if `request` took the option at `index`.
    @inline(__always)
    private mutating func reach(_ other: Int32, at distance: Int, by index: Int, _ request: Int) {
        guard distance < best, distance < requests[Int(other)].reached else { return }
        if requests[Int(other)].reached == FlowSolver.never { metRequests.append(other) }
        requests[Int(other)].reached = distance
        requests[Int(other)].arrival = Int32(index)
        requests[Int(other)].before = Int32(request)
        queue.insert(other, at: distance)
    }

    @inline(__always)
    private mutating func end(at length: Int, _ request: Int, _ option: Int32) {
        best = length
        endRequest = Int32(request)
        endOption = option
    }
}
