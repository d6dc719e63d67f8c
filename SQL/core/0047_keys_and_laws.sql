-- Mails and bounces are found by the address in a column of its own, as people are: behind row-level security an index on
-- an expression is not used.
ALTER TABLE outbox_message
    ADD COLUMN recipient_key text NOT NULL GENERATED ALWAYS AS (lower(recipient)) STORED;
DROP INDEX outbox_message_by_recipient;
CREATE INDEX outbox_message_by_recipient ON outbox_message (recipient_key, id);
ALTER TABLE mail_bounce
    ADD COLUMN address_key text NOT NULL GENERATED ALWAYS AS (lower(address)) STORED;
DROP INDEX mail_bounce_open;
CREATE INDEX mail_bounce_open ON mail_bounce (address_key) WHERE is_hard AND cleared_at IS NULL;
CREATE INDEX presenter_by_email ON presenter (email_key);
CREATE INDEX organization_by_email ON organization (email_key);

CREATE OR REPLACE FUNCTION forget_addresses(former text[]) RETURNS void
    LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    gone text[] := ARRAY(SELECT address FROM unnest(former) AS address WHERE NOT address_stands(address));
BEGIN
    PERFORM delete_mails(ARRAY(
        SELECT id FROM outbox_message WHERE recipient_key = ANY (gone) AND state <> 'queued'
    ));
    DELETE FROM mail_bounce WHERE address_key = ANY (gone);
    DELETE FROM mail_unsubscription WHERE address = ANY (gone);
END
$$;

CREATE OR REPLACE FUNCTION kodan_keeps_address(kept text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited()
        OR EXISTS (
            SELECT FROM presenter
             WHERE presenter.email_key = lower(kept) AND kodan_keeps_place(presenter.municipality_code)
        )
        OR EXISTS (
            SELECT FROM organization
             WHERE organization.email_key = lower(kept) AND kodan_keeps_place(organization.municipality_code)
        )
        OR EXISTS (
            SELECT FROM outbox_message AS mail
             WHERE mail.recipient_key = lower(kept)
               AND kodan_keeps_mail(mail.request_id, mail.assignment_id, mail.offer_id, mail.change_id,
                                    mail.presenter_id, mail.subject)
        );
END
$$;

-- What was sealed a day ago and more needs no second look.
CREATE INDEX audit_seal_by_time ON audit_seal (sealed_at, id);

-- Which state follows which is the schema's law: no server writes it.
REVOKE INSERT, UPDATE ON state_transition FROM kodan_app, kodan_worker;
DROP POLICY system_all ON state_transition;
DROP POLICY administrator_adds ON state_transition;
