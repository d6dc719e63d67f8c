public import KodanDomain
public import Postgres

/// Tables of days.
extension CatalogueStore {
    /// Adds the holidays of years that are not known yet; those of a known year, which may have been corrected, stay.
    public func put(_ holidays: [Holiday]) throws(PostgresError) {
        try session.execute(
            """
            WITH listed AS (
                SELECT day, name
                  FROM unnest(\(holidays.map(\.date))::date[], \(holidays.map(\.name))::text[]) AS given (day, name)
            ), added AS (
                INSERT INTO holiday_year (year)
                SELECT DISTINCT extract(year FROM day)::integer
                  FROM listed
                    ON CONFLICT (year) DO NOTHING
                RETURNING year
            )
            INSERT INTO holiday (day, name_ja)
            SELECT listed.day, listed.name
              FROM listed
              JOIN added ON added.year = extract(year FROM listed.day)::integer
            """
        )
    }
}
