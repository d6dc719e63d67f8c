public import KodanDomain
public import Postgres

/// Tables of days.
extension CatalogueStore {
    /// Adds holidays; each year that appears in them counts as covered.
    public func put(_ holidays: [Holiday]) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO holiday_year (year)
            SELECT DISTINCT extract(year FROM day)::integer
              FROM unnest(\(holidays.map(\.date))::date[]) AS day
                ON CONFLICT (year) DO NOTHING
            """
        )
        try session.execute(
            """
            INSERT INTO holiday (day, name_ja)
            SELECT day, name
              FROM unnest(\(holidays.map(\.date))::date[], \(holidays.map(\.name))::text[]) AS listed (day, name)
                ON CONFLICT (day) DO UPDATE SET name_ja = excluded.name_ja
            """
        )
    }
}
