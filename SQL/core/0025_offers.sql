-- Offers that run by themselves: why presenters say no, whom a coordinator wants asked next, what waits on the desk,
-- what both sides were asked, and which daily run was made.

ALTER TABLE offer
    -- From a list, so that the next match can heed it; the text beside it is `reason`.
    ADD COLUMN decline_ground text
        CONSTRAINT offer_decline_ground CHECK (decline_ground IN
            ('not_that_day', 'not_that_host', 'too_far', 'no_time', 'topic', 'other')),
    ADD CONSTRAINT offer_declined_on_ground CHECK (decline_ground IS NULL OR state = 'declined');
CREATE INDEX offer_declined_for_day ON offer (presenter_id) WHERE decline_ground = 'not_that_day';

-- When the next presenter is looked for again, after nobody more was found while some are being asked.
ALTER TABLE lecture_request ADD COLUMN ask_again_at timestamptz;

-- How a coordinator wants a request's presenters asked; without a row, as the match says.
CREATE TABLE asking_order (
    request_id bigint PRIMARY KEY REFERENCES lecture_request,
    -- The named ones before all others, nobody but them, or nobody until a coordinator says so.
    mode text NOT NULL CONSTRAINT asking_order_mode CHECK (mode IN ('first', 'only', 'hold')),
    reason text NOT NULL CONSTRAINT asking_order_reason CHECK (length(reason) BETWEEN 1 AND 500),
    ordered_by bigint REFERENCES app_user,
    ordered_at timestamptz NOT NULL
);
CREATE TABLE next_presenter (
    request_id bigint NOT NULL REFERENCES asking_order,
    position smallint NOT NULL CONSTRAINT next_presenter_position CHECK (position BETWEEN 1 AND 20),
    presenter_id bigint NOT NULL REFERENCES presenter,
    PRIMARY KEY (request_id, position),
    UNIQUE (request_id, presenter_id)
);

-- What waits for a coordinator.
CREATE TABLE desk_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL
        CONSTRAINT desk_entry_kind CHECK (kind IN
            ('nobody_left', 'reconfirmation_missing', 'report_missing', 'confirmation_missing')),
    request_id bigint NOT NULL REFERENCES lecture_request,
    assignment_id bigint REFERENCES assignment,
    -- What was tried: the offers of the request by state and ground, or how often was reminded.
    tried text NOT NULL CONSTRAINT desk_entry_tried CHECK (length(tried) <= 500),
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by bigint REFERENCES app_user,
    reason text CONSTRAINT desk_entry_reason CHECK (length(reason) BETWEEN 1 AND 500),
    CONSTRAINT desk_entry_closed CHECK (closed_at >= opened_at),
    -- Whoever closes an entry says why; what settles itself needs no words.
    CONSTRAINT desk_entry_closed_by CHECK (
        (closed_by IS NULL OR closed_at IS NOT NULL) AND (reason IS NULL OR closed_at IS NOT NULL)
    )
);
CREATE UNIQUE INDEX desk_entry_once ON desk_entry (kind, request_id, coalesce(assignment_id, 0)) WHERE closed_at IS NULL;
CREATE INDEX desk_entry_by_request ON desk_entry (request_id, id);

-- What one side of a lecture was asked, and how often; a lecture that moves is asked about anew.
CREATE TABLE reminder (
    assignment_id bigint NOT NULL REFERENCES assignment,
    kind text NOT NULL
        CONSTRAINT reminder_kind CHECK (kind IN
            ('presenter_reconfirmation', 'host_reconfirmation', 'report', 'confirmation')),
    lecture_at timestamptz NOT NULL,
    nth smallint NOT NULL CONSTRAINT reminder_nth CHECK (nth BETWEEN 0 AND 5),
    sent_at timestamptz NOT NULL,
    PRIMARY KEY (assignment_id, kind, lecture_at, nth)
);

-- A run that is made once a day. Who makes it holds it until `leased_until`; if they die, another takes over.
CREATE TABLE daily_run (
    job text NOT NULL CONSTRAINT daily_run_job CHECK (job IN ('nightly_match')),
    day date NOT NULL,
    leased_until timestamptz NOT NULL,
    tries integer NOT NULL CONSTRAINT daily_run_tries CHECK (tries BETWEEN 1 AND 1000),
    finished_at timestamptz,
    PRIMARY KEY (job, day)
);

DO $$
DECLARE
    target text;
    seen text := 'EXISTS (SELECT FROM lecture_request WHERE lecture_request.id = request_id)';
BEGIN
    FOREACH target IN ARRAY ARRAY['asking_order', 'next_presenter', 'desk_entry', 'reminder', 'daily_run'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO kodan_app, kodan_worker', target);
        EXECUTE format(
            'CREATE POLICY system_all ON %I USING ((SELECT kodan_role()) = ''system'')
                WITH CHECK ((SELECT kodan_role()) = ''system'')', target);
    END LOOP;
    -- Staff see them with the request; so does a coordinator who is limited to prefectures.
    FOREACH target IN ARRAY ARRAY['asking_order', 'next_presenter', 'desk_entry'] LOOP
        EXECUTE format(
            'CREATE POLICY staff_reads ON %I FOR SELECT USING ((SELECT kodan_is_staff()) AND %s)', target, seen);
        EXECUTE format(
            'CREATE POLICY coordinator_adds ON %I FOR INSERT
                WITH CHECK ((SELECT kodan_role()) = ''coordinator'' AND %s)', target, seen);
        EXECUTE format(
            'CREATE POLICY coordinator_changes ON %I FOR UPDATE
                USING ((SELECT kodan_role()) = ''coordinator'' AND %s)', target, seen);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['asking_order', 'next_presenter'] LOOP
        EXECUTE format('GRANT DELETE ON %I TO kodan_app, kodan_worker', target);
        EXECUTE format(
            'CREATE POLICY coordinator_removes ON %I FOR DELETE
                USING ((SELECT kodan_role()) = ''coordinator'' AND %s)', target, seen);
    END LOOP;
END
$$;
CREATE POLICY staff_reads ON reminder FOR SELECT USING ((SELECT kodan_is_staff()));

-- The link of an offer lives as long as its deadline, which a coordinator may extend.
GRANT UPDATE (expires_at) ON sign_in_link TO kodan_app, kodan_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
