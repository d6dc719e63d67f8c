extension FlowSolver {
    /// Calls `body` with each range of options that `request` has.
    @inline(__always)
    func forEachPiece(of request: SolverRequest, _ body: (Range<Int>) -> Void) {
        body(Int(request.firstOption)..<Int(request.firstOption &+ request.optionCount))
        var more = request.more
        while more >= 0 {
            let piece = pieces[Int(more)]
            body(Int(piece.first)..<Int(piece.first &+ piece.count))
            more = piece.more
        }
    }

    /// What a day of a unit costs, and whether it is free in a month with room.
    struct DayPrice {
        var price: Int
        var isOpen: Bool
    }

    /// What the day of `option` costs now.
    @inline(__always)
    func dayPrice(_ option: SolverOption) -> DayPrice {
        let unit = units[Int(option.unit)]
        guard unit.count > 0 else { return DayPrice(price: unit.price, isOpen: true) }
        var monthExtra = 0
        var inMonth: Int32 = 0
        for place in unit.slots {
            let slot = slots[place]
            if slot.day == option.day {
                return DayPrice(price: unit.price &+ slot.monthExtra &+ slot.dayExtra, isOpen: false)
            }
            if slot.day.month == option.day.month {
                monthExtra = slot.monthExtra
                inMonth &+= 1
            }
        }
        let isFull = inMonth > 0 && unit.firstMonth >= 0 && month(of: option, in: unit, holding: inMonth) >= 0
        return DayPrice(price: unit.price &+ monthExtra, isOpen: !isFull)
    }

    /// What the month of `option` costs now.
    func monthPrice(_ option: SolverOption) -> Int {
        let unit = units[Int(option.unit)]
        let place = unit.slots.first { slots[$0].day.month == option.day.month }
        return unit.price + (place.map { slots[$0].monthExtra } ?? 0)
    }

    /// Where the month of `option` stands if its cap is `count`; -1 if it has room.
    func month(of option: SolverOption, in unit: SolverUnit, holding count: Int32) -> Int {
        var place = Int(unit.firstMonth)
        while months[place].month >= 0 {
            if months[place].month == option.day.month {
                return months[place].capacity <= count ? place : -1
            }
            place &+= 1
        }
        return -1
    }

    /// Gives the request its cheapest option if that is open at its price, or leaves it out if that is cheapest.
    mutating func take(_ request: Int) -> Bool {
        var cheapest = unmatchedCost
        var chosen = SolverRequest.unmatched
        var isOpen = true
        func look(_ range: Range<Int>) {
            let end = range.upperBound
            var index = bounds.next(from: range.lowerBound, until: end, below: FlowSolver.limit(cheapest))
            while index < end {
                let option = options[index]
                let day = dayPrice(option)
                let cost = option.cost &+ day.price
                bounds[index] = FlowSolver.bound(cost)
                if cost < cheapest {
                    cheapest = cost
                    chosen = Int32(truncatingIfNeeded: index)
                    isOpen = day.isOpen
                }
                index = bounds.next(from: index &+ 1, until: end, below: FlowSolver.limit(cheapest))
            }
        }
        forEachPiece(of: requests[request], look)
        while requests[request].floor < cheapest { look(extend(request)) }
        if chosen == SolverRequest.unmatched {
            requests[request].price = unmatchedCost
            requests[request].chosen = chosen
            return true
        }
        let option = options[Int(chosen)]
        guard isOpen, units[Int(option.unit)].nextLoad == units[Int(option.unit)].price else { return false }
        requests[request].price = cheapest
        requests[request].chosen = chosen
        add(option, for: Int32(request))
        return true
    }

    /// Adds a lecture to a unit that has room for it.
    @inline(__always)
    mutating func add(_ option: SolverOption, for request: Int32) {
        let unit = Int(option.unit)
        let place = Int(units[unit].firstSlot &+ units[unit].count)
        slots[place] = SolverSlot(request: request, day: option.day)
        units[unit].count &+= 1
        let hasRoom = units[unit].count < units[unit].capacity
        units[unit].nextLoad = hasRoom ? units[unit].nextLoad &+ loadStep : FlowSolver.never
    }
}
