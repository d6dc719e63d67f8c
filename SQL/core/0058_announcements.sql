-- One mail to many presenters (一斉連絡): what was written, to whom and by whom. Its text stands here once; each mail in
-- the outbox names it, and is sent, put off, given up, resent and forgotten as any other.

CREATE TABLE announcement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL
        CONSTRAINT announcement_subject CHECK (length(subject) BETWEEN 1 AND 100 AND subject = btrim(subject)),
    body text NOT NULL
        CONSTRAINT announcement_body CHECK (length(body) BETWEEN 1 AND 5000 AND body ~ '[^[:space:]]'),
    -- Whom it was for, beside that they had to be active: who lives there (everywhere if it is NULL), lectures on the
    -- topic, holds the qualification, and holds one that ended before that day.
    prefectures text[]
        CONSTRAINT announcement_prefectures CHECK (
            cardinality(prefectures) BETWEEN 1 AND 47
            AND array_position(prefectures, NULL) IS NULL
            AND array_to_string(prefectures, ' ') ~ '^(0[1-9]|[1-3][0-9]|4[0-7])( (0[1-9]|[1-3][0-9]|4[0-7]))*$'
        ),
    topic_code text REFERENCES topic,
    qualification_code text REFERENCES qualification,
    expiring_before date,
    written_by bigint NOT NULL REFERENCES app_user,
    sent_at timestamptz NOT NULL,
    -- To so many a mail was put in the outbox; so many of those for whom it was were not active, and so many have an
    -- address at which mails came back.
    recipients integer NOT NULL CONSTRAINT announcement_recipients CHECK (recipients BETWEEN 1 AND 10000000),
    not_active integer NOT NULL CONSTRAINT announcement_not_active CHECK (not_active >= 0),
    unreachable integer NOT NULL CONSTRAINT announcement_unreachable CHECK (unreachable >= 0),
    CONSTRAINT announcement_subject_plain CHECK (NOT has_hidden_characters(subject)),
    -- Line breaks are no hidden characters of a text.
    CONSTRAINT announcement_body_plain CHECK (NOT has_hidden_characters(replace(body, E'\n', '')))
);
SELECT make_append_only('announcement');

-- A coordinator writes in their own name, and one with limits to their prefectures only. They read what they wrote, and
-- what went to their prefectures too.
ALTER TABLE announcement ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON announcement TO kodan_app, kodan_worker;
CREATE POLICY staff_reads ON announcement FOR SELECT USING ((SELECT kodan_sees_all_requests()));
CREATE POLICY limited_reads ON announcement FOR SELECT
    USING (kodan_role() = 'coordinator'
        AND (prefectures IS NULL OR prefectures && kodan_prefectures() OR written_by = kodan_user()));
CREATE POLICY coordinator_adds ON announcement FOR INSERT
    WITH CHECK (kodan_role() = 'coordinator'
        AND written_by = kodan_user()
        AND (kodan_prefectures() IS NULL OR coalesce(prefectures <@ kodan_prefectures(), false)));

-- Nobody gets an announcement twice. Whoever waits for another mail does not wait behind those of announcements.
ALTER TABLE outbox_message
    ADD COLUMN announcement_id bigint REFERENCES announcement,
    ADD COLUMN is_announcement boolean NOT NULL GENERATED ALWAYS AS (kind = 'announcement') STORED,
    ADD CONSTRAINT outbox_message_announcement CHECK (
        (kind = 'announcement') = (announcement_id IS NOT NULL)
        AND (announcement_id IS NULL
             OR (presenter_id IS NOT NULL AND addressee = 'presenter' AND subject = 'ann-' || announcement_id))
    );
CREATE UNIQUE INDEX outbox_message_announced ON outbox_message (announcement_id, presenter_id)
    WHERE announcement_id IS NOT NULL;
CREATE INDEX outbox_message_by_announcement ON outbox_message (announcement_id, state, id)
    WHERE announcement_id IS NOT NULL;
DROP INDEX outbox_message_due;
CREATE INDEX outbox_message_due ON outbox_message (is_awaited DESC, is_announcement, due_at, id)
    WHERE state = 'queued';

-- Everybody's steps are told by mail; an announcement is a coordinator's, to presenters whom they keep.
ALTER POLICY everybody_adds ON outbox_message
    WITH CHECK (kodan_role() <> 'nobody'
        AND (announcement_id IS NULL
             OR (kodan_role() = 'coordinator'
                 AND (kodan_prefectures() IS NULL OR kodan_keeps_presenter(presenter_id)))));

-- So many mails were put in as the announcement says.
CREATE FUNCTION refuse_untold_announcement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM outbox_message WHERE announcement_id = NEW.id) <> NEW.recipients THEN
        RAISE EXCEPTION 'an announcement says to how many it went'
            USING ERRCODE = 'check_violation', TABLE = 'announcement', CONSTRAINT = 'announcement_told';
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION refuse_untold_announcement() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER told AFTER INSERT ON announcement DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_untold_announcement();
