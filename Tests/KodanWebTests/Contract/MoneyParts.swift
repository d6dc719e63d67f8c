import KodanDomain
import KodanTestSupport
import Postgres
import Testing

/// Makes what accounting is asked about, beside the month that went to the bank.
struct MoneyParts {
    let money: MoneyWorld
    let browser: Browser

    /// The payment records of the year, made once it is over.
    func records() async throws {
        let clock = money.world.database.clock
        clock.set(moment("2027-01-10T10:00:00+09:00"))
        let made = try await browser.post("/v1/years/2026/payment-records", as: .staff(.accountant))
        clock.set(MoneyWorld.today)
        try #require(made.status == 201, "\(made.text)")
    }

    /// Another attested lecture of the presenter.
    func lecture(on written: String) async throws -> Assignment.ID {
        try await money.scene.lecture(by: money.world.presenter, on: day(written))
    }

    /// Something that stands out, and holds nothing back.
    func finding(about lecture: Assignment.ID) async throws -> String {
        let finding: Int64 = try await money.world.database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO finding (kind, severity, assignment_id, other, state, found_at)
                VALUES ('payment_late', 'warns', \(lecture.rawValue), '', 'open', '2026-07-01T00:00:00Z')
                RETURNING id
                """
            )
        }
        return "fnd-\(finding)"
    }

    /// An account that nobody has confirmed.
    func waitingAccount() async throws -> String {
        try await browser.made(
            "/v1/payees/\(money.otherPayee)/accounts",
            .otherPresenter,
            """
            {"bank_code": "9991", "branch_code": "001", "deposit_type": "1", "account_number": "7654322",
             "account_holder": "コウシ イ"}
            """
        )
    }

    /// A presenter for whom nobody is paid yet.
    func newcomer() async throws -> String {
        let world = money.world
        let cast = Registration(office: world.office, coordinator: world.database.staff.coordinator)
        return "\(try await cast.presenter(3, world.database.owner).id)"
    }
}
