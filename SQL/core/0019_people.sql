-- People over HTTP: names are found by an index, coordinators keep the people of their own prefectures, presenters their
-- own hours; targets and materials are edited.

-- By what names are compared: NFKC, small letters, no blanks, hiragana as katakana.
CREATE FUNCTION name_key(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN translate(
        replace(lower(normalize(name, NFKC)), ' ', ''),
        'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖゝゞ',
        'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶヽヾ'
    );

ALTER TABLE presenter ADD COLUMN name_key text NOT NULL
    GENERATED ALWAYS AS (name_key(family_name || given_name) || ' ' || name_key(family_kana || given_kana)) STORED;
ALTER TABLE organization ADD COLUMN name_key text NOT NULL
    GENERATED ALWAYS AS (name_key(name) || ' ' || coalesce(name_key(kana), '')) STORED;
-- Their expressions served no search: behind row-level security an index serves plain columns only.
DROP INDEX presenter_name_trigrams;
DROP INDEX organization_name_trigrams;
CREATE INDEX presenter_name_trigrams ON presenter USING gin (name_key gin_trgm_ops);
CREATE INDEX organization_name_trigrams ON organization USING gin (name_key gin_trgm_ops);
CREATE INDEX presenter_topic_by_topic ON presenter_topic (topic_code, presenter_id);
CREATE INDEX presenter_qualification_by_code ON presenter_qualification (qualification_code, presenter_id);
CREATE INDEX presenter_qualification_by_expiry ON presenter_qualification (expires_on, presenter_id)
    WHERE expires_on IS NOT NULL;

-- Coordinators who are limited to prefectures: what they keep, and whom they may know.

-- Whether the actor is no coordinator with limits.
CREATE FUNCTION kodan_is_unlimited() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN kodan_role() <> 'coordinator' OR kodan_prefectures() IS NULL;

CREATE FUNCTION kodan_keeps_place(municipality char(5)) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN kodan_is_unlimited() OR left(municipality, 2) = ANY (kodan_prefectures());

CREATE FUNCTION kodan_keeps_presenter(kept bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN kodan_is_unlimited()
        OR EXISTS (SELECT FROM presenter WHERE id = kept AND kodan_keeps_place(municipality_code));

CREATE FUNCTION kodan_keeps_organization(kept bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN kodan_is_unlimited()
        OR EXISTS (SELECT FROM organization WHERE id = kept AND kodan_keeps_place(municipality_code));

-- The requests within the limits, as kodan_within_limits has them, for all of them at once.
CREATE FUNCTION kodan_requests_within_limits()
    RETURNS TABLE (id bigint, organization_id bigint, asking_presenter_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT request.id, request.organization_id, request.asking_presenter_id
          FROM lecture_request AS request
          LEFT JOIN organization AS host ON host.id = request.organization_id
          LEFT JOIN presenter AS asking ON asking.id = request.asking_presenter_id
         WHERE kodan_is_unlimited()
            OR left(coalesce(request.venue_municipality_code, host.municipality_code, asking.municipality_code), 2)
               = ANY (kodan_prefectures());
    END;

-- The presenters whom a limited coordinator meets, wherever they live: who asked, or was asked, for a lecture within
-- the limits.
CREATE FUNCTION kodan_met_presenters() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN ARRAY(
        SELECT asking_presenter_id FROM kodan_requests_within_limits() WHERE asking_presenter_id IS NOT NULL
        UNION
        SELECT offer.presenter_id
          FROM kodan_requests_within_limits() AS request
          JOIN offer ON offer.request_id = request.id
        UNION
        SELECT assignment.presenter_id
          FROM kodan_requests_within_limits() AS request
          JOIN assignment ON assignment.request_id = request.id
    );

-- The organizations with a request within the limits.
CREATE FUNCTION kodan_met_organizations() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN ARRAY(
        SELECT DISTINCT organization_id FROM kodan_requests_within_limits() WHERE organization_id IS NOT NULL
    );

DO $$
DECLARE
    target text;
    kept text;
    mine text := 'left(municipality_code, 2) = ANY ((SELECT kodan_prefectures())::text[])';
BEGIN
    FOREACH target IN ARRAY ARRAY['presenter', 'organization'] LOOP
        -- Organizations are no persons: all staff may read them, as presenters may.
        IF target = 'presenter' THEN
            EXECUTE format(
                'CREATE POLICY limits_read ON %I AS RESTRICTIVE FOR SELECT
                    USING ((SELECT kodan_is_unlimited()) OR %s OR id = ANY ((SELECT kodan_met_presenters())::bigint[]))',
                target, mine);
        END IF;
        EXECUTE format(
            'CREATE POLICY limits_add ON %I AS RESTRICTIVE FOR INSERT
                WITH CHECK ((SELECT kodan_is_unlimited()) OR %s)', target, mine);
        EXECUTE format(
            'CREATE POLICY limits_change ON %I AS RESTRICTIVE FOR UPDATE
                USING ((SELECT kodan_is_unlimited()) OR %s)', target, mine);
    END LOOP;
    FOREACH target IN ARRAY ARRAY[
        'presenter_qualification', 'presenter_topic', 'presenter_hours', 'presenter_blackout', 'presenter_organization',
        'presenter_exclusion', 'organization_member'
    ] LOOP
        -- An exclusion is kept where either of the two is.
        kept := CASE target
            WHEN 'organization_member' THEN 'kodan_keeps_organization(organization_id)'
            WHEN 'presenter_exclusion' THEN
                'kodan_keeps_presenter(presenter_id) OR kodan_keeps_organization(organization_id)'
            ELSE 'kodan_keeps_presenter(presenter_id)'
        END;
        EXECUTE format(
            'CREATE POLICY limits_read ON %I AS RESTRICTIVE FOR SELECT
                USING ((SELECT kodan_is_unlimited()) OR %s)',
            target,
            CASE target
                WHEN 'organization_member' THEN kept || ' OR organization_id = ANY ((SELECT kodan_met_organizations())::bigint[])'
                ELSE kept || ' OR presenter_id = ANY ((SELECT kodan_met_presenters())::bigint[])'
            END);
        EXECUTE format(
            'CREATE POLICY limits_add ON %I AS RESTRICTIVE FOR INSERT
                WITH CHECK ((SELECT kodan_is_unlimited()) OR %s)', target, kept);
        EXECUTE format(
            'CREATE POLICY limits_change ON %I AS RESTRICTIVE FOR UPDATE
                USING ((SELECT kodan_is_unlimited()) OR %s)', target, kept);
        EXECUTE format(
            'CREATE POLICY limits_remove ON %I AS RESTRICTIVE FOR DELETE
                USING ((SELECT kodan_is_unlimited()) OR %s)', target, kept);
    END LOOP;
END
$$;

-- Names with `part` in them. The policies would keep the index from serving, since a pattern may tell of rows that are
-- not to be seen; these see all rows and give none but the keys that their asker may see anyway.

CREATE FUNCTION name_pattern(part text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN '%' || replace(replace(replace(name_key(part), '\', '\\'), '%', '\%'), '_', '\_') || '%';

CREATE FUNCTION kodan_presenters_named(part text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan ROWS 100 AS $$
DECLARE
    pattern text := name_pattern(part);
BEGIN
    IF NOT kodan_is_staff() THEN
        RETURN QUERY SELECT id FROM presenter WHERE id = kodan_presenter() AND name_key LIKE pattern;
    ELSIF kodan_is_unlimited() THEN
        RETURN QUERY SELECT id FROM presenter WHERE name_key LIKE pattern;
    ELSE
        RETURN QUERY
            SELECT id FROM presenter
             WHERE name_key LIKE pattern
               AND (kodan_keeps_place(municipality_code) OR id = ANY ((SELECT kodan_met_presenters())::bigint[]));
    END IF;
END
$$;

CREATE FUNCTION kodan_organizations_named(part text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan ROWS 100 AS $$
DECLARE
    pattern text := name_pattern(part);
BEGIN
    IF kodan_is_staff() OR kodan_role() = 'presenter' THEN
        RETURN QUERY SELECT id FROM organization WHERE name_key LIKE pattern;
    ELSE
        RETURN QUERY
            SELECT id FROM organization WHERE id = ANY (kodan_organizations()) AND name_key LIKE pattern;
    END IF;
END
$$;

-- A presenter changes how they can be reached and when they come, and nothing that decides about them.
CREATE FUNCTION refuse_own_standing() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF kodan_role() = 'presenter'
        AND (NEW.rank_code, NEW.state, NEW.state_reason, NEW.user_id, NEW.registered_on,
             NEW.family_name, NEW.given_name, NEW.family_kana, NEW.given_kana)
            IS DISTINCT FROM
            (OLD.rank_code, OLD.state, OLD.state_reason, OLD.user_id, OLD.registered_on,
             OLD.family_name, OLD.given_name, OLD.family_kana, OLD.given_kana)
    THEN
        RAISE EXCEPTION 'a presenter does not decide their own name, rank or state'
            USING ERRCODE = 'insufficient_privilege', TABLE = 'presenter', CONSTRAINT = 'presenter_own_standing';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER own_standing BEFORE UPDATE ON presenter FOR EACH ROW EXECUTE FUNCTION refuse_own_standing();
CREATE POLICY presenter_adds ON presenter_hours FOR INSERT WITH CHECK (presenter_id = (SELECT kodan_presenter()));
CREATE POLICY presenter_removes ON presenter_hours FOR DELETE USING (presenter_id = (SELECT kodan_presenter()));

-- Targets that somebody edited: the file with the shipped ones does not write over them.
ALTER TABLE programme_target
    ADD COLUMN changed_at timestamptz,
    ADD COLUMN changed_by bigint REFERENCES app_user,
    ADD CONSTRAINT programme_target_changed CHECK (changed_by IS NULL OR changed_at IS NOT NULL),
    ADD CONSTRAINT programme_target_unit CHECK (unit IN ('lectures', 'places', 'seminars', 'companies'));
CREATE POLICY administrator_changes ON programme_target FOR UPDATE
    USING ((SELECT kodan_role()) = 'administrator');

-- Clerks keep the catalogue of materials.
ALTER TABLE material ADD CONSTRAINT material_names CHECK
    (length(name_ja) BETWEEN 1 AND 100 AND length(name_en) BETWEEN 1 AND 100);
ALTER TABLE edition ADD CONSTRAINT edition_label CHECK (length(label) BETWEEN 1 AND 100);
CREATE POLICY clerk_adds ON material FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'clerk');
CREATE POLICY clerk_adds ON edition FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'clerk');
