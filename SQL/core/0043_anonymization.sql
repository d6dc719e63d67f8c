-- Persons are anonymized when nothing needs their names any more (匿名化): by the worker once the time for which the
-- office keeps them is over, or by an administrator before.
--
-- What was asked, held, attested and paid stays and says no more whose it was. Payees, evidence and the papers of closed
-- months are accounts: they keep the names that they were written with.

ALTER TABLE presenter
    ADD COLUMN anonymized_at timestamptz,
    ADD CONSTRAINT presenter_anonymized_left CHECK (anonymized_at IS NULL OR state IN ('retired', 'deceased'));
ALTER TABLE app_user
    ADD COLUMN anonymized_at timestamptz,
    ADD CONSTRAINT app_user_anonymized_disabled CHECK (anonymized_at IS NULL OR state = 'disabled');
-- Of a request its contact and the deputy are persons.
ALTER TABLE lecture_request
    ADD COLUMN contact_anonymized_at timestamptz,
    ADD CONSTRAINT lecture_request_anonymized_ended CHECK (
        contact_anonymized_at IS NULL OR state IN ('closed', 'rejected', 'cancelled')
    );

-- A name is taken away by the functions below, and never comes back.
CREATE FUNCTION refuse_anonymized_change() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    RAISE EXCEPTION 'who was anonymized stays so'
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_anonymized';
END
$$;
CREATE TRIGGER anonymized BEFORE UPDATE ON presenter FOR EACH ROW
    WHEN (OLD.anonymized_at IS NOT NULL OR (NEW.anonymized_at IS NOT NULL AND kodan_role() <> 'system'))
    EXECUTE FUNCTION refuse_anonymized_change();
CREATE TRIGGER anonymized BEFORE UPDATE ON app_user FOR EACH ROW
    WHEN (OLD.anonymized_at IS NOT NULL OR (NEW.anonymized_at IS NOT NULL AND kodan_role() <> 'system'))
    EXECUTE FUNCTION refuse_anonymized_change();
CREATE TRIGGER anonymized
    BEFORE UPDATE OF contact_name, contact_email, contact_phone, contact_department, deputy_name, deputy_email,
        deputy_phone, contact_anonymized_at
    ON lecture_request FOR EACH ROW
    WHEN (OLD.contact_anonymized_at IS NOT NULL
        OR (NEW.contact_anonymized_at IS NOT NULL AND kodan_role() <> 'system'))
    EXECUTE FUNCTION refuse_anonymized_change();

-- Nobody comes back into a role, an organization or a profile under a name that was taken away.
CREATE FUNCTION refuse_anonymized_user() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT FROM app_user WHERE id = NEW.user_id AND anonymized_at IS NOT NULL) THEN
        RAISE EXCEPTION 'who was anonymized stays so'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'app_user_anonymized';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER anonymized_user BEFORE INSERT ON user_role FOR EACH ROW EXECUTE FUNCTION refuse_anonymized_user();
CREATE TRIGGER anonymized_user BEFORE INSERT ON organization_member
    FOR EACH ROW EXECUTE FUNCTION refuse_anonymized_user();

-- Nor is anything more noted of a presenter without a name.
CREATE FUNCTION refuse_anonymized_presenter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT FROM presenter WHERE id = NEW.presenter_id AND anonymized_at IS NOT NULL) THEN
        RAISE EXCEPTION 'who was anonymized stays so'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'presenter_anonymized';
    END IF;
    RETURN NEW;
END
$$;
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'presenter_qualification', 'presenter_topic', 'presenter_hours', 'presenter_blackout', 'presenter_organization',
        'presenter_payee', 'calendar_feed'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER anonymized_presenter BEFORE INSERT ON %I
                FOR EACH ROW EXECUTE FUNCTION refuse_anonymized_presenter()', target);
    END LOOP;
END
$$;

-- What a name is still needed for; NULL when nothing needs it.

CREATE FUNCTION presenter_needed(asked bigint) RETURNS text
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT CASE
            WHEN presenter.state NOT IN ('retired', 'deceased') THEN 'registered'
            WHEN EXISTS (
                SELECT FROM lecture_request AS request
                 WHERE request.state NOT IN ('closed', 'rejected', 'cancelled')
                   AND (request.asking_presenter_id = presenter.id OR EXISTS (
                       SELECT FROM assignment
                        WHERE assignment.request_id = request.id
                          AND assignment.presenter_id = presenter.id
                          AND assignment.state IN ('confirmed', 'reconfirmed', 'delivered')
                   ))
            ) THEN 'request'
            WHEN EXISTS (
                SELECT FROM honorarium
                 WHERE honorarium.presenter_id = presenter.id
                   AND honorarium.gross <> 0
                   AND NOT EXISTS (
                       SELECT FROM payment_line AS line
                         JOIN payment ON payment.id = line.payment_id
                        WHERE line.honorarium_id = honorarium.id
                          AND line.released_at IS NULL
                          AND payment.state = 'paid'
                   )
                   -- What was corrected before any payment held it is owed no more, nor is the entry that took it back.
                   AND NOT (
                       EXISTS (SELECT FROM honorarium AS red WHERE red.corrects_id = honorarium.id AND red.entry = 'red')
                       AND NOT EXISTS (
                           SELECT FROM payment_line AS line
                            WHERE line.honorarium_id = honorarium.id AND line.released_at IS NULL
                       )
                   )
                   AND NOT (
                       honorarium.entry = 'red'
                       AND NOT EXISTS (
                           SELECT FROM payment_line AS line
                            WHERE line.honorarium_id = honorarium.corrects_id AND line.released_at IS NULL
                       )
                   )
            ) THEN 'owed'
            END
          FROM presenter
         WHERE presenter.id = asked;
    END;

