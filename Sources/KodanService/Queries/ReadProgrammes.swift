public import KodanDomain
import KodanStore
import Postgres

/// Programmes with their targets, and the schedule of what the body holds itself: for everybody who signs in.
public struct ReadProgrammes: Sendable {
    /// How many events of a schedule are shown at most.
    public static let eventLimit = 500

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The programmes behind `after`: all, or those in force on `day`.
    public func callAsFunction(
        on day: LocalDate? = nil,
        after: Programme.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<ProgrammeEntry, Programme> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try ProgrammeQueries(desk.session).list(on: day, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.programme.id)
        }
    }

    /// The programme with this code.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(
        _ code: ProgrammeCode,
        as credential: Credential
    ) async throws -> ProgrammeEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard let found = try ProgrammeQueries(desk.session).programme(code) else {
                throw Refusal.notFound(code.text, as: .programme)
            }
            return found
        }
    }

    /// The schedule by day, at most ``eventLimit`` events: all, or those of one fiscal year or one programme.
    ///
    /// Throws ``Refusal/unknownCode(_:_:)`` for a programme that is not there.
    public func schedule(
        in year: FiscalYear? = nil,
        of programme: ProgrammeCode? = nil,
        as credential: Credential
    ) async throws -> [ProgrammeEventEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if let programme, try ProgrammeStore(desk.session).programme(programme) == nil {
                throw Refusal.unknownCode(.programme, programme.text)
            }
            return try ProgrammeQueries(desk.session).events(
                in: year,
                of: programme,
                limit: ReadProgrammes.eventLimit
            )
        }
    }
}
