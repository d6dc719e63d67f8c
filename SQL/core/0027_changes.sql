-- Changes of date or venue after a presenter was bound: proposed by one side, confirmed by both.

CREATE TABLE change_proposal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL REFERENCES assignment,
    proposed_by text NOT NULL
        CONSTRAINT change_proposal_by CHECK (proposed_by IN ('host', 'presenter', 'body')),
    reason text NOT NULL CONSTRAINT change_proposal_reason CHECK (length(reason) BETWEEN 1 AND 500),
    -- When the lecture was to be when this was proposed, and when it would be; the same where only the venue changes.
    was tstzrange NOT NULL,
    during tstzrange NOT NULL
        CONSTRAINT change_proposal_during CHECK (
            NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
            AND lower_inc(during) AND NOT upper_inc(during)
            AND upper(during) - lower(during) BETWEEN interval '15 minutes' AND interval '12 hours'
        ),
    -- NULL where the venue stays.
    venue_name text CONSTRAINT change_proposal_venue_name CHECK (length(venue_name) BETWEEN 1 AND 200),
    venue_municipality_code char(5) REFERENCES municipality,
    venue_address text CONSTRAINT change_proposal_venue_address CHECK (length(venue_address) BETWEEN 1 AND 200),
    travel_minutes integer NOT NULL CONSTRAINT change_proposal_travel CHECK (travel_minutes >= 0),
    -- Whether the lecture may be held as it was agreed if this comes to nothing.
    old_stands boolean NOT NULL,
    state text NOT NULL
        CONSTRAINT change_proposal_state CHECK (state IN
            ('open', 'declined', 'confirmed', 'kept', 'released', 'withdrawn', 'overtaken')),
    proposed_at timestamptz NOT NULL,
    deadline timestamptz NOT NULL,
    host_confirmed_at timestamptz,
    presenter_confirmed_at timestamptz,
    declined_by text CONSTRAINT change_proposal_declined_by CHECK (declined_by IN ('host', 'presenter')),
    ended_at timestamptz,
    end_reason text CONSTRAINT change_proposal_end_reason CHECK (length(end_reason) BETWEEN 1 AND 500),
    CONSTRAINT change_proposal_venue CHECK (
        num_nonnulls(venue_name, venue_municipality_code, venue_address) IN (0, 3)
    ),
    CONSTRAINT change_proposal_changes CHECK (during <> was OR venue_name IS NOT NULL),
    CONSTRAINT change_proposal_deadline CHECK (
        deadline > proposed_at AND deadline <= lower(was) AND deadline <= lower(during)
    ),
    -- Silence is never consent: both sides said yes, in time.
    CONSTRAINT change_proposal_confirmed CHECK (
        state <> 'confirmed' OR (host_confirmed_at IS NOT NULL AND presenter_confirmed_at IS NOT NULL)
    ),
    CONSTRAINT change_proposal_in_time CHECK (host_confirmed_at < deadline AND presenter_confirmed_at < deadline),
    CONSTRAINT change_proposal_declined CHECK (state <> 'declined' OR declined_by IS NOT NULL),
    CONSTRAINT change_proposal_ended CHECK ((state IN ('open', 'declined')) = (ended_at IS NULL)),
    CONSTRAINT change_proposal_ended_later CHECK (ended_at >= proposed_at)
);
-- One at a time.
CREATE UNIQUE INDEX change_proposal_one_open ON change_proposal (assignment_id) WHERE state IN ('open', 'declined');
CREATE INDEX change_proposal_running ON change_proposal (deadline) WHERE state IN ('open', 'declined');
CREATE INDEX change_proposal_by_assignment ON change_proposal (assignment_id, id);
CREATE TRIGGER transition BEFORE UPDATE OF state ON change_proposal
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('change_proposal', 'open', 'declined'),
    ('change_proposal', 'open', 'confirmed'),
    ('change_proposal', 'open', 'kept'),
    ('change_proposal', 'open', 'released'),
    ('change_proposal', 'open', 'withdrawn'),
    ('change_proposal', 'open', 'overtaken'),
    ('change_proposal', 'declined', 'kept'),
    ('change_proposal', 'declined', 'released'),
    ('change_proposal', 'declined', 'withdrawn'),
    ('change_proposal', 'declined', 'overtaken'),
    -- A lecture that moved is asked about anew some days before.
    ('assignment', 'reconfirmed', 'confirmed');

-- What was proposed stays as it was; only its answers and its end come later.
ALTER TABLE change_proposal ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT,
    UPDATE (state, host_confirmed_at, presenter_confirmed_at, declined_by, ended_at, end_reason)
    ON change_proposal TO kodan_app, kodan_worker;
CREATE POLICY system_all ON change_proposal USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');
CREATE POLICY staff_reads ON change_proposal FOR SELECT
    USING ((SELECT kodan_is_staff()) AND EXISTS (SELECT FROM assignment WHERE assignment.id = assignment_id));
CREATE POLICY coordinator_adds ON change_proposal FOR INSERT
    WITH CHECK ((SELECT kodan_role()) = 'coordinator'
        AND EXISTS (SELECT FROM assignment WHERE assignment.id = assignment_id));
CREATE POLICY coordinator_changes ON change_proposal FOR UPDATE
    USING ((SELECT kodan_role()) = 'coordinator'
        AND EXISTS (SELECT FROM assignment WHERE assignment.id = assignment_id));
CREATE POLICY sides_read ON change_proposal FOR SELECT
    USING ((SELECT kodan_role()) IN ('host', 'presenter') AND kodan_sees_assignment(assignment_id));
CREATE POLICY sides_add ON change_proposal FOR INSERT
    WITH CHECK ((SELECT kodan_role()) = proposed_by AND kodan_sees_assignment(assignment_id));
CREATE POLICY sides_change ON change_proposal FOR UPDATE
    USING ((SELECT kodan_role()) IN ('host', 'presenter') AND kodan_sees_assignment(assignment_id));

-- Mails about a proposal follow it.
ALTER TABLE outbox_message ADD COLUMN change_id bigint REFERENCES change_proposal;

-- The desk shows those that wait for an answer, and those that were refused.
ALTER TABLE desk_entry
    DROP CONSTRAINT desk_entry_kind,
    ADD CONSTRAINT desk_entry_kind CHECK (kind IN
        ('nobody_left', 'reconfirmation_missing', 'report_missing', 'confirmation_missing', 'pack_late',
         'return_expected', 'change_open', 'change_refused'));

-- A lecture may move into another fiscal year, whose budget pays it then.
ALTER TABLE budget_reservation
    DROP CONSTRAINT budget_reservation_for,
    ADD CONSTRAINT budget_reservation_for CHECK (released_for IN
        ('cancelled', 'returned', 'not_held', 'spent', 'moved'));

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
