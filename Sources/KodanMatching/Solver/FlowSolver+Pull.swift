extension FlowSolver {
    /// Finds who would best take the place of `request`, which leaves the plan: the cheapest way from the sink to it.
    ///
    /// The search runs backwards: a place is wanted by the requests with an option there, each of which would leave
    /// its own place to others, until a place stays empty or an unmatched request is served. Reduced costs are 0 or
    /// more in either direction, so this too is Dijkstra's search. `endRequest` is who begins the chain, `arrival`
    /// and `before` lead on from there.
    mutating func pull(to request: Int) {
        best = FlowSolver.never
        endRequest = -1
        requests[request].reached = 0
        metRequests.append(Int32(request))
        offerPlace(of: request, at: 0)
        drain()
    }

    /// Finds who would best take room that a unit has at less than its price; `endRequest` stays -1 if nobody would.
    mutating func pull(toUnit unit: Int) {
        best = units[unit].price - units[unit].nextLoad
        endRequest = -1
        offerYear(of: unit, at: 0, cause: -1)
        drain()
    }

    private mutating func drain() {
        while let (distance, request) = queue.popLeast(), distance < best {
            guard distance == requests[Int(request)].reached else { continue }
            offerPlace(of: Int(request), at: distance)
        }
        queue.removeAll()
    }

    /// Looks who wants the day, the full month or the year of the lecture that `request` holds.
    private mutating func offerPlace(of request: Int, at distance: Int) {
        let chosen = options[Int(requests[request].chosen)]
        let unit = units[Int(chosen.unit)]
        let slot = slots[place(of: chosen)]
        let dayPrice = unit.price + slot.monthExtra + slot.dayExtra
        var index = wanted.first[Int(chosen.unit)]
        while index >= 0 {
            if options[Int(index)].day == chosen.day {
                want(index, price: dayPrice, at: distance, instead: Int32(request))
            }
            index = wanted.next[Int(index)]
        }
        var beyond = distance + slot.dayExtra
        let inMonth = unit.slots.count { slots[$0].day.month == chosen.day.month }
        let month = unit.firstMonth >= 0 ? month(of: chosen, in: unit, holding: Int32(inMonth)) : -1
        if month >= 0 {
            offerMonth(month, of: chosen, price: unit.price + slot.monthExtra, at: beyond, instead: request)
            beyond += slot.monthExtra
        }
        offerYear(of: Int(chosen.unit), at: beyond, cause: Int32(request))
    }

    /// Looks who wants any free day of a full month.
    private mutating func offerMonth(
        _ month: Int,
        of chosen: SolverOption,
        price: Int,
        at distance: Int,
        instead request: Int
    ) {
        guard distance < best, distance < months[month].reached else { return }
        metUnits.append(chosen.unit)
        months[month].reached = distance
        var index = wanted.first[Int(chosen.unit)]
        while index >= 0 {
            let option = options[Int(index)]
            if option.day.month == chosen.day.month, isFree(option) {
                want(index, price: price, at: distance, instead: Int32(request))
            }
            index = wanted.next[Int(index)]
        }
    }

    /// Looks who wants any free day of the unit in a month with room, and whether its last lecture is better spared.
    private mutating func offerYear(of number: Int, at distance: Int, cause: Int32) {
        let unit = units[number]
        guard distance < best, distance < unit.reached else { return }
        metUnits.append(Int32(number))
        units[number].reached = distance
        if cause >= 0 {
            let length = distance + unit.price - unit.firstLoad - Int(unit.count - 1) * loadStep
            if length < best {
                best = length
                endRequest = cause
            }
        }
        var index = wanted.first[number]
        while index >= 0 {
            let day = dayPrice(options[Int(index)])
            if day.isOpen { want(index, price: day.price, at: distance, instead: cause) }
            index = wanted.next[Int(index)]
        }
    }

    /// The request of the option at `index` would come where `price` is due and the search is at `distance`.
    private mutating func want(_ index: Int32, price: Int, at distance: Int, instead request: Int32) {
        let other = Int(wanted.owner[Int(index)])
        guard other != Int(request), requests[other].chosen != SolverRequest.waiting else { return }
        let further = distance + options[Int(index)].cost - requests[other].price + price
        guard further < best, further < requests[other].reached else { return }
        if requests[other].reached == FlowSolver.never { metRequests.append(Int32(other)) }
        requests[other].reached = further
        requests[other].arrival = index
        requests[other].before = request
        if requests[other].chosen == SolverRequest.unmatched {
            best = further
            endRequest = Int32(other)
        } else {
            queue.insert(Int32(other), at: further)
        }
    }

    /// Whether no lecture stands on the day of `option`.
    private func isFree(_ option: SolverOption) -> Bool {
        !units[Int(option.unit)].slots.contains { slots[$0].day == option.day }
    }
}
