-- Who did what, sealed in a chain; and what waits to be told.

-- Ids only: no personal value stands here, so that the record outlives anonymization.
CREATE TABLE audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    user_id bigint REFERENCES app_user,
    role text NOT NULL,
    on_behalf_of text,
    action text NOT NULL CONSTRAINT audit_event_action CHECK (action ~ '^[a-z_]+[.][a-z_]+$'),
    subject text NOT NULL CONSTRAINT audit_event_subject CHECK (subject ~ '^[a-z]+-[0-9a-z-]+$'),
    reason text,
    detail jsonb NOT NULL
);
CREATE INDEX audit_event_by_subject ON audit_event (subject, id);
SELECT make_append_only('audit_event');

-- Each seal hashes the one before it and the lines of its events.
CREATE TABLE audit_seal (
    id bigint PRIMARY KEY CONSTRAINT audit_seal_numbered CHECK (id > 0),
    previous bytea NOT NULL,
    sha256 bytea NOT NULL UNIQUE CONSTRAINT audit_seal_digest CHECK (length(sha256) = 32),
    events integer NOT NULL CONSTRAINT audit_seal_events CHECK (events > 0),
    sealed_at timestamptz NOT NULL
);
SELECT make_append_only('audit_seal');

CREATE TABLE audit_sealed_event (
    event_id bigint PRIMARY KEY REFERENCES audit_event,
    seal_id bigint NOT NULL REFERENCES audit_seal
);
CREATE INDEX audit_sealed_event_by_seal ON audit_sealed_event (seal_id, event_id);
SELECT make_append_only('audit_sealed_event');

-- A seal continues the newest one, without a gap.
CREATE FUNCTION refuse_broken_chain() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.id <> coalesce((SELECT max(id) FROM audit_seal), 0) + 1
        OR NEW.previous <> coalesce((SELECT sha256 FROM audit_seal WHERE id = NEW.id - 1), '\x'::bytea)
    THEN
        RAISE EXCEPTION 'a seal continues the chain'
            USING ERRCODE = 'check_violation', TABLE = 'audit_seal', CONSTRAINT = 'audit_seal_continues';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER continues BEFORE INSERT ON audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_broken_chain();

-- Written in the transaction of the change that it tells of; sent by the worker.
CREATE TABLE outbox_message (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CONSTRAINT outbox_message_kind CHECK (kind ~ '^[a-z_]+$'),
    recipient email_address NOT NULL,
    recipient_name text NOT NULL,
    subject text NOT NULL CONSTRAINT outbox_message_subject CHECK (subject ~ '^[a-z]+-[0-9a-z-]+$'),
    values jsonb NOT NULL,
    message_id text NOT NULL UNIQUE,
    state text NOT NULL CONSTRAINT outbox_message_state CHECK (state IN ('queued', 'sent', 'dead')),
    attempts integer NOT NULL CONSTRAINT outbox_message_attempts CHECK (attempts BETWEEN 0 AND 100),
    queued_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    sent_at timestamptz,
    last_error text,
    CONSTRAINT outbox_message_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX outbox_message_due ON outbox_message (due_at, id) WHERE state = 'queued';
CREATE TRIGGER transition BEFORE UPDATE OF state ON outbox_message
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('outbox_message', 'queued', 'sent'),
    ('outbox_message', 'queued', 'dead'),
    ('outbox_message', 'dead', 'queued');
