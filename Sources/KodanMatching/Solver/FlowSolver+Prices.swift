/// The prices and the plan, for whoever checks them by another way.
extension FlowSolver {
    /// What the plan would save without the request.
    package func price(ofRequest number: Int) -> Int { requests[number].price }

    /// What one more lecture on `day` costs the plan at the unit; any day without a lecture costs what its month does.
    package func price(ofUnit number: Int, on day: SolverDay) -> Int {
        dayPrice(SolverOption(unit: Int32(number), cost: 0, day: day, tag: 0)).price
    }

    /// What one more lecture costs the plan at the unit, its days and months aside.
    package func price(ofUnit number: Int) -> Int { units[number].price }

    /// The option at `index`, as `chosenOption` answers it.
    package func option(at index: Int) -> SolverOption { options[index] }
}
