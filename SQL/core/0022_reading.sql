-- What every call pays for: entering, and finding requests.

-- Entering is one look at the token, its user, their role and what they act for.
CREATE OR REPLACE FUNCTION kodan_enter(acting_user bigint, acting_role text, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    limits text[];
    is_set text;
BEGIN
    user_id := acting_user;
    role := acting_role;
    organizations := '{}';
    SELECT CASE WHEN bool_or(granted.prefecture_code IS NULL) THEN NULL
                ELSE array_agg(granted.prefecture_code::text ORDER BY granted.prefecture_code) END
      INTO limits
      FROM user_role AS granted
      JOIN app_user ON app_user.id = granted.user_id
     WHERE granted.user_id = acting_user
       AND granted.role = acting_role
       AND granted.granted_at <= entered_at
       AND granted.revoked_at IS NULL
       AND app_user.state = 'active'
    HAVING count(*) > 0;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF acting_role = 'presenter' THEN
        SELECT presenter.id INTO presenter_id FROM presenter WHERE presenter.user_id = acting_user;
    END IF;
    IF acting_role = 'host' THEN
        SELECT coalesce(array_agg(member.organization_id ORDER BY member.organization_id), '{}')
          INTO organizations
          FROM organization_member AS member
         WHERE member.user_id = acting_user
           AND member.valid @> (entered_at AT TIME ZONE 'Asia/Tokyo')::date;
    END IF;
    -- Assignments of expressions, unlike PERFORM, cost no query.
    is_set := set_config('kodan.user', acting_user::text, true);
    is_set := set_config('kodan.role', acting_role, true);
    is_set := set_config('kodan.presenter', coalesce(presenter_id::text, ''), true);
    is_set := set_config('kodan.organizations', organizations::text, true);
    is_set := set_config('kodan.prefectures', coalesce(limits::text, ''), true);
    RETURN NEXT;
END
$$;

-- Where a request is: its venue's prefecture, else that of who asks. Coordinators are limited by it, lists find by it.
ALTER TABLE lecture_request ADD COLUMN prefecture_code char(2) REFERENCES prefecture;

CREATE FUNCTION place_request() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    NEW.prefecture_code := left(coalesce(
        NEW.venue_municipality_code,
        (SELECT municipality_code FROM organization WHERE id = NEW.organization_id),
        (SELECT municipality_code FROM presenter WHERE id = NEW.asking_presenter_id)
    ), 2);
    RETURN NEW;
END
$$;
CREATE TRIGGER place BEFORE INSERT OR UPDATE OF venue_municipality_code, organization_id, asking_presenter_id,
    prefecture_code ON lecture_request FOR EACH ROW EXECUTE FUNCTION place_request();
UPDATE lecture_request SET prefecture_code = NULL;
ALTER TABLE lecture_request ADD CONSTRAINT lecture_request_placed CHECK (prefecture_code IS NOT NULL);

-- A request without a venue moves with who asks.
CREATE FUNCTION place_requests_of_mover() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_TABLE_NAME = 'organization' THEN
        UPDATE lecture_request SET prefecture_code = NULL
         WHERE organization_id = NEW.id AND venue_municipality_code IS NULL;
    ELSE
        UPDATE lecture_request SET prefecture_code = NULL
         WHERE asking_presenter_id = NEW.id AND organization_id IS NULL AND venue_municipality_code IS NULL;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER place_requests AFTER UPDATE OF municipality_code ON organization
    FOR EACH ROW WHEN (left(NEW.municipality_code, 2) <> left(OLD.municipality_code, 2))
    EXECUTE FUNCTION place_requests_of_mover();
CREATE TRIGGER place_requests AFTER UPDATE OF municipality_code ON presenter
    FOR EACH ROW WHEN (left(NEW.municipality_code, 2) <> left(OLD.municipality_code, 2))
    EXECUTE FUNCTION place_requests_of_mover();

CREATE INDEX lecture_request_by_place ON lecture_request (prefecture_code, state, id);
CREATE INDEX assignment_by_request ON assignment (request_id, id);

CREATE OR REPLACE FUNCTION kodan_requests_within_limits()
    RETURNS TABLE (id bigint, organization_id bigint, asking_presenter_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT request.id, request.organization_id, request.asking_presenter_id
          FROM lecture_request AS request
         WHERE kodan_is_unlimited()
            OR request.prefecture_code = ANY (kodan_prefectures()::bpchar[]);
    END;

-- Policies ask for the role as few times as they can: each (SELECT …) in a policy is set up anew in each statement for
-- each table, which cost more than the rows. The service's own sight of rows is part of staff_reads (kodan_is_staff).
DO $$
DECLARE
    known record;
BEGIN
    FOR known IN
        SELECT tablename FROM pg_policies
         WHERE schemaname = 'public' AND policyname = 'staff_reads' AND tablename <> 'lecture_request'
         ORDER BY tablename
    LOOP
        EXECUTE format('DROP POLICY system_all ON %I', known.tablename);
        EXECUTE format(
            'CREATE POLICY system_adds ON %I FOR INSERT WITH CHECK (kodan_role() = ''system'')', known.tablename);
        EXECUTE format(
            'CREATE POLICY system_changes ON %I FOR UPDATE USING (kodan_role() = ''system'')', known.tablename);
        EXECUTE format(
            'CREATE POLICY system_removes ON %I FOR DELETE USING (kodan_role() = ''system'')', known.tablename);
    END LOOP;
    FOR known IN
        SELECT tablename, policyname,
               regexp_replace(qual, '\( SELECT (kodan_(?:role|presenter|user|offer|offered_request|offered_presenter)\(\)) AS \w+\)', '\1', 'g') AS qual,
               regexp_replace(with_check, '\( SELECT (kodan_(?:role|presenter|user|offer|offered_request|offered_presenter)\(\)) AS \w+\)', '\1', 'g') AS with_check
          FROM pg_policies
         WHERE schemaname = 'public'
         ORDER BY tablename, policyname
    LOOP
        EXECUTE format('ALTER POLICY %I ON %I', known.policyname, known.tablename)
            || coalesce(' USING (' || known.qual || ')', '')
            || coalesce(' WITH CHECK (' || known.with_check || ')', '');
    END LOOP;
END
$$;

-- Requests, of which there are most: who sees all of them is asked first, the others by their role.
CREATE FUNCTION kodan_sees_all_requests() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN kodan_is_staff() AND kodan_is_unlimited();

DROP POLICY system_all ON lecture_request;
DROP POLICY staff_reads ON lecture_request;
DROP POLICY sides_read ON lecture_request;
DROP POLICY link_reads ON lecture_request;
DROP POLICY sides_add ON lecture_request;
DROP POLICY sides_change ON lecture_request;
DROP FUNCTION kodan_within_limits(char, bigint, bigint);
CREATE POLICY staff_reads ON lecture_request FOR SELECT USING ((SELECT kodan_sees_all_requests()));
CREATE POLICY sides_read ON lecture_request FOR SELECT
    USING (
        CASE (SELECT kodan_role())
            WHEN 'coordinator' THEN prefecture_code = ANY ((SELECT kodan_prefectures())::bpchar[])
            WHEN 'host' THEN organization_id = ANY ((SELECT kodan_organizations())::bigint[])
            WHEN 'presenter' THEN asking_presenter_id = kodan_presenter() OR kodan_presenter_has_part(id)
            WHEN 'offer' THEN id = kodan_offered_request()
        END
    );
CREATE POLICY sides_add ON lecture_request FOR INSERT
    WITH CHECK (
        CASE kodan_role()
            WHEN 'coordinator' THEN kodan_is_unlimited() OR prefecture_code = ANY (kodan_prefectures()::bpchar[])
            WHEN 'host' THEN delivery = 'dispatched' AND organization_id = ANY (kodan_organizations())
            WHEN 'presenter' THEN delivery = 'self_hosted' AND asking_presenter_id = kodan_presenter()
            WHEN 'system' THEN true
        END
    );
CREATE POLICY sides_change ON lecture_request FOR UPDATE
    USING (
        CASE kodan_role()
            WHEN 'coordinator' THEN kodan_is_unlimited() OR prefecture_code = ANY (kodan_prefectures()::bpchar[])
            WHEN 'host' THEN organization_id = ANY (kodan_organizations())
            WHEN 'presenter' THEN kodan_presenter_has_part(id)
            WHEN 'system' THEN true
        END
    );
CREATE POLICY system_removes ON lecture_request FOR DELETE USING (kodan_role() = 'system');
