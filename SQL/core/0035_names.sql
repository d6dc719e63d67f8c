-- Requests and payees are found by names as people are (0019): small letters, no blanks, hiragana as katakana.

DROP INDEX lecture_request_title_trigrams;
CREATE INDEX lecture_request_title_trigrams ON lecture_request USING gin (name_key(title) gin_trgm_ops);
DROP INDEX payee_by_name;
CREATE INDEX payee_by_name ON payee USING gin (name_key(name) gin_trgm_ops);

-- As before, these name keys only, and whoever asks sees of them what the policies let them see.

CREATE OR REPLACE FUNCTION kodan_requests_named(wanted text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan ROWS 100 AS $$
DECLARE
    pattern text := name_pattern(wanted);
BEGIN
    RETURN QUERY
        SELECT id FROM lecture_request WHERE name_key(title) LIKE pattern
        UNION
        SELECT request.id
          FROM organization
          JOIN lecture_request AS request ON request.organization_id = organization.id
         WHERE organization.name_key LIKE pattern
        UNION
        SELECT request.id
          FROM presenter
          JOIN lecture_request AS request ON request.asking_presenter_id = presenter.id
         WHERE presenter.name_key LIKE pattern;
END
$$;

CREATE OR REPLACE FUNCTION kodan_payees_named(part text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan ROWS 10 AS $$
DECLARE
    pattern text := name_pattern(part);
BEGIN
    IF kodan_role() NOT IN ('accountant', 'approver', 'auditor', 'system') THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT id FROM payee WHERE name_key(name) LIKE pattern;
END
$$;
