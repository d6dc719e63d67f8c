extension FlowSolver {
    /// Raises the price of all that the search met nearer than its end by what it fell short, and forgets distances.
    mutating func raisePrices() {
        for index in 0..<metRequests.count {
            let number = Int(metRequests[index])
            let rise = max(0, best &- requests[number].reached)
            requests[number].reached = FlowSolver.never
            guard rise > 0 else { continue }
            requests[number].price &+= rise
            let chosen = requests[number].chosen
            if chosen >= 0 { slots[place(of: options[Int(chosen)])].dayExtra &+= rise }
        }
        for index in 0..<metUnits.count {
            let number = Int(metUnits[index])
            let unit = units[number]
            let rise = max(0, best &- unit.reached)
            units[number].price &+= rise
            units[number].reached = FlowSolver.never
            if unit.firstMonth >= 0 {
                raiseMonths(of: unit, by: rise)
            } else {
                for place in unit.slots { slots[place].dayExtra &-= rise }
            }
        }
        metRequests.removeAll()
        metUnits.removeAll()
    }

    /// Sets what full months cost beyond the unit, whose price has risen by `rise`.
    private func raiseMonths(of unit: SolverUnit, by rise: Int) {
        for place in unit.slots {
            var monthRise = rise
            let inMonth = unit.slots.count { slots[$0].day.month == slots[place].day.month }
            let option = SolverOption(unit: 0, cost: 0, day: slots[place].day, tag: 0)
            let month = month(of: option, in: unit, holding: Int32(inMonth))
            if month >= 0 {
                let reached = min(months[month].reached, unit.reached &+ slots[place].monthExtra)
                monthRise = max(0, best &- reached)
            }
            slots[place].monthExtra &+= monthRise &- rise
            slots[place].dayExtra &-= monthRise
        }
        var place = Int(unit.firstMonth)
        while months[place].month >= 0 {
            months[place].reached = FlowSolver.never
            place &+= 1
        }
    }

    /// Moves the requests along the way that the search found, from its end to its source.
    mutating func shift() {
        var request = Int(endRequest)
        var option = endOption
        if option >= 0 { add(options[Int(option)], for: Int32(request)) }
        while true {
            let former = requests[request].chosen
            requests[request].chosen = option
            guard former >= 0 else { return }
            // Who came before takes the place that is left, on its own day.
            let place = place(of: options[Int(former)], heldBy: Int32(request))
            option = requests[request].arrival
            request = Int(requests[request].before)
            hand(place, to: Int32(request), on: options[Int(option)].day)
        }
    }

    /// Gives a slot to another request, on the same day or a free one at the price of its month.
    @inline(__always)
    func hand(_ place: Int, to request: Int32, on day: SolverDay) {
        slots[place].request = request
        guard slots[place].day != day else { return }
        if slots[place].day.month != day.month { slots[place].monthExtra = 0 }
        slots[place].dayExtra = 0
        slots[place].day = day
    }

    /// Where the lecture of `option`, which the plan holds, stands.
    @inline(__always)
    func place(of option: SolverOption) -> Int {
        for place in units[Int(option.unit)].slots where slots[place].day == option.day { return place }
        preconditionFailure("a chosen option has its slot")
    }

    @inline(__always)
    func place(of option: SolverOption, heldBy request: Int32) -> Int {
        for place in units[Int(option.unit)].slots
        where slots[place].day == option.day && slots[place].request == request { return place }
        preconditionFailure("a chosen option has its slot")
    }
}
