import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// Rates of a test's own, on days of a far future that no shipped row reaches with an end.
struct RateScene: Sendable {
    let database = TestDatabase.current
    let office = TestDatabase.current.office(at: moment("2026-12-01T10:00:00+09:00"))
    var administrator: Credential { database.staff.administrator }

    func days(_ first: String, _ last: String? = nil) throws -> DateRange {
        try #require(DateRange(first: day(first), last: last.map { day($0) }))
    }

    /// A price of the rank `senior` in the programme `awareness_seminar`, which ships with none.
    func fee(
        _ amount: Int64 = 9_000,
        _ days: DateRange,
        rank: String = "senior",
        programme: String? = "awareness_seminar",
        unit: FeeUnit = .perLecture,
        taxIncluded: Bool = true,
        preparation: Int = 0
    ) throws -> Rate {
        .fee(
            try FeeRate(
                rankCode: rank,
                programmeCode: programme,
                unit: unit,
                amount: Yen(amount),
                preparationMinutes: preparation,
                taxIncluded: taxIncluded,
                validity: days,
                legalBasis: "謝金規程"
            )
        )
    }

    func travel(_ amount: Int64, _ days: DateRange, in prefecture: String? = nil) throws -> Rate {
        let rate = TravelRate(
            kind: .lodgingLimit,
            prefecture: try prefecture.map { try PrefectureCode($0) },
            amount: Yen(amount),
            validity: days,
            legalBasis: "旅費規程"
        )
        return .travel(try #require(rate))
    }

    func band(_ from: Int64, _ to: Int64?, _ incomeTax: Int64, _ days: DateRange) throws -> Rate {
        let rate = try WithholdingRate(
            validity: days,
            payeeClass: .residentIndividual,
            bandFrom: Yen(from),
            bandTo: to.map { Yen($0) },
            rateBasisPoints: incomeTax,
            incomeTaxBasisPoints: incomeTax,
            reconstructionPermille: 0,
            defencePermille: 0
        )
        return .withholding(rate, note: "test")
    }

    func add(_ rates: Rate...) async throws -> [RateKey] {
        try await AddRates(office: office)(rates, as: administrator)
    }

    func list(_ kind: RateKind, on day: LocalDate? = nil) async throws -> [Rate] {
        try await ReadRates(office: office)([kind], on: day, as: database.staff.auditor)
    }

    /// The first column of each row, as the owner of the tables sees it.
    func texts(_ sql: SQL) async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows("SELECT row.line FROM (\(sql)) AS row (line)") { row throws(PostgresError) in
                try row.value("line")
            }
        }
    }

    /// What the record says of rates, oldest first.
    func events() async throws -> [String] {
        try await texts(
            """
            SELECT concat_ws(' ', role, action, subject)
              FROM audit_event
             WHERE action LIKE 'rate.%' OR action LIKE 'holidays.%'
             ORDER BY id
            """
        )
    }
}
