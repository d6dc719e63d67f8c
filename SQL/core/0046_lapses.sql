-- A request that its side goes no further with ends by itself some day: a draft that nobody hands in, what was sent back
-- and is not corrected, what was not held and gets no new dates, and what nobody was found for until its wished times had
-- passed. Its contact is told before.
CREATE TABLE request_lapse (
    request_id bigint PRIMARY KEY REFERENCES lecture_request,
    told_at timestamptz NOT NULL,
    lapses_at timestamptz NOT NULL CONSTRAINT request_lapse_ahead CHECK (lapses_at > told_at)
);
CREATE INDEX request_lapse_by_end ON request_lapse (lapses_at);

-- The worker's own.
ALTER TABLE request_lapse ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON request_lapse TO kodan_app, kodan_worker;
CREATE POLICY system_all ON request_lapse USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');

-- Whoever changes the request, or takes it a step on, takes the end away; a match that finds nobody again does not.
CREATE FUNCTION forget_lapse() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    DELETE FROM request_lapse WHERE request_id = NEW.id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION forget_lapse() FROM PUBLIC;
CREATE TRIGGER lapse AFTER UPDATE ON lecture_request FOR EACH ROW
    WHEN (OLD.state IN ('draft', 'returned', 'not_held')
          OR (OLD.state = 'unmatched' AND (OLD.state, OLD.round, OLD.contact_email) IS DISTINCT FROM (NEW.state, NEW.round, NEW.contact_email)))
    EXECUTE FUNCTION forget_lapse();

-- Requests that have become quiet are looked for once a day.
ALTER TABLE daily_run
    DROP CONSTRAINT daily_run_job,
    ADD CONSTRAINT daily_run_job CHECK (job IN ('nightly_match', 'shipping_days', 'anonymization', 'lapses'));
