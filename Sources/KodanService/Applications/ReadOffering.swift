public import KodanDomain
import KodanStore
import Postgres

/// What the programme offers to everybody (トップページ・申込のページ).
public struct Offering: Sendable, Equatable {
    /// The programmes in force under which presenters are sent, each with who may ask.
    public let entries: [ProgrammeEntry]
    /// What lectures may be about.
    public let topics: [NamedCode]
    /// The rules of those programmes.
    public var programmes: [ProgrammeRules] { entries.map(\.programme) }
}

/// Reads what is open to everybody, also to those who are not registered.
public struct ReadOffering: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// What may be asked for today.
    public func callAsFunction() async throws -> Offering {
        try await read { desk in
            Offering(
                entries: try ProgrammeQueries(desk.session)
                    .list(on: desk.now.date, after: nil, limit: PageLimit.most.andOneMore)
                    .filter { $0.programme.delivery == .dispatched },
                topics: try VocabularyStore(desk.session).topics()
            )
        }
    }

    /// The fiscal year of today, or the one before until its first lecture, and how many were held in it so far.
    public func held() async throws -> (year: FiscalYear, lectures: Int) {
        try await read { desk in
            let years = YearStore(desk.session)
            let year = FiscalYear(containing: desk.now.date)
            let lectures = try years.held(in: year)
            guard lectures == 0 else { return (year, lectures) }
            let before = FiscalYear(containing: year.first.adding(days: -1))
            return (before, try years.held(in: before))
        }
    }

    /// The towns and offices of a postal code, of one municipality or of several.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a code that there is not.
    public func towns(at postalCode: PostalCode) async throws -> [PostalTownEntry] {
        let towns = try await read { desk in try VocabularyStore(desk.session).towns(at: postalCode) }
        guard !towns.isEmpty else { throw Refusal.notFound(postalCode.digits, as: .postalCode) }
        return towns
    }

    /// A municipality with its prefecture; nil for one that there is not.
    public func place(of code: MunicipalityCode) async throws -> String? {
        try await read { desk in try VocabularyStore(desk.session).place(of: code) }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Desk) throws -> Value
    ) async throws -> Value {
        try await office.transaction(as: .system, TransactionOptions(readOnly: true), body)
    }
}
