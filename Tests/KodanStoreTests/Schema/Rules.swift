import KodanTestSupport
import Postgres
import Testing

/// Tries `sql` as the owner of the tables, takes it back, and gives the constraint that refused it; nil if nothing did.
func constraint(refusing sql: String) async throws -> String? {
    do {
        try await TestDatabase.current.owner.transaction { session in
            try session.script(sql)
            throw TakenBack()
        }
        return nil
    } catch is TakenBack {
        return nil
    } catch let error as PostgresError {
        return error.constraint ?? error.sqlState
    }
}

private struct TakenBack: Error {}

/// Fills the running test's database with one of everything between registration and attestation.
func setTheScene() async throws {
    try await TestDatabase.current.owner.transaction { session in try session.script(scene) }
}

private let scene = """
    INSERT INTO app_user (email, display_name, state, created_at)
    SELECT name || '@example.jp', name, 'active', '2026-04-01T00:00:00Z'
      FROM unnest(ARRAY['ana', 'ben', 'host', 'rival']) AS name;
    INSERT INTO user_role (user_id, role, granted_at)
    SELECT id, CASE WHEN display_name IN ('ana', 'ben') THEN 'presenter' ELSE 'host' END, created_at
      FROM app_user
     WHERE display_name IN ('ana', 'ben', 'host', 'rival');
    INSERT INTO presenter (user_id, family_name, given_name, family_kana, given_kana, email, phone, postal_code,
                           municipality_code, address, latitude_e6, longitude_e6, rank_code, reach_minutes,
                           accepts_online, accepts_overnight, monthly_cap, yearly_cap, state, registered_on)
    SELECT id, '講壇', display_name, 'コウダン', 'ハナコ', email, '090-0000-0001', '1020074', '13101', '九段南', 35690000,
           139750000, 'standard', 120, true, false, 2, 12, 'active', '2026-04-01'
      FROM app_user
     WHERE display_name IN ('ana', 'ben')
     ORDER BY id;
    INSERT INTO presenter_hours VALUES (1, 1, '[540,1080)');
    INSERT INTO presenter_topic VALUES (1, 'phishing', 2), (2, 'phishing', 1);
    INSERT INTO organization (name, kind, council_member, municipality_code, address, email, phone, state,
                              registered_at)
    SELECT name, 'chamber_of_commerce', false, '13101', '九段南', name || '@example.jp', '03-0000-0001', 'active',
           '2026-04-01T00:00:00Z'
      FROM unnest(ARRAY['host', 'rival']) AS name;
    INSERT INTO organization_member (organization_id, user_id, valid)
    SELECT organization.id, app_user.id, '[2026-04-01,)'
      FROM organization
      JOIN app_user ON app_user.display_name = organization.name;
    INSERT INTO payee (legal_status, name, postal_code, address, created_at)
    SELECT 'individual', name, '1020074', '九段南', '2026-04-01T00:00:00Z'
      FROM unnest(ARRAY['ana', 'ben']) AS name;
    INSERT INTO presenter_payee VALUES (1, 1, '[2026-04-01,)'), (2, 2, '[2026-04-01,)');
    INSERT INTO payee_residency VALUES (1, 'resident', '[2026-04-01,)');
    INSERT INTO payee_account (payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type, sealed_number,
                               key_version, fingerprint, last_three, holder_kana, requested_by, requested_at)
    SELECT payee, '9991', '', '001', '', 1, decode(repeat('00', 40), 'hex'), 1, decode(repeat('00', 32), 'hex'), '567',
           'ｺｳﾀﾞﾝ', 1, '2026-04-01T00:00:00Z'
      FROM unnest(ARRAY[1, 2]) AS payee;
    INSERT INTO lecture_request (programme_id, delivery, organization_id, asking_presenter_id, contact_name,
                                 contact_email, contact_phone, title, purpose, audience, expected_attendance,
                                 open_to_public, place, topic_code, required_level, equipment, printed_copies, state,
                                 created_at, submitted_at)
    SELECT programme.id, 'dispatched', organization.id, NULL, 'taro', 'taro@example.jp', '03-0000-0001', name, '', '',
           30, true, 'online', 'phishing', 1, '', 0, 'offered', '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z'
      FROM programme, organization
     WHERE programme.code = 'regional_dispatched'
     ORDER BY organization.id;
    INSERT INTO request_slot (request_id, round, ordinal, during)
    SELECT id, 1, 1, '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)'
      FROM lecture_request
     ORDER BY id;
    INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at, sent_at, deadline)
    VALUES (1, 1, 1, true, 0, 'sent', '2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z', '2026-04-10T00:00:00Z');
    INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state, assigned_at)
    VALUES (1, 1, 1, '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)', true, 0, 'confirmed',
            '2026-04-02T00:00:00Z');
    """
