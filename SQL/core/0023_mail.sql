-- Mails follow what they tell of. They are claimed under a lease, limited by domain, given up or overtaken; a mail that
-- came back waits for a person, and who wants no courtesy mails gets none.

ALTER TABLE outbox_message
    DROP CONSTRAINT outbox_message_state,
    DROP CONSTRAINT outbox_message_sent,
    -- What it is about, so that its state can be looked at again when the mail is about to be sent.
    ADD COLUMN request_id bigint REFERENCES lecture_request,
    ADD COLUMN offer_id bigint REFERENCES offer,
    ADD COLUMN assignment_id bigint REFERENCES assignment,
    ADD COLUMN presenter_id bigint REFERENCES presenter,
    -- Whose address counts when it is sent: the one that it was given, the presenter's, that of the request's contact.
    ADD COLUMN addressee text NOT NULL DEFAULT 'fixed'
        CONSTRAINT outbox_message_addressee CHECK (addressee IN ('fixed', 'presenter', 'contact')),
    ADD COLUMN domain text NOT NULL GENERATED ALWAYS AS (lower(split_part(recipient::text, '@', 2))) STORED,
    -- From when its age counts: from the beginning, or from when somebody had it sent again.
    ADD COLUMN tried_from timestamptz,
    -- Who claimed it has it until then; the number tells one claim from the next.
    ADD COLUMN leased_until timestamptz,
    ADD COLUMN lease integer NOT NULL DEFAULT 0 CONSTRAINT outbox_message_lease CHECK (lease >= 0),
    ADD COLUMN overtaken_because text
        CONSTRAINT outbox_message_because CHECK (overtaken_because ~ '^[a-z_]+$'),
    ADD CONSTRAINT outbox_message_state CHECK (state IN ('queued', 'sent', 'dead', 'overtaken')),
    ADD CONSTRAINT outbox_message_sent CHECK (
        (state <> 'sent' OR sent_at IS NOT NULL) AND (state IN ('sent', 'dead') OR sent_at IS NULL)
    ),
    ADD CONSTRAINT outbox_message_overtaken CHECK ((state = 'overtaken') = (overtaken_because IS NOT NULL)),
    ADD CONSTRAINT outbox_message_to_presenter CHECK (addressee <> 'presenter' OR presenter_id IS NOT NULL),
    ADD CONSTRAINT outbox_message_to_contact CHECK (addressee <> 'contact' OR request_id IS NOT NULL);

UPDATE outbox_message SET tried_from = queued_at;
UPDATE outbox_message SET request_id = lecture_request.id
  FROM lecture_request
 WHERE outbox_message.values ->> 'request' = 'req-' || lecture_request.id;
UPDATE outbox_message SET offer_id = offer.id, presenter_id = offer.presenter_id
  FROM offer
 WHERE outbox_message.subject = 'ofr-' || offer.id;
UPDATE outbox_message SET assignment_id = assignment.id, presenter_id = assignment.presenter_id
  FROM assignment
 WHERE outbox_message.subject = 'asg-' || assignment.id;
ALTER TABLE outbox_message ALTER COLUMN tried_from SET NOT NULL;

-- A mail that came back was sent and is dead; it can be sent again.
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('outbox_message', 'queued', 'overtaken'),
    ('outbox_message', 'sent', 'dead');

CREATE INDEX outbox_message_by_request ON outbox_message (request_id, id) WHERE request_id IS NOT NULL;
CREATE INDEX outbox_message_by_presenter ON outbox_message (presenter_id, id) WHERE presenter_id IS NOT NULL;
CREATE INDEX outbox_message_by_recipient ON outbox_message (lower(recipient::text), id);
CREATE INDEX outbox_message_by_state ON outbox_message (state, id) WHERE state <> 'sent';

-- The desk sees mails about requests that it sees; secrets in them are sealed.
CREATE POLICY staff_reads ON outbox_message FOR SELECT
    USING ((SELECT kodan_role()) IN ('coordinator', 'auditor')
        AND (request_id IS NULL
             OR EXISTS (SELECT FROM lecture_request WHERE lecture_request.id = outbox_message.request_id)));

-- How many mails went to a domain since its window opened; a full one opens again at `full_until`.
CREATE TABLE mail_domain_use (
    domain text PRIMARY KEY CONSTRAINT mail_domain_use_domain CHECK (length(domain) BETWEEN 1 AND 254),
    window_from timestamptz NOT NULL,
    used integer NOT NULL CONSTRAINT mail_domain_use_used CHECK (used >= 0),
    full_until timestamptz CONSTRAINT mail_domain_use_full CHECK (full_until > window_from)
);
SELECT open_to('mail_domain_use', '{}');

-- A mail that came back, as its report or a person told it.
CREATE TABLE mail_bounce (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id bigint REFERENCES outbox_message,
    address email_address NOT NULL,
    -- Hard: the address takes no mail, until somebody says otherwise.
    is_hard boolean NOT NULL,
    -- RFC 3463, where the report tells one.
    status text CONSTRAINT mail_bounce_status CHECK (status ~ '^[245][.][0-9]{1,3}[.][0-9]{1,3}$'),
    words text NOT NULL CONSTRAINT mail_bounce_words CHECK (length(words) BETWEEN 1 AND 500),
    recorded_at timestamptz NOT NULL,
    recorded_by bigint REFERENCES app_user,
    cleared_at timestamptz CONSTRAINT mail_bounce_cleared_later CHECK (cleared_at >= recorded_at),
    cleared_by bigint REFERENCES app_user,
    clear_reason text CONSTRAINT mail_bounce_clear_reason CHECK (length(clear_reason) BETWEEN 1 AND 1000),
    CONSTRAINT mail_bounce_cleared CHECK ((cleared_at IS NULL) = (clear_reason IS NULL)),
    CONSTRAINT mail_bounce_cleared_whose CHECK (cleared_at IS NOT NULL OR cleared_by IS NULL)
);
CREATE INDEX mail_bounce_open ON mail_bounce (lower(address::text)) WHERE is_hard AND cleared_at IS NULL;
CREATE UNIQUE INDEX mail_bounce_once ON mail_bounce (message_id) WHERE is_hard AND cleared_at IS NULL;
SELECT open_to('mail_bounce', '{coordinator,administrator}', '{coordinator,administrator}');

-- Who wants no courtesy mails, by the address in lower case, and by which mail they said so.
CREATE TABLE mail_unsubscription (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address text NOT NULL
        CONSTRAINT mail_unsubscription_address CHECK (address = lower(address) AND length(address) BETWEEN 3 AND 254),
    message_id bigint NOT NULL REFERENCES outbox_message,
    unsubscribed_at timestamptz NOT NULL,
    ended_at timestamptz CONSTRAINT mail_unsubscription_ended_later CHECK (ended_at >= unsubscribed_at)
);
CREATE UNIQUE INDEX mail_unsubscription_open ON mail_unsubscription (address) WHERE ended_at IS NULL;
SELECT open_to('mail_unsubscription', '{}', '{coordinator,administrator}');
