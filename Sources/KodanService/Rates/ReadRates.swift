public import KodanDomain
import KodanStore
import Postgres

/// The dated tables as they stand.
public struct ReadRates: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The rates of `kinds`, in order of kind, subject and first day; those in force on `day`, or all of them.
    ///
    /// For all of the body's own people. The tables are short by nature: a few rows for each change of a rule.
    public func callAsFunction(
        _ kinds: [RateKind] = RateKind.allCases,
        on day: LocalDate? = nil,
        as credential: Credential
    ) async throws -> [Rate] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.requireInsider()
            let store = RateStore(desk.session)
            return try kinds.flatMap { kind in
                try store.rates(of: kind)
                    .filter { rate in day.map(rate.validity.contains) ?? true }
                    .sorted { ($0.subject, $0.validity.first) < ($1.subject, $1.validity.first) }
            }
        }
    }

    /// The holidays of each year that is known, or of `year` alone; on `day` alone, where one is named.
    ///
    /// For all of the body's own people. Refuses a year that is not known.
    public func holidays(
        of year: Int? = nil,
        on day: LocalDate? = nil,
        as credential: Credential
    ) async throws -> [Holiday] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.requireInsider()
            let store = RateStore(desk.session)
            let years = try (day?.year ?? year).map { [$0] } ?? store.holidayYears()
            return try years.flatMap { year in
                guard let days = try store.holidays(of: year) else { throw Refusal.noHolidays(year: year) }
                return days.filter { holiday in day.map { $0 == holiday.date } ?? true }
            }
        }
    }
}

extension Desk {
    /// Refuses hosts and presenters.
    fileprivate func requireInsider() throws {
        try actor.requireStaff()
    }
}
