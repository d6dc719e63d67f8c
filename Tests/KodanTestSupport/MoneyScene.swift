public import KodanDomain
import KodanService
import Postgres

/// Lectures that were held, with presenters and payees, written straight into the running test's database.
public struct MoneyScene: Sendable {
    /// One cost of travel.
    public struct Leg: Sendable {
        let amount: Int
        let directly: Bool

        /// Money that goes to the presenter.
        public static func cash(_ amount: Int) -> Leg { Leg(amount: amount, directly: false) }
        /// A ticket that the body bought.
        public static func ticket(_ amount: Int) -> Leg { Leg(amount: amount, directly: true) }
    }

    /// Stands for a number that is nobody else's.
    public static let ownNumber = "own"

    private let database: TestDatabase

    /// The scene that is there already.
    public init(existing database: TestDatabase) {
        self.database = database
    }

    /// Adds what the template may lack: holidays, tax rates, and ranks with a price for the whole lecture
    /// (`flat_5000`, `flat_30000`, `flat_600000`).
    public init(_ database: TestDatabase = .current) async throws {
        self.database = database
        try await database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO holiday_year VALUES (2026), (2027) ON CONFLICT DO NOTHING;
                INSERT INTO holiday VALUES ('2026-11-23', '勤労感謝の日'), ('2027-01-01', '元日')
                    ON CONFLICT DO NOTHING;
                INSERT INTO withholding_rate (payee_class, band, rate_bp, income_tax_bp, reconstruction_permille,
                                              defence_permille, valid, note)
                VALUES ('domestic_corporation', '[0,)', 0, 0, 0, 0, '[2013-01-01,2027-01-01)', '')
                    ON CONFLICT DO NOTHING;
                INSERT INTO rank
                SELECT 'flat_' || price, 'flat ' || price, 'Flat ' || price
                  FROM unnest(ARRAY[5000, 30000, 600000]) AS price;
                INSERT INTO fee_rate (rank_code, unit, amount, time_step_minutes, rounding, tax_included, legal_basis,
                                      valid)
                SELECT 'flat_' || price, 'lecture', price, 30, 'up', true, 'test', '[2019-04-01,)'
                  FROM unnest(ARRAY[5000, 30000, 600000]) AS price;
                INSERT INTO organization (name, kind, council_member, municipality_code, address, email, phone, state,
                                          registered_at)
                VALUES ('見本商工会議所', 'chamber_of_commerce', false, '13101', '千代田区', 'host@example.jp',
                        '03-0000-0000', 'active', '2026-04-01T00:00:00Z');
                """
            )
        }
    }

    /// A presenter with a payee of their own, and a confirmed account unless `number` is nil.
    ///
    /// The first one's number is 1234567, and it counts on for those that come after.
    public func presenter(
        rank: String = "flat_30000",
        legalStatus: LegalStatus = .individual,
        residency: String? = "resident",
        number: String? = MoneyScene.ownNumber,
        user: User.ID? = nil
    ) async throws -> (presenter: Presenter.ID, payee: Payee.ID) {
        // Nobody confirms an account that they are paid to.
        let second = database.staff.secondCoordinator.user
        let confirmer = user == second ? database.staff.coordinator.user : second
        let sealing = (vault: database.office.vault, confirmer: confirmer)
        return try await database.owner.transaction { session in
            let presenter: Presenter.ID = try session.value(
                """
                INSERT INTO presenter (user_id, family_name, given_name, family_kana, given_kana, email, phone,
                                       postal_code, municipality_code, address, latitude_e6, longitude_e6, rank_code,
                                       reach_minutes, accepts_online, accepts_overnight, monthly_cap, yearly_cap,
                                       state, registered_on)
                SELECT \(user)::bigint, '講', '太郎', 'コウ', 'タロウ', 'presenter' || (count(*) + 1) || '@example.jp',
                       '090-0000-' || lpad((count(*) + 1)::text, 4, '0'), '1000001', '13101', '千代田区', 35690000,
                       139750000, \(rank)::text, 120, true, false, 4, 24, 'active', '2026-04-01'
                  FROM presenter
                RETURNING id
                """
            )
            let payee = try MoneyScene.addPayee(of: presenter, "講 太郎", legalStatus, residency, session)
            if var number {
                if number == MoneyScene.ownNumber { number = String(1_234_566 + payee.rawValue) }
                try MoneyScene.addAccount(
                    of: payee,
                    number,
                    confirmed: "2026-04-02T00:00:00Z",
                    sealing,
                    session
                )
            }
            return (presenter, payee)
        }
    }

    /// Whom a presenter is paid through who is registered already: an individual, without an account yet.
    public func payee(
        of presenter: Presenter.ID,
        named name: String = "講師",
        residency: String? = "resident"
    ) async throws -> Payee.ID {
        try await database.owner.transaction { session in
            try MoneyScene.addPayee(of: presenter, name, .individual, residency, session)
        }
    }

    private static func addPayee(
        of presenter: Presenter.ID,
        _ name: String,
        _ legalStatus: LegalStatus,
        _ residency: String?,
        _ session: Session
    ) throws -> Payee.ID {
        let payee: Payee.ID = try session.value(
            """
            INSERT INTO payee (legal_status, name, postal_code, address, created_at)
            VALUES (\(legalStatus.rawValue), \(name), '1000001', '千代田区', '2026-04-01T00:00:00Z')
            RETURNING id
            """
        )
        try session.execute(
            """
            INSERT INTO presenter_payee (presenter_id, payee_id, valid)
            VALUES (\(presenter.rawValue), \(payee.rawValue), '[2026-04-01,)')
            """
        )
        if let residency {
            try session.execute(
                """
                INSERT INTO payee_residency (payee_id, residency, valid)
                VALUES (\(payee.rawValue), \(residency), '[2026-04-01,)')
                """
            )
        }
        return payee
    }

    /// Adds the rows of consumption tax that journals and notices need, where the template lacks them.
    public func addTaxTables() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO consumption_tax_rate (rate_bp, valid, note)
                SELECT 1000, '[2019-10-01,)', 'test'
                 WHERE NOT EXISTS (SELECT FROM consumption_tax_rate WHERE valid && '[2019-10-01,)');
                INSERT INTO transitional_deduction (percent, valid, note)
                SELECT percent, during, 'test'
                  FROM (VALUES (80, daterange '[2023-10-01,2026-10-01)'),
                               (70, daterange '[2026-10-01,2028-10-01)')) AS law (percent, during)
                 WHERE NOT EXISTS (SELECT FROM transitional_deduction WHERE valid && during);
                """
            )
        }
    }

    /// A further account of a payee, confirmed at a moment.
    public func account(of payee: Payee.ID, number: String, confirmed: String) async throws {
        let sealing = (vault: database.office.vault, confirmer: database.staff.secondCoordinator.user)
        try await database.owner.transaction { session in
            try MoneyScene.addAccount(of: payee, number, confirmed: confirmed, sealing, session)
        }
    }

    private static func addAccount(
        of payee: Payee.ID,
        _ number: String,
        confirmed: String,
        _ sealing: (vault: AccountVault, confirmer: User.ID?),
        _ session: Session
    ) throws {
        let sealed = try sealing.vault.seal(number, context: "payee:\(payee.rawValue)")
        let fingerprint = sealing.vault.fingerprint(
            bankCode: "0001",
            branchCode: "001",
            depositType: 1,
            number: number
        )
        try session.execute(
            """
            INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type,
                                       sealed_number, key_version, fingerprint, last_three, holder_kana,
                                       requested_at, confirmed_by, confirmed_at)
            VALUES (\(payee.rawValue), '0001', 'ミホン', '001', 'ホンテン', 1, \(sealed.bytes), \(sealed.keyVersion),
                    \(fingerprint), \(String(number.suffix(3))), 'コウ タロウ', '2026-04-01T00:00:00Z',
                    \(sealing.confirmer?.rawValue), \(confirmed))
            """
        )
    }

    /// A lecture of 90 minutes at two in the afternoon; attested unless one side's minutes are nil.
    public func lecture(
        by presenter: Presenter.ID,
        on day: LocalDate,
        reported: Int? = 90,
        confirmed: Int? = 90,
        travel: [Leg] = [],
        programme: String = "regional_dispatched"
    ) async throws -> Assignment.ID {
        let start = TimeOfDay(hour: 14, minute: 0).map { Instant(day, $0) } ?? Staff.hired
        let during = "[\(start),\(start.adding(minutes: 90)))"
        let after = start.adding(minutes: 120).description
        let state = reported == nil || confirmed == nil ? "held" : "attested"
        return try await database.owner.transaction { session in
            let request: Int64 = try session.value(
                """
                WITH request AS (
                    INSERT INTO lecture_request (programme_id, delivery, organization_id, contact_name, contact_email,
                        contact_phone, title, purpose, audience, expected_attendance, open_to_public, place, topic_code,
                        required_level, equipment, printed_copies, state, created_at, submitted_at)
                    SELECT programme.id, 'dispatched', organization.id, '担当', 'host@example.jp', '03-0000-0000', '講習会',
                           '', '', 30, false, 'online', 'phishing', 1, '', 0, \(state)::text,
                           '2026-04-02T00:00:00Z', '2026-04-02T00:00:00Z'
                      FROM programme, organization
                     WHERE programme.code = \(programme)
                     ORDER BY organization.id
                     LIMIT 1
                    RETURNING id
                )
                INSERT INTO request_slot (request_id, round, ordinal, during)
                SELECT id, 1, 1, \(during)::tstzrange FROM request
                RETURNING request_id
                """
            )
            let id: Assignment.ID = try session.value(
                """
                INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state,
                                        assigned_at)
                SELECT request_id, id, \(presenter.rawValue)::bigint, during, true, 0, 'delivered',
                       '2026-04-03T00:00:00Z'
                  FROM request_slot
                 WHERE request_id = \(request)
                RETURNING id
                """
            )
            if let reported {
                try session.execute(
                    """
                    INSERT INTO lecture_report (assignment_id, presenter_id, held, minutes, attendance, summary,
                                                on_behalf, reported_at)
                    VALUES (\(id.rawValue), \(presenter.rawValue), \(during), \(reported), 30, '実施', false, \(after))
                    """
                )
            }
            if let confirmed {
                try session.execute(
                    """
                    INSERT INTO host_confirmation (assignment_id, organization_id, attendance, minutes, comment,
                                                   on_behalf, confirmed_at)
                    SELECT \(id.rawValue)::bigint, min(id), 30, \(confirmed)::integer, '', false, \(after)::timestamptz
                      FROM organization
                    """
                )
            }
            try claim(travel, for: id, on: day, at: after, session)
            return id
        }
    }

    private func claim(
        _ travel: [Leg],
        for id: Assignment.ID,
        on day: LocalDate,
        at after: String,
        _ session: Session
    ) throws {
        for leg in travel {
            try session.execute(
                """
                INSERT INTO travel_leg (assignment_id, travelled_on, mode, from_place, to_place, amount,
                                        paid_directly, claimed_at)
                VALUES (\(id.rawValue), \(day.description), 'rail', '東京', '大阪', \(leg.amount), \(leg.directly),
                        \(after))
                """
            )
        }
    }
}
