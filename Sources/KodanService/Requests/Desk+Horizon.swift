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
