-- From the request to the bound presenter.

CREATE TABLE lecture_request (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme_id bigint NOT NULL REFERENCES programme,
    delivery text NOT NULL CONSTRAINT lecture_request_delivery CHECK (delivery IN ('dispatched', 'self_hosted')),
    organization_id bigint REFERENCES organization,
    asking_presenter_id bigint REFERENCES presenter,
    contact_name text NOT NULL CONSTRAINT lecture_request_contact CHECK (length(contact_name) BETWEEN 1 AND 100),
    contact_email email_address NOT NULL,
    contact_phone phone_number NOT NULL,
    title text NOT NULL CONSTRAINT lecture_request_title CHECK (length(title) BETWEEN 1 AND 200),
    purpose text NOT NULL CONSTRAINT lecture_request_purpose CHECK (length(purpose) <= 2000),
    audience text NOT NULL CONSTRAINT lecture_request_audience CHECK (length(audience) <= 500),
    expected_attendance integer NOT NULL
        CONSTRAINT lecture_request_attendance CHECK (expected_attendance BETWEEN 1 AND 10000),
    open_to_public boolean NOT NULL,
    place text NOT NULL CONSTRAINT lecture_request_place CHECK (place IN ('venue', 'online', 'both')),
    venue_name text CONSTRAINT lecture_request_venue_name CHECK (length(venue_name) BETWEEN 1 AND 200),
    venue_municipality_code char(5) REFERENCES municipality,
    venue_address text CONSTRAINT lecture_request_venue_address CHECK (length(venue_address) BETWEEN 1 AND 200),
    venue_latitude_e6 integer CONSTRAINT lecture_request_latitude CHECK (venue_latitude_e6 BETWEEN 20000000 AND 46000000),
    venue_longitude_e6 integer CONSTRAINT lecture_request_longitude CHECK (venue_longitude_e6 BETWEEN 122000000 AND 154500000),
    topic_code text NOT NULL REFERENCES topic,
    required_level smallint NOT NULL CONSTRAINT lecture_request_level CHECK (required_level BETWEEN 0 AND 3),
    equipment text NOT NULL CONSTRAINT lecture_request_equipment CHECK (length(equipment) <= 500),
    printed_copies integer NOT NULL CONSTRAINT lecture_request_copies CHECK (printed_copies BETWEEN 0 AND 10000),
    preferred_presenter_id bigint REFERENCES presenter,
    state text NOT NULL
        CONSTRAINT lecture_request_state CHECK (state IN
            ('draft', 'submitted', 'screening', 'returned', 'rejected', 'approved', 'matched', 'unmatched', 'offered',
             'assigned', 'held', 'attested', 'closed', 'not_held', 'cancelled')),
    -- Which of the rounds of wished slots counts: a rescheduled request gets new ones.
    round smallint NOT NULL DEFAULT 1 CONSTRAINT lecture_request_round CHECK (round BETWEEN 1 AND 20),
    created_at timestamptz NOT NULL,
    submitted_at timestamptz,
    state_reason text CONSTRAINT lecture_request_reason CHECK (length(state_reason) BETWEEN 1 AND 2000),
    cancelled_by text CONSTRAINT lecture_request_cancelled_by CHECK (cancelled_by IN ('host', 'presenter', 'body')),
    notice_days integer,
    CONSTRAINT lecture_request_asker CHECK (
        (delivery = 'dispatched' AND organization_id IS NOT NULL AND asking_presenter_id IS NULL)
        OR (delivery = 'self_hosted' AND asking_presenter_id IS NOT NULL)
    ),
    CONSTRAINT lecture_request_venue CHECK (
        (place = 'online' AND venue_municipality_code IS NULL AND venue_latitude_e6 IS NULL AND venue_longitude_e6 IS NULL)
        OR (place <> 'online' AND venue_name IS NOT NULL AND venue_municipality_code IS NOT NULL
            AND venue_address IS NOT NULL AND venue_latitude_e6 IS NOT NULL AND venue_longitude_e6 IS NOT NULL)
    ),
    CONSTRAINT lecture_request_submitted CHECK (state IN ('draft', 'cancelled') OR submitted_at IS NOT NULL),
    CONSTRAINT lecture_request_reasoned CHECK (
        state NOT IN ('returned', 'rejected', 'unmatched', 'not_held', 'cancelled') OR state_reason IS NOT NULL
    ),
    CONSTRAINT lecture_request_cancellation CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL)),
    CONSTRAINT lecture_request_never_matched CHECK (
        delivery = 'dispatched' OR state NOT IN ('matched', 'unmatched', 'offered')
    )
);
CREATE INDEX lecture_request_open ON lecture_request (state, id) WHERE state NOT IN ('closed', 'rejected', 'cancelled');
CREATE INDEX lecture_request_by_organization ON lecture_request (organization_id, id);
CREATE INDEX lecture_request_by_presenter ON lecture_request (asking_presenter_id) WHERE asking_presenter_id IS NOT NULL;
CREATE TRIGGER transition BEFORE UPDATE OF state ON lecture_request
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('lecture_request', 'draft', 'submitted'),
    ('lecture_request', 'submitted', 'screening'),
    ('lecture_request', 'screening', 'approved'),
    ('lecture_request', 'screening', 'returned'),
    ('lecture_request', 'screening', 'rejected'),
    ('lecture_request', 'returned', 'submitted'),
    ('lecture_request', 'approved', 'matched'),
    ('lecture_request', 'approved', 'unmatched'),
    ('lecture_request', 'approved', 'assigned'),
    ('lecture_request', 'unmatched', 'matched'),
    ('lecture_request', 'unmatched', 'returned'),
    ('lecture_request', 'matched', 'offered'),
    ('lecture_request', 'matched', 'approved'),
    ('lecture_request', 'offered', 'assigned'),
    ('lecture_request', 'offered', 'approved'),
    ('lecture_request', 'assigned', 'approved'),
    ('lecture_request', 'assigned', 'held'),
    ('lecture_request', 'assigned', 'not_held'),
    ('lecture_request', 'not_held', 'approved'),
    ('lecture_request', 'not_held', 'cancelled'),
    ('lecture_request', 'held', 'attested'),
    ('lecture_request', 'attested', 'closed'),
    ('lecture_request', 'draft', 'cancelled'),
    ('lecture_request', 'submitted', 'cancelled'),
    ('lecture_request', 'screening', 'cancelled'),
    ('lecture_request', 'returned', 'cancelled'),
    ('lecture_request', 'approved', 'cancelled'),
    ('lecture_request', 'matched', 'cancelled'),
    ('lecture_request', 'unmatched', 'cancelled'),
    ('lecture_request', 'offered', 'cancelled'),
    ('lecture_request', 'assigned', 'cancelled');

