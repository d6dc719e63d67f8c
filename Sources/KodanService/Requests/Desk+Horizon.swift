import KodanDomain

extension Desk {
    /// How many days ahead a lecture may be wished for or moved to: two years.
    private static let horizon = 730

    /// Refuses a day for which nobody plans yet, which is most often a slip of the pen.
    func requirePlannable(_ day: LocalDate) throws(Refusal) {
        let last = now.date.adding(days: Desk.horizon)
        guard day <= last else { throw .dayTooFar(last: last) }
    }
}

extension [TimeRange] {
    /// Holds each of the times that a request wishes against `check`, and tells which one it refuses.
    func eachWish(_ check: (TimeRange) throws(Refusal) -> Void) throws(Refusal) {
        for (index, slot) in enumerated() {
            do throws(Refusal) {
                try check(slot)
            } catch {
                throw .wish(index, error)
            }
        }
    }
}
