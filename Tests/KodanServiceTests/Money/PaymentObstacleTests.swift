import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

/// What comes up between the preparation of payments and the close of their month.
@Suite("A prepared payment", .database)
struct PaymentObstacleTests {
    private let database = TestDatabase.current
    private var staff: Staff { database.staff }
    private var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }

    private func prepared() async throws -> (payment: Payment.ID, payee: Payee.ID) {
        let scene = try await MoneyScene()
        let (presenter, payee) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
        _ = try await CalculateHonoraria(office: office)(upTo: day("2026-11-30"), as: .system)
        let month = try await PreparePayments(office: office)(december, as: staff.accountant)
        return (try #require(month.prepared.first?.id), payee)
    }

    private func submit() async throws {
        _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
    }

    private func approve() async throws {
        _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
    }

    private func close() async throws {
        _ = try await CloseMonth(office: office)(december, as: staff.approver)
    }

    /// The month is refused at each step as `happens` says, until `ends`; then it goes on.
    private func refused(
        once happens: () async throws -> Refusal,
        until ends: () async throws -> Void
    ) async throws {
        for step in [submit, approve, close] {
            let refusal = try await happens()
            await #expect(throws: refusal) { try await step() }
            try await ends()
            try await step()
        }
    }

    @Test("goes no step further with a finding that blocks its payee")
    func finding() async throws {
        let (payment, payee) = try await prepared()
        try await refused {
            let finding = try await database.owner.transaction { session in
                try session.value(
                    """
                    INSERT INTO finding (kind, severity, payee_id, other, state, found_at)
                    VALUES ('same_account', 'blocks', \(payee), 'pye-99', 'open', '2026-12-10+09')
                    RETURNING id
                    """,
                    as: Finding.ID.self
                )
            }
            return .paymentBlocked(payment, finding)
        } until: {
            try await database.owner.transaction { session in
                try session.script(
                    "UPDATE finding SET state = 'gone', ended_at = '2026-12-10+09' WHERE state = 'open'"
                )
            }
        }
    }

    @Test("goes no step further while its payee lives elsewhere than when it was prepared")
    func residency() async throws {
        let (payment, payee) = try await prepared()
        func live(_ residency: String) async throws {
            try await database.owner.transaction { session in
                try session.execute(
                    "UPDATE payee_residency SET residency = \(residency) WHERE payee_id = \(payee)"
                )
            }
        }
        try await refused {
            try await live("nonresident")
            return .taxedOtherwise(payment, payee)
        } until: {
            try await live("resident")
        }
    }
}