CREATE TABLE request_slot (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id bigint NOT NULL REFERENCES lecture_request,
    round smallint NOT NULL CONSTRAINT request_slot_round CHECK (round BETWEEN 1 AND 20),
    ordinal smallint NOT NULL CONSTRAINT request_slot_ordinal CHECK (ordinal BETWEEN 1 AND 3),
    during tstzrange NOT NULL
        CONSTRAINT request_slot_during CHECK (
            NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
            AND lower_inc(during) AND NOT upper_inc(during)
            AND upper(during) - lower(during) BETWEEN interval '15 minutes' AND interval '12 hours'
        ),
    UNIQUE (request_id, round, ordinal),
    UNIQUE (id, request_id)
);

CREATE TABLE request_exclusion (
    request_id bigint NOT NULL REFERENCES lecture_request,
    presenter_id bigint NOT NULL REFERENCES presenter,
    reason text NOT NULL,
    PRIMARY KEY (request_id, presenter_id)
);

CREATE TABLE matching_run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_at timestamptz NOT NULL,
    run_by bigint REFERENCES app_user,
    requests integer NOT NULL CONSTRAINT matching_run_requests CHECK (requests >= 0),
    matched integer NOT NULL CONSTRAINT matching_run_matched CHECK (matched BETWEEN 0 AND requests),
    total_cost bigint NOT NULL CONSTRAINT matching_run_cost CHECK (total_cost >= 0)
);
SELECT make_append_only('matching_run');

