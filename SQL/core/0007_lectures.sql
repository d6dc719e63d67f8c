-- Around the lecture: materials that go out, what both sides attest, and the evidence.

CREATE TABLE material_delivery (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL REFERENCES assignment,
    edition_id bigint NOT NULL REFERENCES edition,
    quantity integer NOT NULL CONSTRAINT material_delivery_quantity CHECK (quantity BETWEEN 1 AND 10000),
    ship_to text CONSTRAINT material_delivery_ship_to CHECK (length(ship_to) BETWEEN 1 AND 300),
    ship_by date NOT NULL,
    carrier_number text CONSTRAINT material_delivery_carrier CHECK (length(carrier_number) BETWEEN 1 AND 50),
    state text NOT NULL
        CONSTRAINT material_delivery_state CHECK (state IN ('planned', 'sent', 'received', 'returned')),
    planned_at timestamptz NOT NULL,
    sent_at timestamptz,
    received_at timestamptz,
    UNIQUE (assignment_id, edition_id),
    CONSTRAINT material_delivery_sent CHECK (state NOT IN ('sent', 'received') OR sent_at IS NOT NULL),
    CONSTRAINT material_delivery_received CHECK ((state = 'received') = (received_at IS NOT NULL))
);
CREATE TRIGGER transition BEFORE UPDATE OF state ON material_delivery
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('material_delivery', 'planned', 'sent'),
    ('material_delivery', 'planned', 'returned'),
    ('material_delivery', 'sent', 'received'),
    ('material_delivery', 'sent', 'returned');

-- A file behind a claim. The bytes lie in a folder under their digest; the row never changes.
CREATE TABLE evidence (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL REFERENCES assignment,
    kind text NOT NULL
        CONSTRAINT evidence_kind CHECK (kind IN ('receipt', 'attendance_sheet', 'flyer', 'invoice', 'other')),
    sha256 bytea NOT NULL CONSTRAINT evidence_digest CHECK (length(sha256) = 32),
    byte_count bigint NOT NULL CONSTRAINT evidence_size CHECK (byte_count BETWEEN 1 AND 20971520),
    media_type text NOT NULL
        CONSTRAINT evidence_type CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'text/plain')),
    file_name text NOT NULL CONSTRAINT evidence_file_name CHECK (length(file_name) BETWEEN 1 AND 200),
    filed_by bigint REFERENCES app_user,
    filed_at timestamptz NOT NULL,
    UNIQUE (id, assignment_id)
);
SELECT make_append_only('evidence');

-- 実施報告: what the presenter attests.
CREATE TABLE lecture_report (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL UNIQUE REFERENCES assignment,
    presenter_id bigint NOT NULL REFERENCES presenter,
    held tstzrange NOT NULL
        CONSTRAINT lecture_report_held CHECK (NOT isempty(held) AND NOT lower_inf(held) AND NOT upper_inf(held)),
    minutes integer NOT NULL CONSTRAINT lecture_report_minutes CHECK (minutes BETWEEN 1 AND 720),
    attendance integer NOT NULL CONSTRAINT lecture_report_attendance CHECK (attendance BETWEEN 0 AND 10000),
    summary text NOT NULL CONSTRAINT lecture_report_summary CHECK (length(summary) BETWEEN 1 AND 4000),
    reported_by bigint REFERENCES app_user,
    on_behalf boolean NOT NULL,
    reported_at timestamptz NOT NULL,
    CONSTRAINT lecture_report_within CHECK (minutes <= extract(epoch FROM upper(held) - lower(held)) / 60),
    CONSTRAINT lecture_report_afterwards CHECK (reported_at >= upper(held))
);
SELECT make_append_only('lecture_report');

-- 開催確認: what the host, or a self-hosted lecture's co-host, attests; else a coordinator on evidence with a reason.
CREATE TABLE host_confirmation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL UNIQUE REFERENCES assignment,
    organization_id bigint REFERENCES organization,
    attendance integer NOT NULL CONSTRAINT host_confirmation_attendance CHECK (attendance BETWEEN 0 AND 10000),
    minutes integer NOT NULL CONSTRAINT host_confirmation_minutes CHECK (minutes BETWEEN 1 AND 720),
    satisfaction smallint CONSTRAINT host_confirmation_satisfaction CHECK (satisfaction BETWEEN 1 AND 5),
    would_ask_again boolean,
    comment text NOT NULL CONSTRAINT host_confirmation_comment CHECK (length(comment) <= 2000),
    confirmed_by bigint REFERENCES app_user,
    on_behalf boolean NOT NULL,
    evidence_id bigint,
    reason text CONSTRAINT host_confirmation_reason CHECK (length(reason) BETWEEN 1 AND 2000),
    confirmed_at timestamptz NOT NULL,
    FOREIGN KEY (evidence_id, assignment_id) REFERENCES evidence (id, assignment_id),
    CONSTRAINT host_confirmation_who CHECK (
        organization_id IS NOT NULL OR (evidence_id IS NOT NULL AND reason IS NOT NULL)
    )
);
SELECT make_append_only('host_confirmation');

-- One leg of a journey, claimed with the report; paid to the presenter, or by the body to carrier or hotel.
CREATE TABLE travel_leg (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL REFERENCES assignment,
    travelled_on date NOT NULL,
    mode text NOT NULL
        CONSTRAINT travel_leg_mode CHECK (mode IN ('rail', 'bus', 'car', 'taxi', 'ferry', 'air', 'lodging')),
    from_place text NOT NULL CONSTRAINT travel_leg_from CHECK (length(from_place) BETWEEN 1 AND 100),
    to_place text NOT NULL CONSTRAINT travel_leg_to CHECK (length(to_place) BETWEEN 1 AND 100),
    amount bigint NOT NULL CONSTRAINT travel_leg_amount CHECK (amount BETWEEN 1 AND 1000000),
    paid_directly boolean NOT NULL,
    evidence_id bigint,
    claimed_at timestamptz NOT NULL,
    FOREIGN KEY (evidence_id, assignment_id) REFERENCES evidence (id, assignment_id)
);
SELECT make_append_only('travel_leg');
CREATE INDEX travel_leg_by_assignment ON travel_leg (assignment_id);
