-- Whoever waits for a mail before they can go on, by a link that may serve for minutes only, waits behind no others.
ALTER TABLE outbox_message
    ADD COLUMN is_awaited boolean NOT NULL
        GENERATED ALWAYS AS (kind IN ('sign_in_link', 'password_link', 'application_link', 'address_link')) STORED;
DROP INDEX outbox_message_due;
CREATE INDEX outbox_message_due ON outbox_message (is_awaited DESC, due_at, id) WHERE state = 'queued';