-- What a saved run proposed, with the terms of its cost in equivalent minutes.
CREATE TABLE match_proposal (
    run_id bigint NOT NULL REFERENCES matching_run,
    request_id bigint NOT NULL REFERENCES lecture_request,
    slot_id bigint NOT NULL,
    presenter_id bigint NOT NULL REFERENCES presenter,
    online boolean NOT NULL,
    travel_minutes integer NOT NULL CONSTRAINT match_proposal_travel CHECK (travel_minutes >= 0),
    slot_cost bigint NOT NULL CONSTRAINT match_proposal_slot CHECK (slot_cost >= 0),
    level_cost bigint NOT NULL CONSTRAINT match_proposal_level CHECK (level_cost >= 0),
    preference_cost bigint NOT NULL CONSTRAINT match_proposal_preference CHECK (preference_cost >= 0),
    online_cost bigint NOT NULL CONSTRAINT match_proposal_online CHECK (online_cost >= 0),
    same_host_cost bigint NOT NULL CONSTRAINT match_proposal_same_host CHECK (same_host_cost >= 0),
    load_cost bigint NOT NULL CONSTRAINT match_proposal_load CHECK (load_cost >= 0),
    total_cost bigint NOT NULL,
    PRIMARY KEY (run_id, request_id),
    CONSTRAINT match_proposal_total CHECK (
        total_cost = travel_minutes + slot_cost + level_cost + preference_cost + online_cost + same_host_cost + load_cost
    ),
    FOREIGN KEY (slot_id, request_id) REFERENCES request_slot (id, request_id)
);
SELECT make_append_only('match_proposal');

CREATE TABLE offer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id bigint NOT NULL REFERENCES lecture_request,
    slot_id bigint NOT NULL,
    presenter_id bigint NOT NULL REFERENCES presenter,
    run_id bigint REFERENCES matching_run,
    online boolean NOT NULL,
    travel_minutes integer NOT NULL CONSTRAINT offer_travel CHECK (travel_minutes >= 0),
    state text NOT NULL
        CONSTRAINT offer_state CHECK (state IN
            ('queued', 'sent', 'accepted', 'declined', 'expired', 'superseded', 'withdrawn')),
    queued_at timestamptz NOT NULL,
    sent_at timestamptz,
    deadline timestamptz,
    answered_at timestamptz,
    reason text CONSTRAINT offer_reason CHECK (length(reason) BETWEEN 1 AND 500),
    FOREIGN KEY (slot_id, request_id) REFERENCES request_slot (id, request_id),
    CONSTRAINT offer_sent CHECK ((state = 'queued') OR sent_at IS NOT NULL OR state IN ('superseded', 'withdrawn')),
    CONSTRAINT offer_deadline CHECK ((sent_at IS NULL) = (deadline IS NULL)),
    CONSTRAINT offer_deadline_later CHECK (deadline > sent_at),
    -- Silence is never acceptance: an accepted or declined offer has an answer, given before the deadline.
    CONSTRAINT offer_answered CHECK (state NOT IN ('accepted', 'declined') OR answered_at IS NOT NULL),
    CONSTRAINT offer_answered_in_time CHECK (state <> 'accepted' OR answered_at < deadline),
    CONSTRAINT offer_decline_reason CHECK (state <> 'declined' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX offer_live_once ON offer (request_id, presenter_id) WHERE state IN ('queued', 'sent', 'accepted');
CREATE UNIQUE INDEX offer_one_winner ON offer (request_id) WHERE state = 'accepted';
CREATE INDEX offer_by_presenter ON offer (presenter_id, state);
CREATE INDEX offer_running ON offer (deadline) WHERE state = 'sent';
CREATE TRIGGER transition BEFORE UPDATE OF state ON offer
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('offer', 'queued', 'sent'),
    ('offer', 'queued', 'superseded'),
    ('offer', 'queued', 'withdrawn'),
    ('offer', 'sent', 'accepted'),
    ('offer', 'sent', 'declined'),
    ('offer', 'sent', 'expired'),
    ('offer', 'sent', 'superseded'),
    ('offer', 'sent', 'withdrawn'),
    ('offer', 'accepted', 'withdrawn');

CREATE TABLE assignment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id bigint NOT NULL REFERENCES lecture_request,
    slot_id bigint NOT NULL,
    presenter_id bigint NOT NULL REFERENCES presenter,
    offer_id bigint UNIQUE REFERENCES offer,
    during tstzrange NOT NULL
        CONSTRAINT assignment_during CHECK (
            NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
            AND lower_inc(during) AND NOT upper_inc(during)
        ),
    online boolean NOT NULL,
    travel_minutes integer NOT NULL CONSTRAINT assignment_travel CHECK (travel_minutes >= 0),
    state text NOT NULL
        CONSTRAINT assignment_state CHECK (state IN
            ('confirmed', 'reconfirmed', 'delivered', 'cancelled', 'no_show', 'released')),
    assigned_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_by text CONSTRAINT assignment_ended_by CHECK (ended_by IN ('host', 'presenter', 'body')),
    end_reason text CONSTRAINT assignment_end_reason CHECK (length(end_reason) BETWEEN 1 AND 2000),
    notice_days integer,
    FOREIGN KEY (slot_id, request_id) REFERENCES request_slot (id, request_id),
    CONSTRAINT assignment_ended CHECK (
        (state IN ('cancelled', 'no_show', 'released'))
        = (ended_at IS NOT NULL AND ended_by IS NOT NULL AND end_reason IS NOT NULL)
    ),
    -- A presenter never has two lectures at once.
    CONSTRAINT assignment_never_two_at_once EXCLUDE USING gist (presenter_id WITH =, during WITH &&)
        WHERE (state IN ('confirmed', 'reconfirmed', 'delivered'))
);
-- One active assignment per request: the first valid acceptance wins.
CREATE UNIQUE INDEX assignment_one_per_request ON assignment (request_id)
    WHERE state IN ('confirmed', 'reconfirmed', 'delivered');
