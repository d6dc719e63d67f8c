/// Which options lead to each unit: what a search needs that runs backwards.
///
/// Made when the first edit asks for it.
struct OptionsOfUnits: ~Copyable {
    /// The request of each option.
    var owner: Lane<Int32>
    /// The option of the same unit after each option; -1 after the last.
    var next: Lane<Int32>
    /// The first option of each unit; -1 if there is none.
    var first: Lane<Int32>

    /// None.
    init() {
        owner = Lane()
        next = Lane()
        first = Lane()
    }

    /// Notes the option `index` of `request`; options come in ascending order.
    mutating func add(_ index: Int, of request: Int32, unit: Int32) {
        while owner.count <= index {
            owner.append(-1)
            next.append(-1)
        }
        owner[index] = request
        next[index] = first[Int(unit)]
        first[Int(unit)] = Int32(index)
    }

    /// Makes room for `count` units.
    mutating func cover(units count: Int) {
        while first.count < count { first.append(-1) }
    }
}

extension FlowSolver {
    /// Notes all options that came since the last call under their units.
    mutating func noteOptions() {
        wanted.cover(units: units.count)
        guard wanted.owner.count < options.count else { return }
        let known = wanted.owner.count
        for number in 0..<requests.count {
            let request = requests[number]
            var ranges = [Int(request.firstOption)..<Int(request.firstOption + request.optionCount)]
            var more = request.more
            while more >= 0 {
                let piece = pieces[Int(more)]
                ranges.append(Int(piece.first)..<Int(piece.first + piece.count))
                more = piece.more
            }
            for range in ranges where range.upperBound > known {
                for index in range.clamped(to: known..<options.count) {
                    wanted.add(index, of: Int32(number), unit: options[index].unit)
                }
            }
        }
        while wanted.owner.count < options.count {
            wanted.owner.append(-1)
            wanted.next.append(-1)
        }
    }
}
