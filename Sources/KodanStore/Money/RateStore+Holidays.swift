public import KodanDomain
public import Postgres

/// Holidays of whole years.
extension RateStore {
    /// The holidays of `year`, in order; nil if the year is not known.
    public func holidays(of year: Int) throws(PostgresError) -> [Holiday]? {
        let isKnown: Bool = try session.value(
            "SELECT EXISTS (SELECT FROM holiday_year WHERE year = \(year))"
        )
        guard isKnown else { return nil }
        return try session.rows(
            """
            SELECT day, name_ja
              FROM holiday
             WHERE extract(year FROM day)::integer = \(year)::integer
             ORDER BY day
            """
        ) { row throws(PostgresError) in
            Holiday(date: try row.value("day"), name: try row.value("name_ja"))
        }
    }

    /// The years that are known, in order.
    public func holidayYears() throws(PostgresError) -> [Int] {
        try session.rows("SELECT year FROM holiday_year ORDER BY year") { row throws(PostgresError) in
            try row.value("year")
        }
    }

    /// Adds a whole year; false, and nothing changed, if it is known already.
    public func add(_ holidays: [Holiday], of year: Int) throws(PostgresError) -> Bool {
        let added: Int? = try session.first(
            "INSERT INTO holiday_year (year) VALUES (\(year)) ON CONFLICT (year) DO NOTHING RETURNING year"
        ) { row throws(PostgresError) in try row.value("year") }
        guard added != nil else { return false }
        try insert(holidays)
        return true
    }

    /// Puts `holidays` in place of those of `year` from `first` on.
    public func replace(
        _ holidays: [Holiday],
        of year: Int,
        from first: LocalDate
    ) throws(PostgresError) {
        try session.execute(
            """
            DELETE FROM holiday
             WHERE extract(year FROM day)::integer = \(year)::integer
               AND day >= \(first)::date
            """
        )
        try insert(holidays)
    }

    private func insert(_ holidays: [Holiday]) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO holiday (day, name_ja)
            SELECT day, name
              FROM unnest(\(holidays.map(\.date))::date[], \(holidays.map(\.name))::text[]) AS listed (day, name)
             ORDER BY day
            """
        )
    }
}
