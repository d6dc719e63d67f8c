extension FlowSolver {
    /// Adds a unit with room for `capacity` lectures, the first of which costs `firstLoad`; answers its number.
    ///
    /// `months` are the caps of months that hold fewer, `most` is how many lectures they allow together, if all months
    /// in which lectures are asked for are among them.
    @discardableResult
    package mutating func addUnit(
        capacity: Int,
        firstLoad: Int,
        months caps: [(month: Int, capacity: Int)] = [],
        most: Int = .max
    ) -> Int {
        let binding = caps.filter { $0.capacity < capacity }
        units.append(
            SolverUnit(
                price: firstLoad,
                nextLoad: capacity > 0 ? firstLoad : FlowSolver.never,
                firstLoad: firstLoad,
                firstSlot: Int32(slots.count),
                capacity: Int32(capacity),
                firstMonth: binding.isEmpty ? -1 : Int32(months.count)
            )
        )
        for cap in binding {
            months.append(SolverMonth(month: Int32(cap.month), capacity: Int32(cap.capacity)))
        }
        if !binding.isEmpty { months.append(SolverMonth(month: -1, capacity: 0)) }
        for _ in 0..<min(capacity, most) {
            slots.append(SolverSlot(request: -1, day: SolverDay(month: 0, day: 0)))
        }
        return units.count - 1
    }

    /// Adds a request without options that is not in the plan yet; answers its number.
    ///
    /// No option that is added later costs less than `floor`.
    @discardableResult
    package mutating func addRequest(floor: Int = FlowSolver.never) -> Int {
        var request = SolverRequest()
        request.floor = floor
        request.firstOption = Int32(options.count)
        requests.append(request)
        return requests.count - 1
    }

    /// Adds an option to the request added last, before anything else is added.
    @inline(__always)
    package mutating func addOption(_ option: SolverOption) {
        options.append(option)
        bounds.append(FlowSolver.bound(option.cost))
        requests[requests.count - 1].optionCount &+= 1
    }

    /// Adds an option for each day of `month` whose bit is set in `days`, as `addOption` does.
    package mutating func addOptions(unit: Int32, cost: Int, month: Int, days: UInt64) {
        let bound = FlowSolver.bound(cost)
        var days = days
        while days != 0 {
            let day = SolverDay(month: month, day: days.trailingZeroBitCount)
            options.append(SolverOption(unit: unit, cost: cost, day: day, tag: 0))
            bounds.append(bound)
            days &= days &- 1
        }
        let last = requests.count &- 1
        requests[last].optionCount = Int32(truncatingIfNeeded: options.count) &- requests[last].firstOption
    }

    /// A cost as a bound: what does not fit is cut, which leaves it a lower bound, and below any limit that is cut.
    @inline(__always)
    static func bound(_ cost: Int) -> Int32 { Int32(truncatingIfNeeded: min(cost, Int(Int32.max) &- 1)) }

    /// What bounds must be below for their options to be looked at.
    @inline(__always)
    static func limit(_ cost: Int) -> Int32 { Int32(truncatingIfNeeded: min(cost, Int(Int32.max))) }
}
