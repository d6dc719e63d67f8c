public import Postgres

extension Session {
    /// Plans the statements of `body` anew: for questions about tables which the same transaction fills.
    ///
    /// A plan that was made while they were empty would read all of them each time. Only questions: behind inserts
    /// there are the checks of foreign keys, which it would plan row by row.
    public func planningAnew<T>(_ body: () throws -> T) throws -> T {
        try execute("SET LOCAL plan_cache_mode = force_custom_plan")
        let result = try body()
        try execute("SET LOCAL plan_cache_mode = auto")
        return result
    }

    /// Has what follows in this transaction keep its plans: for large questions that take longer to plan than to
    /// answer, whatever they ask about.
    func keepPlans() throws(PostgresError) {
        try postpone("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)", mootAtEnd: true)
    }
}
