import Postgres

/// A small catalogue, until the shipped one is loaded.
enum SampleCatalogue {
    static func load(_ owner: Pool) async throws {
        try await owner.transaction { session in
            try session.script(
                """
                INSERT INTO topic VALUES ('five_rules', '五か条', 'Five rules'), ('phishing', 'フィッシング', 'Phishing');
                INSERT INTO qualification VALUES ('riss', '情報処理安全確保支援士', 'RISS'),
                    ('it_coordinator', 'ITコーディネータ', 'IT coordinator');
                INSERT INTO rank VALUES ('standard', '一般', 'Standard'), ('senior', '上級', 'Senior');
                INSERT INTO programme (code, name_ja, name_en, delivery, target_group, pays_honorarium, lead_days,
                                       minimum_attendance, valid)
                VALUES ('regional_dispatched', '講師派遣型', 'Regional, dispatched', 'dispatched', 'regional', true, 30, 10,
                        '[2019-04-01,)'),
                       ('regional_self_hosted', '自主開催型', 'Regional, self-hosted', 'self_hosted', 'regional', true, 14,
                        10, '[2019-04-01,)');
                INSERT INTO programme_asker (programme_id, organization_kind, members_only)
                SELECT id, kind, false
                  FROM programme, unnest(ARRAY['chamber_of_commerce', 'commerce_federation', 'other']) AS kind
                 WHERE delivery = 'dispatched';
                INSERT INTO fee_rate (rank_code, unit, amount, time_step_minutes, rounding, tax_included, legal_basis,
                                      valid)
                VALUES ('standard', 'hour', 8000, 30, 'up', true, 'sample', '[2019-04-01,)'),
                       ('senior', 'hour', 11000, 30, 'up', true, 'sample', '[2019-04-01,)');
                INSERT INTO withholding_rate (payee_class, band, rate_bp, income_tax_bp, reconstruction_permille,
                                              defence_permille, valid, note)
                VALUES ('resident_individual', '[0,1000000)', 1021, 1000, 21, 0, '[2013-01-01,2027-01-01)', ''),
                       ('resident_individual', '[1000000,)', 2042, 2000, 21, 0, '[2013-01-01,2027-01-01)', '');
                """
            )
        }
    }
}
