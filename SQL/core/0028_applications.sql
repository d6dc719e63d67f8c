-- Who is not registered may ask for a presenter too: the mail address is confirmed first, and until then nobody is made.

CREATE TABLE application (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest bytea NOT NULL UNIQUE CONSTRAINT application_digest CHECK (length(digest) = 32),
    -- What was typed, by the names of the form's fields; nothing of it is kept once there is a request.
    typed jsonb NOT NULL CONSTRAINT application_typed CHECK (
        jsonb_typeof(typed) = 'object' AND length(typed::text) <= 100000
    ),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CONSTRAINT application_lives CHECK (expires_at > created_at),
    confirmed_at timestamptz CONSTRAINT application_in_time CHECK (confirmed_at >= created_at AND confirmed_at < expires_at),
    request_id bigint UNIQUE REFERENCES lecture_request,
    CONSTRAINT application_confirmed CHECK ((confirmed_at IS NULL) = (request_id IS NULL)),
    CONSTRAINT application_forgets CHECK (confirmed_at IS NULL OR typed = '{}'::jsonb)
);
CREATE INDEX application_by_expiry ON application (expires_at);

ALTER TABLE application ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (typed, confirmed_at, request_id), DELETE ON application TO kodan_app, kodan_worker;
CREATE POLICY system_all ON application USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');

-- The page of one request is open to who holds the link that its contact was mailed. The link is a mark that only the
-- server can make; a successor gets one of a new round, and those before it serve no more.
ALTER TABLE lecture_request
    ADD COLUMN link_round integer NOT NULL DEFAULT 1
        CONSTRAINT lecture_request_link_round CHECK (link_round BETWEEN 1 AND 1000);

CREATE FUNCTION kodan_linked_request() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('kodan.request', true), '')::bigint;

-- Sets that the transaction acts for the host of one request, and for this request only; no row when the link does not
-- serve. It serves until 120 days after the last day that the request knows of.
CREATE FUNCTION kodan_enter_by_status_link(linked bigint, linked_round integer, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[], request_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    host bigint;
BEGIN
    SELECT request.organization_id INTO host
      FROM lecture_request AS request
     WHERE request.id = linked
       AND request.link_round = linked_round
       AND request.delivery = 'dispatched'
       AND request.state <> 'draft'
       AND entered_at < interval '120 days' + greatest(
               request.submitted_at,
               (SELECT max(upper(slot.during)) FROM request_slot AS slot WHERE slot.request_id = linked),
               (SELECT max(upper(bond.during)) FROM assignment AS bond WHERE bond.request_id = linked)
           );
    IF host IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('kodan.user', '', true),
            set_config('kodan.role', 'host', true),
            set_config('kodan.presenter', '', true),
            set_config('kodan.organizations', ARRAY[host]::text, true),
            set_config('kodan.prefectures', '', true),
            set_config('kodan.request', linked::text, true);
    RETURN QUERY SELECT NULL::bigint, 'host'::text, NULL::bigint, ARRAY[host], linked;
END
$$;

-- Who came by such a link sees no other request of the same organization.
CREATE POLICY linked_only ON lecture_request AS RESTRICTIVE
    USING ((SELECT kodan_linked_request()) IS NULL OR (SELECT kodan_role()) = 'system'
           OR id = (SELECT kodan_linked_request()));

CREATE OR REPLACE FUNCTION kodan_host_has_part(request bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN coalesce(kodan_linked_request() = request, true) AND EXISTS (
        SELECT FROM lecture_request WHERE id = request AND organization_id = ANY (kodan_organizations())
    );

CREATE OR REPLACE FUNCTION kodan_sees_assignment(assigned bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (
        SELECT FROM assignment
          JOIN lecture_request ON lecture_request.id = assignment.request_id
         WHERE assignment.id = assigned
           AND (assignment.presenter_id = kodan_presenter()
                OR (lecture_request.organization_id = ANY (kodan_organizations())
                    AND coalesce(kodan_linked_request() = assignment.request_id, true)))
    );
