-- What was asked of every row anew, and so took longer with every year that an office has behind it.

-- A search for two characters (講座, 警察) finds no trigrams and reads all titles. It made the key of each anew, two
-- seconds for a hundred thousand; those of people and organizations stand beside them since they are searched (0019).
ALTER TABLE lecture_request ADD COLUMN title_key text NOT NULL GENERATED ALWAYS AS (name_key(title)) STORED;
DROP INDEX lecture_request_title_trigrams;
CREATE INDEX lecture_request_title_trigrams ON lecture_request USING gin (title_key gin_trgm_ops);

CREATE OR REPLACE FUNCTION kodan_requests_named(wanted text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan ROWS 100 AS $$
DECLARE
    pattern text := name_pattern(wanted);
BEGIN
    RETURN QUERY
        SELECT id FROM lecture_request WHERE title_key LIKE pattern
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

-- What is generated is made after these triggers, and by nobody: before that it is missing, which is no change.
CREATE OR REPLACE FUNCTION refuse_foreign_change() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    free text[] := TG_ARGV[0]::text[];
    passed_over text[] := free || '{title_key}';
BEGIN
    IF (to_jsonb(NEW) - passed_over) <> (to_jsonb(OLD) - passed_over) THEN
        RAISE EXCEPTION 'only % of % may be changed here', free, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;

-- A limited coordinator's requests lie in few prefectures and are found there. All were read, three times for each look
-- at a presenter.
CREATE OR REPLACE FUNCTION kodan_requests_within_limits()
    RETURNS TABLE (id bigint, organization_id bigint, asking_presenter_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF kodan_is_unlimited() THEN
        RETURN QUERY
            SELECT request.id, request.organization_id, request.asking_presenter_id FROM lecture_request AS request;
    ELSE
        RETURN QUERY
            SELECT request.id, request.organization_id, request.asking_presenter_id
              FROM lecture_request AS request
             WHERE request.prefecture_code = ANY (kodan_prefectures()::bpchar[]);
    END IF;
END
$$;

-- Who is paid sees their payments: looked up once, not for each payment of all others.
CREATE FUNCTION kodan_own_payees() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT DISTINCT payee_id FROM presenter_payee WHERE presenter_id = kodan_presenter());
END
$$;
CREATE FUNCTION kodan_own_payments() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT id FROM payment WHERE payee_id = ANY (kodan_own_payees()));
END
$$;
REVOKE ALL ON FUNCTION kodan_own_payees(), kodan_own_payments() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_own_payees(), kodan_own_payments() TO kodan_app, kodan_worker;
ALTER POLICY payee_reads ON payment USING (payee_id = ANY ((SELECT kodan_own_payees())::bigint[]));
ALTER POLICY payee_reads ON payment_line
    USING ((SELECT kodan_role()) = 'presenter' AND payment_id = ANY ((SELECT kodan_own_payments())::bigint[]));
ALTER POLICY payee_reads ON payment_notice USING (payment_id = ANY ((SELECT kodan_own_payments())::bigint[]));

-- So with the lectures of a host's organizations.
CREATE FUNCTION kodan_requests_of_host() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT id
          FROM lecture_request
         WHERE organization_id = ANY (kodan_organizations())
           AND coalesce(kodan_linked_request() = id, true)
    );
END
$$;
REVOKE ALL ON FUNCTION kodan_requests_of_host() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_requests_of_host() TO kodan_app, kodan_worker;
ALTER POLICY host_reads ON assignment
    USING ((SELECT kodan_role()) = 'host' AND request_id = ANY ((SELECT kodan_requests_of_host())::bigint[]));