CREATE INDEX assignment_by_presenter ON assignment (presenter_id, state);
CREATE TRIGGER transition BEFORE UPDATE OF state ON assignment
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('assignment', 'confirmed', 'reconfirmed'),
    ('assignment', 'confirmed', 'delivered'),
    ('assignment', 'confirmed', 'cancelled'),
    ('assignment', 'confirmed', 'no_show'),
    ('assignment', 'confirmed', 'released'),
    ('assignment', 'reconfirmed', 'delivered'),
    ('assignment', 'reconfirmed', 'cancelled'),
    ('assignment', 'reconfirmed', 'no_show'),
    ('assignment', 'reconfirmed', 'released');

-- A presenter is not sent to an organization that they belong to; a self-hosted lecture is given by who asked.
CREATE FUNCTION refuse_wrong_presenter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    request lecture_request;
    held_on date;
BEGIN
    SELECT * INTO STRICT request FROM lecture_request WHERE id = NEW.request_id;
    SELECT (lower(during) AT TIME ZONE 'Asia/Tokyo')::date INTO STRICT held_on FROM request_slot WHERE id = NEW.slot_id;
    IF request.delivery = 'dispatched' AND EXISTS (
        SELECT FROM presenter_organization
         WHERE presenter_id = NEW.presenter_id
           AND organization_id = request.organization_id
           AND valid @> held_on
    ) THEN
        RAISE EXCEPTION 'a presenter is not sent to their own organization'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_own_organization';
    END IF;
    IF request.delivery = 'self_hosted' AND NEW.presenter_id <> request.asking_presenter_id THEN
        RAISE EXCEPTION 'a self-hosted lecture is given by the presenter who asked'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_self_hosted';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER right_presenter BEFORE INSERT ON offer FOR EACH ROW EXECUTE FUNCTION refuse_wrong_presenter();
CREATE TRIGGER right_presenter BEFORE INSERT ON assignment FOR EACH ROW EXECUTE FUNCTION refuse_wrong_presenter();
