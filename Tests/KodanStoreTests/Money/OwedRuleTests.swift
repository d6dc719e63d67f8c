import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@Suite("Legs and agreements, though no use case stands before them,", .database)
struct OwedRuleTests {
    private static func leg(_ mode: String, _ columns: String, _ values: String) -> String {
        """
        INSERT INTO travel_leg (assignment_id, travelled_on, mode, from_place, to_place, amount, paid_directly,
                                claimed_at, \(columns))
        VALUES (1, '2026-10-10', '\(mode)', 'A', 'B', 1000, false, '2026-10-11T00:00:00Z', \(values))
        """
    }

    static let attempts = [
        Attempt(
            "kilometres of a train",
            leg("rail", "kilometres, travel_rate_id", "10, 1"),
            "travel_leg_car"
        ),
        Attempt("kilometres without a rate", leg("car", "kilometres", "10"), "travel_leg_car"),
        Attempt("too far", leg("car", "kilometres, travel_rate_id", "2001, 1"), "travel_leg_kilometres"),
        Attempt(
            "an allowance without nights",
            leg("lodging_allowance", "travel_rate_id", "1"),
            "travel_leg_nights"
        ),
        Attempt("an allowance without a rate", leg("lodging_allowance", "nights", "1"), "travel_leg_nights"),
        Attempt("nights of a train", leg("rail", "nights, travel_rate_id", "1, 1"), "travel_leg_nights"),
        Attempt("too long", leg("lodging_allowance", "nights, travel_rate_id", "31, 1"), "travel_leg_stay"),
        Attempt("a rate beside nothing", leg("rail", "travel_rate_id", "1"), "travel_leg_rate"),
        Attempt(
            "a car that the body paid",
            """
            INSERT INTO travel_leg (assignment_id, travelled_on, mode, from_place, to_place, amount, paid_directly,
                                    claimed_at, kilometres, travel_rate_id)
            VALUES (1, '2026-10-10', 'car', 'A', 'B', 1000, true, '2026-10-11T00:00:00Z', 10, 1)
            """,
            "travel_leg_car"
        ),
        Attempt(
            "a fee that is fixed before its lecture",
            MoneyRuleTests.entry(of: 1, dates: "'2026-10-10'::date, '2026-10-09'::date, 2026"),
            "honorarium_fixed_later"
        ),
    ]

    @Test("refuses", arguments: attempts)
    func refuses(attempt: Attempt) async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-10-10"))
        #expect(try await constraint(refusing: attempt.statements) == attempt.constraint)
    }

    @Test("allow travel without a fee to be fixed before the day of its lecture")
    func settled() async throws {
        let scene = try await MoneyScene()
        let (presenter, _) = try await scene.presenter()
        _ = try await scene.lecture(by: presenter, on: day("2026-10-10"))
        let entry = MoneyRuleTests.entry(
            of: 1,
            dates: "'2026-10-10'::date, '2026-10-09'::date, 2026",
            rate: "NULL",
            fee: 0
        )
        #expect(try await constraint(refusing: entry) == nil)
    }
}
