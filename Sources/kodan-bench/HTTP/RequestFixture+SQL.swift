extension RequestFixture {
    /// Organizations, presenters, and users with a role each.
    ///
    /// Places are taken from all municipalities, by steps that reach each of them.
    static let people = """
        CREATE TEMPORARY TABLE place ON COMMIT DROP AS
        SELECT row_number() OVER (ORDER BY code) - 1 AS number, count(*) OVER () AS places, code, name, latitude_e6,
               longitude_e6
          FROM municipality
         WHERE kind <> '政令指定都市';

        INSERT INTO organization (name, kana, kind, council_member, municipality_code, postal_code, address, email,
                                  phone, state, registered_at)
        SELECT place.name || '商工会議所' || i, 'ショウコウカイギショ',
               (ARRAY['chamber_of_commerce', 'commerce_federation', 'small_business_association', 'tax_accountants',
                      'it_association', 'other'])[1 + i % 6],
               true, place.code, lpad(i::text, 7, '0'), place.name || '本町' || 1 + i % 9 || '丁目',
               'org' || i || '@bench.example.jp', '03-0000-' || lpad(i::text, 4, '0'), 'active', '2026-01-05'
          FROM generate_series(1, \(organizations)) AS i
          JOIN place ON place.number = i * 7919 % place.places
         ORDER BY i;

        INSERT INTO presenter (family_name, given_name, family_kana, given_kana, email, phone, postal_code,
                               municipality_code, address, latitude_e6, longitude_e6, rank_code, reach_minutes,
                               accepts_online, accepts_overnight, monthly_cap, yearly_cap, state, registered_on)
        SELECT (ARRAY['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本'])[1 + i % 7],
               (ARRAY['一郎', '花子', '健太', '美咲', '誠'])[1 + i % 5],
               (ARRAY['サトウ', 'スズキ', 'タカハシ', 'タナカ', 'イトウ', 'ワタナベ', 'ヤマモト'])[1 + i % 7],
               (ARRAY['イチロウ', 'ハナコ', 'ケンタ', 'ミサキ', 'マコト'])[1 + i % 5],
               'presenter' || i || '@bench.example.jp', '090-0000-' || lpad(i::text, 4, '0'),
               lpad(i::text, 7, '0'), place.code, place.name || '中央' || i, place.latitude_e6, place.longitude_e6,
               'standard', 120, i % 4 > 0, i % 3 = 0, 4, 30, 'active', '2026-01-05'
          FROM generate_series(1, \(presenters)) AS i
          JOIN place ON place.number = i * 6011 % place.places
         ORDER BY i;

        INSERT INTO app_user (email, display_name, state, created_at)
        SELECT 'user' || i || '@bench.example.jp', '職員 ' || i, 'active', '2026-01-01'
          FROM generate_series(1, \(users)) AS i
         ORDER BY i;

        INSERT INTO user_role (user_id, role, granted_at)
        SELECT id, CASE WHEN row_number() OVER (ORDER BY id) > \(users / 2) THEN 'host' ELSE 'coordinator' END,
               '2026-01-01'
          FROM app_user
         ORDER BY id;

        INSERT INTO organization_member (organization_id, user_id, valid)
        SELECT row_number() OVER (ORDER BY user_id), user_id, '[2026-01-01,)'
          FROM user_role
         WHERE role = 'host'
         ORDER BY user_id;
        """

    /// Requests with two wishes each, an assignment where a presenter is bound, and their record.
    ///
    /// Of a hundred 45 are closed, 10 held or attested, 15 assigned, 22 under way, 8 rejected or cancelled. Each
    /// presenter's lectures lie in different weeks, since nobody is bound twice at once.
    static func requests(count: Int) -> String {
        """
        CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
        SELECT i, 1 + i % \(presenters) AS presenter, 1 + i * 31 % \(organizations) AS organization, i % 4 AS kind,
               date '2026-04-01' + i / \(presenters) * 17 + i % 17 AS day,
               (ARRAY['five_rules', 'self_check', 'basic_policy', 'guideline'])[1 + i % 4] AS topic,
               CASE WHEN part < 45 THEN 'closed' WHEN part < 50 THEN 'attested' WHEN part < 55 THEN 'held'
                    WHEN part < 70 THEN 'assigned' WHEN part < 75 THEN 'offered' WHEN part < 78 THEN 'matched'
                    WHEN part < 82 THEN 'approved' WHEN part < 86 THEN 'screening' WHEN part < 90 THEN 'submitted'
                    WHEN part < 92 THEN 'returned' WHEN part < 95 THEN 'rejected' ELSE 'cancelled' END AS state
          FROM generate_series(1, \(count)) AS i, LATERAL (SELECT i * 7919 % 100 AS part) AS share;

        INSERT INTO lecture_request (programme_id, delivery, organization_id, contact_name, contact_email,
                                     contact_phone, title, purpose, audience, expected_attendance, open_to_public,
                                     place, venue_name, venue_municipality_code, venue_address, venue_latitude_e6,
                                     venue_longitude_e6, topic_code, required_level, equipment, printed_copies, state,
                                     created_at, submitted_at, state_reason, cancelled_by, notice_days)
        SELECT programme.id, 'dispatched', plan.organization, '担当 太郎', 'contact' || i || '@bench.example.jp',
               '03-0000-0000', '情報セキュリティ出前講座（第' || i || '回）',
               '会員企業の経営者に、情報セキュリティ対策の第一歩を知ってもらうため。', '会員企業の経営者と担当者',
               20 + i % 180, i % 2 = 0, (ARRAY['online', 'venue', 'both', 'venue'])[1 + kind],
               CASE WHEN kind > 0 THEN '市民会館 第' || 1 + i % 9 || '会議室' END,
               CASE WHEN kind > 0 THEN place.code END, CASE WHEN kind > 0 THEN place.name || '本町1丁目' END,
               CASE WHEN kind > 0 THEN place.latitude_e6 END, CASE WHEN kind > 0 THEN place.longitude_e6 END,
               plan.topic, i % 3, 'プロジェクターと延長コード', i % 100, plan.state,
               plan.day - 60, plan.day - 60,
               CASE WHEN plan.state IN ('returned', 'rejected', 'cancelled') THEN '日程が合わないため' END,
               CASE WHEN plan.state = 'cancelled' THEN 'host' END, CASE WHEN plan.state = 'cancelled' THEN 30 END
          FROM plan
          JOIN programme ON programme.code = 'regional_dispatched'
          JOIN place ON place.number = i * 6007 % place.places
         ORDER BY i;

        INSERT INTO request_slot (request_id, round, ordinal, during)
        SELECT i, 1, ordinal, tstzrange(start, start + interval '90 minutes')
          FROM plan, generate_series(1, 2) AS ordinal,
               LATERAL (SELECT (plan.day + 7 * (ordinal - 1) + time '14:00') AT TIME ZONE 'Asia/Tokyo' AS start) AS wish
         ORDER BY i, ordinal;

        INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state, assigned_at)
        SELECT slot.request_id, slot.id, plan.presenter, slot.during, plan.kind = 0, CASE WHEN kind = 0 THEN 0 ELSE 45 END,
               CASE WHEN plan.state = 'assigned' THEN 'confirmed' ELSE 'delivered' END, plan.day - 40
          FROM plan
          JOIN request_slot AS slot ON slot.request_id = plan.i AND slot.ordinal = 1
         WHERE plan.state IN ('assigned', 'held', 'attested', 'closed')
         ORDER BY slot.request_id;

        INSERT INTO audit_event (at, user_id, role, action, subject, detail)
        SELECT plan.day - days, \(users / 2) + 1 + i % \(users / 2), role, action, 'req-' || i, '{}'
          FROM plan,
               (VALUES (1, 60, 'host', 'request.submitted'), (2, 55, 'coordinator', 'request.approved'),
                       (3, 50, 'coordinator', 'request.matched')) AS step (number, days, role, action)
         WHERE number = 1 OR plan.state NOT IN ('submitted', 'screening', 'returned', 'rejected')
         ORDER BY i, number;
        """
    }
}
