-- Calendars: how often a lecture's place in them changed, and private feeds by secret addresses.

-- The SEQUENCE of RFC 5545: it grows with every change that a calendar shows.
ALTER TABLE assignment
    ADD COLUMN calendar_sequence integer NOT NULL DEFAULT 0
        CONSTRAINT assignment_calendar_sequence CHECK (calendar_sequence >= 0);

CREATE FUNCTION count_calendar_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.during, NEW.online) IS DISTINCT FROM (OLD.during, OLD.online)
        OR (NEW.state IN ('cancelled', 'no_show', 'released')) <> (OLD.state IN ('cancelled', 'no_show', 'released'))
    THEN
        NEW.calendar_sequence := NEW.calendar_sequence + 1;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER calendar_change BEFORE UPDATE ON assignment
    FOR EACH ROW EXECUTE FUNCTION count_calendar_change();

CREATE FUNCTION pass_on_calendar_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE assignment
       SET calendar_sequence = calendar_sequence + 1
     WHERE request_id = NEW.id
       AND state IN ('confirmed', 'reconfirmed', 'delivered');
    RETURN NULL;
END
$$;
CREATE TRIGGER calendar_change AFTER UPDATE OF title, venue_name, venue_address ON lecture_request
    FOR EACH ROW
    WHEN ((NEW.title, NEW.venue_name, NEW.venue_address) IS DISTINCT FROM (OLD.title, OLD.venue_name, OLD.venue_address))
    EXECUTE FUNCTION pass_on_calendar_change();

-- A private feed: whoever has its address reads it, so only the SHA-256 of the secret in it is kept.
CREATE TABLE calendar_feed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    presenter_id bigint REFERENCES presenter,
    organization_id bigint REFERENCES organization,
    digest bytea NOT NULL UNIQUE CONSTRAINT calendar_feed_digest CHECK (length(digest) = 32),
    created_at timestamptz NOT NULL,
    created_by bigint REFERENCES app_user,
    revoked_at timestamptz CONSTRAINT calendar_feed_revoked_later CHECK (revoked_at >= created_at),
    CONSTRAINT calendar_feed_whose CHECK (num_nonnulls(presenter_id, organization_id) = 1)
);
-- One address at a time: a new one ends the old one.
CREATE UNIQUE INDEX calendar_feed_of_presenter ON calendar_feed (presenter_id) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX calendar_feed_of_organization ON calendar_feed (organization_id) WHERE revoked_at IS NULL;

ALTER TABLE calendar_feed ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, presenter_id, organization_id, created_at, created_by, revoked_at), INSERT, UPDATE (revoked_at)
    ON calendar_feed TO kodan_app, kodan_worker;
CREATE POLICY system_all ON calendar_feed USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');
CREATE POLICY keepers ON calendar_feed
    USING ((SELECT kodan_role()) = 'coordinator'
        OR ((SELECT kodan_role()) = 'presenter' AND presenter_id = (SELECT kodan_presenter()))
        OR ((SELECT kodan_role()) = 'host' AND organization_id = ANY ((SELECT kodan_organizations())::bigint[])))
    WITH CHECK ((SELECT kodan_role()) = 'coordinator'
        OR ((SELECT kodan_role()) = 'presenter' AND presenter_id = (SELECT kodan_presenter()))
        OR ((SELECT kodan_role()) = 'host' AND organization_id = ANY ((SELECT kodan_organizations())::bigint[])));
CREATE POLICY auditor_reads ON calendar_feed FOR SELECT USING ((SELECT kodan_role()) = 'auditor');

-- Whose feed this is; no row for an address that does not serve. No role may select digests.
CREATE FUNCTION kodan_calendar_feed(feed_digest bytea)
    RETURNS TABLE (presenter_id bigint, organization_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT feed.presenter_id, feed.organization_id
          FROM calendar_feed AS feed
         WHERE feed.digest = feed_digest
           AND feed.revoked_at IS NULL;
    END;