CREATE FUNCTION user_needed(asked bigint, today date) RETURNS text
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT CASE
            -- What the body's people did, they did in its name.
            WHEN EXISTS (
                SELECT FROM user_role WHERE user_id = asked AND role NOT IN ('host', 'presenter')
            ) THEN 'staff'
            WHEN EXISTS (
                SELECT FROM presenter WHERE user_id = asked AND anonymized_at IS NULL
            ) THEN 'presenter'
            WHEN EXISTS (
                SELECT FROM organization_member WHERE user_id = asked AND NOT valid << daterange(today, NULL)
            ) THEN 'member'
            END;
    END;

CREATE FUNCTION contact_needed(asked bigint) RETURNS text
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT CASE WHEN state NOT IN ('closed', 'rejected', 'cancelled') THEN 'request' END
          FROM lecture_request
         WHERE id = asked;
    END;

REVOKE ALL ON FUNCTION presenter_needed(bigint), user_needed(bigint, date), contact_needed(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION presenter_needed(bigint), user_needed(bigint, date), contact_needed(bigint)
    TO kodan_app, kodan_worker;

-- What takes a name away is done in here alone, by the service itself: no role may delete what is deleted here.

CREATE FUNCTION require_forgettable(needed text) RETURNS void
    LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF kodan_role() <> 'system' THEN
        RAISE EXCEPTION 'persons are anonymized by the service itself' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF needed IS NOT NULL THEN
        RAISE EXCEPTION 'this name is still needed: %', needed
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'person_still_needed';
    END IF;
END
$$;

-- Mails and what came of them; who wanted no more of them still wants none.
CREATE FUNCTION delete_mails(gone bigint[]) RETURNS integer
    LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    deleted integer;
BEGIN
    UPDATE mail_bounce SET message_id = NULL WHERE message_id = ANY (gone);
    UPDATE mail_unsubscription SET message_id = NULL WHERE message_id = ANY (gone);
    DELETE FROM outbox_message WHERE id = ANY (gone);
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
END
$$;
ALTER TABLE mail_unsubscription ALTER COLUMN message_id DROP NOT NULL;
CREATE INDEX mail_bounce_by_message ON mail_bounce (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX mail_unsubscription_by_message ON mail_unsubscription (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_message_by_offer ON outbox_message (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX outbox_message_by_assignment ON outbox_message (assignment_id) WHERE assignment_id IS NOT NULL;

-- What an address left behind that nobody is reached at any more.
CREATE FUNCTION forget_addresses(forgotten text[]) RETURNS void
    LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    PERFORM delete_mails(ARRAY(SELECT id FROM outbox_message WHERE lower(recipient::text) = ANY (forgotten)));
    DELETE FROM mail_bounce WHERE lower(address::text) = ANY (forgotten);
    DELETE FROM mail_unsubscription WHERE address = ANY (forgotten);
END
$$;

CREATE FUNCTION anonymize_presenter(forgotten bigint, at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    known presenter;
BEGIN
    PERFORM require_forgettable(presenter_needed(forgotten));
    SELECT * INTO STRICT known FROM presenter WHERE id = forgotten FOR UPDATE;
    PERFORM delete_mails(ARRAY(
        SELECT id FROM outbox_message WHERE presenter_id = forgotten
        UNION
        SELECT message.id FROM outbox_message AS message
          JOIN offer ON offer.id = message.offer_id
         WHERE offer.presenter_id = forgotten
        UNION
        SELECT message.id FROM outbox_message AS message
          JOIN assignment ON assignment.id = message.assignment_id
         WHERE assignment.presenter_id = forgotten
    ));
    PERFORM forget_addresses(ARRAY(
        SELECT known.email_key UNION SELECT lower(email) FROM presenter_former_email WHERE presenter_id = forgotten
    ));
    DELETE FROM presenter_former_email WHERE presenter_id = forgotten;
    DELETE FROM presenter_blackout WHERE presenter_id = forgotten;
    DELETE FROM presenter_hours WHERE presenter_id = forgotten;
    DELETE FROM presenter_organization WHERE presenter_id = forgotten;
    DELETE FROM calendar_feed WHERE presenter_id = forgotten;
    -- A user who goes on as a host is known by name, and does not tell whose the profile was.
    UPDATE user_role SET revoked_at = greatest(at, granted_at + interval '1 microsecond')
     WHERE user_id = known.user_id AND role = 'presenter' AND revoked_at IS NULL;
    UPDATE presenter_qualification SET number = NULL WHERE presenter_id = forgotten;
    UPDATE presenter
       SET user_id = NULL, family_name = '匿名', given_name = '講師', family_kana = 'トクメイ', given_kana = 'コウシ',
           email = 'pre-' || id || '@anonymized.invalid', phone = '000-0000-0000', postal_code = '0000000',
           address = '匿名', latitude_e6 = place.latitude_e6, longitude_e6 = place.longitude_e6, state_reason = NULL, anonymized_at = at
      FROM municipality AS place
     WHERE presenter.id = forgotten
       AND place.code = presenter.municipality_code;
END
$$;

CREATE FUNCTION anonymize_user(forgotten bigint, at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    known app_user;
BEGIN
    PERFORM require_forgettable(user_needed(forgotten, (at AT TIME ZONE 'Asia/Tokyo')::date));
    SELECT * INTO STRICT known FROM app_user WHERE id = forgotten FOR UPDATE;
    PERFORM forget_addresses(ARRAY[known.email_key]);
    DELETE FROM user_password WHERE user_id = forgotten;
    DELETE FROM user_totp WHERE user_id = forgotten;
    DELETE FROM recovery_code WHERE user_id = forgotten;
    DELETE FROM sign_in_link WHERE user_id = forgotten;
    DELETE FROM user_session WHERE user_id = forgotten;
    DELETE FROM access_token WHERE user_id = forgotten;
    DELETE FROM known_address WHERE user_id = forgotten;
    DELETE FROM kept_answer WHERE user_id = forgotten;
    UPDATE user_role SET revoked_at = greatest(at, granted_at + interval '1 microsecond')
     WHERE user_id = forgotten AND revoked_at IS NULL;
    UPDATE app_user
       SET display_name = '匿名の利用者', email = 'usr-' || id || '@anonymized.invalid', state = 'disabled', anonymized_at = at
     WHERE id = forgotten;
END
$$;

CREATE FUNCTION anonymize_contact(forgotten bigint, at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    known lecture_request;
BEGIN
    PERFORM require_forgettable(contact_needed(forgotten));
    SELECT * INTO STRICT known FROM lecture_request WHERE id = forgotten FOR UPDATE;
    PERFORM delete_mails(ARRAY(
        SELECT id FROM outbox_message WHERE request_id = forgotten
        UNION
        SELECT message.id FROM outbox_message AS message
          JOIN assignment ON assignment.id = message.assignment_id
         WHERE assignment.request_id = forgotten
    ));
    DELETE FROM kept_answer WHERE request_id = forgotten;
    UPDATE material_delivery SET ship_to = '匿名'
     WHERE ship_to IS NOT NULL
       AND assignment_id IN (SELECT id FROM assignment WHERE request_id = forgotten);
    UPDATE lecture_request
       SET contact_name = '匿名の担当者', contact_email = 'req-' || id || '@anonymized.invalid',
           contact_phone = '000-0000-0000', contact_department = NULL, deputy_name = NULL, deputy_email = NULL,
           deputy_phone = NULL, link_round = least(link_round + 1, 1000), contact_anonymized_at = at
     WHERE id = forgotten;
END
$$;

-- Mails that were done with before this moment, the oldest ones first, and what came of them; how many mails went.
CREATE FUNCTION forget_old_mails(before timestamptz, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM require_forgettable(NULL);
    DELETE FROM mail_bounce WHERE recorded_at < before;
    DELETE FROM mail_unsubscription AS wish
     WHERE wish.unsubscribed_at < before
       AND NOT EXISTS (SELECT FROM presenter WHERE email_key = wish.address)
       AND NOT EXISTS (SELECT FROM app_user WHERE email_key = wish.address)
       AND NOT EXISTS (SELECT FROM lecture_request WHERE lower(contact_email) = wish.address);
    RETURN delete_mails(ARRAY(
        SELECT id FROM outbox_message
         WHERE state <> 'queued'
           AND queued_at < before
           AND coalesce(sent_at, queued_at) < before
         ORDER BY id
         LIMIT most
    ));
END
$$;

REVOKE ALL ON FUNCTION require_forgettable(text), delete_mails(bigint[]), forget_addresses(text[]),
    anonymize_presenter(bigint, timestamptz), anonymize_user(bigint, timestamptz),
    anonymize_contact(bigint, timestamptz), forget_old_mails(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION anonymize_presenter(bigint, timestamptz), anonymize_user(bigint, timestamptz),
    anonymize_contact(bigint, timestamptz), forget_old_mails(timestamptz, integer) TO kodan_app, kodan_worker;

-- Persons whose time is over are looked for once a day.
ALTER TABLE daily_run
    DROP CONSTRAINT daily_run_job,
    ADD CONSTRAINT daily_run_job CHECK (job IN ('nightly_match', 'shipping_days', 'anonymization'));
