-- Administrators keep the programmes and the body's own schedule; the shipped tables do not write over what they did.
UPDATE programme SET pays_honorarium = false WHERE delivery = 'in_house';
ALTER TABLE programme
    ADD COLUMN changed_at timestamptz,
    ADD COLUMN changed_by bigint REFERENCES app_user,
    ADD CONSTRAINT programme_changed CHECK (changed_by IS NULL OR changed_at IS NOT NULL),
    ADD CONSTRAINT programme_names CHECK (length(name_ja) BETWEEN 1 AND 100 AND length(name_en) BETWEEN 1 AND 100),
    ADD CONSTRAINT programme_lead_limit CHECK (lead_days <= 365),
    ADD CONSTRAINT programme_minimum_limit CHECK (minimum_attendance <= 100000),
    ADD CONSTRAINT programme_group_form CHECK (target_group ~ '^[a-z][a-z0-9_]*$'),
    ADD CONSTRAINT programme_paid CHECK (NOT (delivery = 'in_house' AND pays_honorarium));
CREATE POLICY administrator_changes ON programme FOR UPDATE USING (kodan_role() = 'administrator');

-- Organizations ask only where the body sends a lecturer: elsewhere their rows said nothing.
DELETE FROM programme_asker USING programme
 WHERE programme.id = programme_asker.programme_id AND programme.delivery <> 'dispatched';

-- Who may ask and what is wanted of presenters is said anew with the rules.
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['programme_asker', 'programme_qualification'] LOOP
        EXECUTE format('GRANT DELETE ON %I TO kodan_app', target);
        EXECUTE format(
            'CREATE POLICY administrator_removes ON %I FOR DELETE USING (kodan_role() = ''administrator'')', target);
    END LOOP;
END
$$;

-- Places are written with single blanks, as the tables are read from now on.
UPDATE programme_event SET place = btrim(regexp_replace(place, '[ 　]+', ' ', 'g'));

-- Seminars and conferences have keys. One that was taken off stays as such: the next load does not bring it back.
ALTER TABLE programme_event
    DROP CONSTRAINT programme_event_pkey,
    ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD COLUMN changed_at timestamptz,
    ADD COLUMN changed_by bigint REFERENCES app_user,
    ADD COLUMN removed_at timestamptz,
    ADD CONSTRAINT programme_event_changed CHECK (
        (changed_by IS NULL AND removed_at IS NULL) OR changed_at IS NOT NULL
    ),
    ADD CONSTRAINT programme_event_place CHECK (length(place) BETWEEN 1 AND 200),
    ADD CONSTRAINT programme_event_limit CHECK (capacity <= 100000);
CREATE UNIQUE INDEX programme_event_once ON programme_event (programme_id, held_on, place) WHERE removed_at IS NULL;
CREATE POLICY administrator_changes ON programme_event FOR UPDATE USING (kodan_role() = 'administrator');

-- The first day outside of `days` on which a lecture of the programme stands, or is wished by a request that is open, or
-- the body holds something. Wishes of a bound request count too: who withdraws leaves them open again.
CREATE FUNCTION kodan_programme_used_outside(programme bigint, days daterange) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT min(used.day)
          FROM (
                SELECT (lower(lecture.during) AT TIME ZONE 'Asia/Tokyo')::date AS day
                  FROM lecture_request AS request
                  JOIN assignment AS lecture ON lecture.request_id = request.id
                 WHERE request.programme_id = programme
                   AND lecture.state IN ('confirmed', 'reconfirmed', 'delivered')
                UNION ALL
                SELECT (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date
                  FROM lecture_request AS request
                  JOIN request_slot AS slot ON slot.request_id = request.id AND slot.round = request.round
                 WHERE request.programme_id = programme
                   AND request.state IN
                       ('submitted', 'screening', 'approved', 'matched', 'unmatched', 'offered', 'assigned')
                UNION ALL
                SELECT (lower(proposal.during) AT TIME ZONE 'Asia/Tokyo')::date
                  FROM lecture_request AS request
                  JOIN assignment AS lecture ON lecture.request_id = request.id
                  JOIN change_proposal AS proposal ON proposal.assignment_id = lecture.id
                 WHERE request.programme_id = programme
                   AND proposal.state = 'open'
                UNION ALL
                SELECT held_on
                  FROM programme_event
                 WHERE programme_id = programme
                   AND removed_at IS NULL
               ) AS used
         WHERE NOT days @> used.day;
    END;

-- Whether somebody asked under the programme, or the body scheduled something.
CREATE FUNCTION kodan_programme_is_used(programme bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT EXISTS (SELECT FROM lecture_request WHERE programme_id = programme AND submitted_at IS NOT NULL)
            OR EXISTS (SELECT FROM programme_event WHERE programme_id = programme);
    END;

-- What was asked under a programme stays what it was: how the lecture came about, whether it is paid, and that it was in
-- force on the day. Money is computed again from these for ever.
CREATE FUNCTION keep_programme() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.code <> OLD.code
        OR (NEW.delivery <> OLD.delivery OR NEW.pays_honorarium <> OLD.pays_honorarium)
        AND kodan_programme_is_used(OLD.id)
    THEN
        RAISE EXCEPTION 'of a programme that was used, delivery and honorarium stand'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'programme_kept';
    END IF;
    IF NEW.valid <> OLD.valid AND kodan_programme_used_outside(OLD.id, NEW.valid) IS NOT NULL THEN
        RAISE EXCEPTION 'a programme is in force on the days of its lectures'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'programme_days_kept';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE ON programme FOR EACH ROW EXECUTE FUNCTION keep_programme();

-- The body itself holds only what is in-house.
CREATE FUNCTION refuse_event_of_others() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM programme WHERE id = NEW.programme_id AND delivery = 'in_house') THEN
        RAISE EXCEPTION 'the body schedules what it holds itself'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'programme_event_in_house';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER in_house BEFORE INSERT OR UPDATE OF programme_id ON programme_event
    FOR EACH ROW EXECUTE FUNCTION refuse_event_of_others();
