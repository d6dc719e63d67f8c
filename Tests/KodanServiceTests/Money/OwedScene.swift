import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// One attested lecture of November 2026 at a flat 30,000 yen, and who works on it in December.
struct OwedScene: Sendable {
    let database = TestDatabase.current
    let office = TestDatabase.current.office(at: moment("2026-12-01T10:00:00+09:00"))
    var staff: Staff { database.staff }
    let money: MoneyScene
    let presenter: Presenter.ID
    let payee: Payee.ID

    init(
        rank: String = "flat_30000",
        legalStatus: LegalStatus = .individual,
        residency: String? = "resident"
    ) async throws {
        money = try await MoneyScene()
        (presenter, payee) = try await money.presenter(
            rank: rank,
            legalStatus: legalStatus,
            residency: residency
        )
    }

    func lecture(travel: [MoneyScene.Leg] = [], confirmed: Int? = 90) async throws -> Assignment.ID {
        try await money.lecture(
            by: presenter,
            on: day("2026-11-10"),
            confirmed: confirmed,
            travel: travel
        )
    }

    func calculate(_ id: Assignment.ID) async throws -> CalculatedHonorarium {
        try await CalculateHonorarium(office: office)(id, as: staff.accountant)
    }

    func agree(_ agreement: FeeAgreement, for id: Assignment.ID, as credential: Credential? = nil)
        async throws
    {
        try await AgreeFee(office: office)(
            agreement,
            for: id,
            because: "本人の申し出",
            as: credential ?? staff.coordinator
        )
    }

    func stateTax(_ amount: Int64, by evidence: Evidence.ID, for id: Assignment.ID) async throws {
        try await StateSeparateTax(office: office)(
            SeparateTaxStatement(amount: Yen(amount), evidence: evidence),
            for: id,
            as: staff.accountant
        )
    }

    /// A file that was filed for a lecture.
    func file(_ kind: EvidenceKind, for id: Assignment.ID) async throws -> Evidence.ID {
        try await database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
                VALUES (\(id), \(kind), \([UInt8](repeating: 1, count: 32)), 3, 'text/plain', 'a.txt',
                        '2026-11-11T00:00:00Z')
                RETURNING id
                """
            )
        }
    }

    /// The entry of a lecture: its amounts, and the rows that it was computed from.
    func entry(of id: Assignment.ID) async throws -> String? {
        try await database.owner.transaction { session in
            let lines: [String] = try session.rows(
                """
                SELECT concat_ws(' ', fee, travel_to_presenter, travel_paid_directly, 'base', base, 'tax', separate_tax,
                                 coalesce(promised_net::text, '-'), 'rates', coalesce(fee_rate_id::text, '-'),
                                 coalesce(consumption_tax_rate_id::text, '-'), withholding_rate_ids,
                                 travel_rate_ids) AS line
                  FROM honorarium
                 WHERE assignment_id = \(id)
                """
            ) { row throws(PostgresError) in try row.value("line") }
            return lines.first
        }
    }

    func key(_ kind: RateKind, _ subject: String, on day: LocalDate) async throws -> RateKey {
        let rates = try await ReadRates(office: office)([kind], on: day, as: staff.auditor)
        return try #require(rates.first { $0.subject == subject }?.key)
    }
}
