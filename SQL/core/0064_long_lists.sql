-- What a list asked of row after row, or of all rows before its first: it grew with the years and the people.

-- A presenter's own payees are looked up once in a statement. Every payee of all others was asked whose it is.
ALTER POLICY payee_reads ON payee USING (id = ANY ((SELECT kodan_own_payees())::bigint[]));
ALTER POLICY accounting_reads ON payee_account
    USING (kodan_role() IN ('accountant', 'approver') OR payee_id = ANY ((SELECT kodan_own_payees())::bigint[]));

-- Coordinators who are limited to prefectures know whom they meet there (0019). All of these were gathered for each
-- statement, from all years, and each row was looked for in that list from its beginning. Now the rows that a page
-- reads are asked, each by an index.
CREATE FUNCTION kodan_meets_presenter(met bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    limits bpchar[] := kodan_prefectures();
BEGIN
    RETURN EXISTS (
               SELECT FROM offer
                 JOIN lecture_request AS request ON request.id = offer.request_id
                WHERE offer.presenter_id = met AND request.prefecture_code = ANY (limits)
           )
        OR EXISTS (
               SELECT FROM assignment
                 JOIN lecture_request AS request ON request.id = assignment.request_id
                WHERE assignment.presenter_id = met AND request.prefecture_code = ANY (limits)
           )
        OR EXISTS (
               SELECT FROM lecture_request AS request
                WHERE request.asking_presenter_id = met AND request.prefecture_code = ANY (limits)
           );
END
$$;

CREATE FUNCTION kodan_meets_organization(met bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    limits bpchar[] := kodan_prefectures();
BEGIN
    RETURN EXISTS (
        SELECT FROM lecture_request AS request
         WHERE request.organization_id = met AND request.prefecture_code = ANY (limits)
    );
END
$$;

-- Whether a payee is one of those that kodan_known_payees lists.
CREATE FUNCTION kodan_knows_payee(known bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM presenter_payee AS paid
          JOIN presenter ON presenter.id = paid.presenter_id
         WHERE paid.payee_id = known
           AND (kodan_keeps_place(presenter.municipality_code) OR kodan_meets_presenter(presenter.id))
    );
END
$$;
REVOKE ALL ON FUNCTION kodan_meets_presenter(bigint), kodan_meets_organization(bigint), kodan_knows_payee(bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_meets_presenter(bigint), kodan_meets_organization(bigint), kodan_knows_payee(bigint)
    TO kodan_app, kodan_worker;

ALTER POLICY limits_read ON presenter
    USING ((SELECT kodan_is_unlimited())
        OR left(municipality_code, 2) = ANY ((SELECT kodan_prefectures())::text[])
        OR kodan_meets_presenter(id));
ALTER POLICY limits_read ON organization_member
    USING ((SELECT kodan_is_unlimited())
        OR kodan_keeps_organization(organization_id) OR kodan_meets_organization(organization_id));
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'presenter_qualification', 'presenter_topic', 'presenter_hours', 'presenter_blackout', 'presenter_organization'
    ] LOOP
        EXECUTE format(
            'ALTER POLICY limits_read ON %I
                USING ((SELECT kodan_is_unlimited())
                    OR kodan_keeps_presenter(presenter_id) OR kodan_meets_presenter(presenter_id))',
            target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY[
        'presenter_payee', 'payee_residency', 'payee_invoice_number', 'payee_alias', 'treaty_decision'
    ] LOOP
        EXECUTE format(
            'ALTER POLICY limited_reads ON %I USING (kodan_role() = ''coordinator'' AND kodan_knows_payee(payee_id))',
            target);
    END LOOP;
END
$$;
ALTER POLICY limits_read ON presenter_exclusion
    USING ((SELECT kodan_is_unlimited())
        OR kodan_keeps_presenter(presenter_id) OR kodan_keeps_organization(organization_id)
        OR kodan_meets_presenter(presenter_id));
ALTER POLICY limited_reads ON payee USING (kodan_role() = 'coordinator' AND kodan_knows_payee(id));
ALTER POLICY limited_reads ON finding
    USING (kodan_role() = 'coordinator'
        AND CASE WHEN payee_id IS NULL THEN kodan_keeps_assignment(assignment_id) ELSE kodan_knows_payee(payee_id) END);

-- Where all of them are asked for, they are looked up in a hash.
CREATE OR REPLACE FUNCTION kodan_known_payees() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT paid.payee_id
          FROM presenter_payee AS paid
          JOIN presenter ON presenter.id = paid.presenter_id
         WHERE kodan_keeps_place(presenter.municipality_code)
            OR presenter.id IN (SELECT unnest(kodan_met_presenters()))
    );
END
$$;

-- A few of a name are asked one by one, many at once.
CREATE OR REPLACE FUNCTION kodan_presenters_named(part text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan ROWS 100 AS $$
DECLARE
    pattern text := name_pattern(part);
    named bigint[];
BEGIN
    IF NOT kodan_is_staff() THEN
        RETURN QUERY SELECT id FROM presenter WHERE id = kodan_presenter() AND name_key LIKE pattern;
    ELSIF kodan_is_unlimited() THEN
        RETURN QUERY SELECT id FROM presenter WHERE name_key LIKE pattern;
    ELSE
        named := ARRAY(SELECT id FROM presenter WHERE name_key LIKE pattern);
        IF cardinality(named) <= 1000 THEN
            RETURN QUERY
                SELECT id FROM presenter
                 WHERE id = ANY (named)
                   AND (kodan_keeps_place(municipality_code) OR kodan_meets_presenter(id));
        ELSE
            RETURN QUERY
                SELECT id FROM presenter
                 WHERE id = ANY (named)
                   AND (kodan_keeps_place(municipality_code) OR id IN (SELECT unnest(kodan_met_presenters())));
        END IF;
    END IF;
END
$$;

-- Payees are searched by a key beside their name, as people (0019) and titles (0061) are: two characters (佐藤) find
-- no trigrams, and the key of every payee was made anew.
ALTER TABLE payee ADD COLUMN name_key text NOT NULL GENERATED ALWAYS AS (name_key(name)) STORED;
DROP INDEX payee_by_name;
CREATE INDEX payee_by_name ON payee USING gin (name_key gin_trgm_ops);

CREATE OR REPLACE FUNCTION kodan_payees_named(part text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan ROWS 10 AS $$
DECLARE
    pattern text := name_pattern(part);
BEGIN
    IF kodan_role() IN ('accountant', 'approver', 'auditor', 'system') THEN
        RETURN QUERY SELECT payee.id FROM payee WHERE payee.name_key LIKE pattern;
    ELSIF kodan_role() = 'presenter' THEN
        RETURN QUERY
            SELECT payee.id FROM payee WHERE payee.id = ANY (kodan_own_payees()) AND payee.name_key LIKE pattern;
    END IF;
END
$$;

-- Lists of requests and lectures of some days begin with the days, for which there are indexes. Behind row-level
-- security these served nobody: the lists read all from the first key on until a page was full. The keys of whatever
-- may be meant come from here; the list asks its own conditions of them, within what its reader sees.
CREATE FUNCTION kodan_requests_around(first timestamptz, beyond timestamptz) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN ARRAY(
        SELECT request_id
          FROM request_slot
         WHERE lower(during) >= coalesce(first, '-infinity') AND lower(during) < coalesce(beyond, 'infinity')
         UNION ALL
        SELECT request_id
          FROM assignment
         WHERE lower(during) >= coalesce(first, '-infinity') AND lower(during) < coalesce(beyond, 'infinity')
    );
END
$$;

CREATE FUNCTION kodan_assignments_around(first timestamptz, beyond timestamptz) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN ARRAY(
        SELECT id
          FROM assignment
         WHERE lower(during) >= coalesce(first, '-infinity') AND lower(during) < coalesce(beyond, 'infinity')
    );
END
$$;
REVOKE ALL ON FUNCTION kodan_requests_around(timestamptz, timestamptz), kodan_assignments_around(timestamptz, timestamptz)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_requests_around(timestamptz, timestamptz),
    kodan_assignments_around(timestamptz, timestamptz) TO kodan_app, kodan_worker;

-- So the search over everything finds lectures by what they are called and by who gives them.
CREATE FUNCTION kodan_assignments_named(wanted text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS $$
BEGIN
    RETURN QUERY
        SELECT bound.id FROM assignment AS bound WHERE bound.request_id IN (SELECT kodan_requests_named(wanted))
        UNION
        SELECT bound.id FROM assignment AS bound WHERE bound.presenter_id IN (SELECT kodan_presenters_named(wanted));
END
$$;
REVOKE ALL ON FUNCTION kodan_assignments_named(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_assignments_named(text) TO kodan_app, kodan_worker;
