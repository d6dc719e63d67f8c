-- Persons are anonymized when nothing needs their names any more (匿名化): by the worker once the time for which the
-- office keeps them is over, or by an administrator before.
--
-- What was asked, held, attested and paid stays and says no more whose it was. Payees, evidence, journeys and papers of
-- closed months are accounts: they keep the names that they were written with. A later migration that updates people
-- meets the triggers below.

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

-- Nobody comes back into a role, an organization or a session under a name that was taken away. Whoever is being
-- anonymized is waited for.
CREATE FUNCTION refuse_anonymized_user() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    gone timestamptz;
BEGIN
    SELECT anonymized_at INTO gone FROM app_user WHERE id = NEW.user_id FOR KEY SHARE;
    IF gone IS NOT NULL THEN
        RAISE EXCEPTION 'who was anonymized stays so'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'app_user_anonymized';
    END IF;
    RETURN NEW;
END
$$;
-- Nor is anything more noted of a presenter without a name.
CREATE FUNCTION refuse_anonymized_presenter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    gone timestamptz;
BEGIN
    SELECT anonymized_at INTO gone FROM presenter WHERE id = NEW.presenter_id FOR KEY SHARE;
    IF gone IS NOT NULL THEN
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
        'user_role', 'organization_member', 'user_session', 'sign_in_link', 'access_token', 'user_password'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER anonymized_user BEFORE INSERT ON %I
                FOR EACH ROW EXECUTE FUNCTION refuse_anonymized_user()', target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY[
        'presenter_qualification', 'presenter_topic', 'presenter_hours', 'presenter_blackout', 'presenter_organization',
        'presenter_payee', 'presenter_new_email', 'presenter_former_email', 'calendar_feed'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER anonymized_presenter BEFORE INSERT ON %I
                FOR EACH ROW EXECUTE FUNCTION refuse_anonymized_presenter()', target);
    END LOOP;
END
$$;

-- What a name is still needed for; NULL when nothing needs it. The worker asks with `since`, the first day of which
-- names are kept: what has rested for longer holds nobody. An administrator asks without it.

CREATE FUNCTION day_begins(day date) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN day::timestamp AT TIME ZONE 'Asia/Tokyo';

CREATE FUNCTION contact_needed(asked bigint) RETURNS text
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT CASE
            WHEN request.state NOT IN ('closed', 'rejected', 'cancelled')
                OR EXISTS (SELECT FROM desk_entry WHERE request_id = request.id AND closed_at IS NULL)
            THEN 'request'
            END
          FROM lecture_request AS request
         WHERE request.id = asked;
    END;

-- As one of the body's people, or as a host.
CREATE FUNCTION sign_in_needed(asked bigint, today date, since date) RETURNS text
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT CASE
            -- What the body's people did, they did in its name.
            WHEN EXISTS (
                SELECT FROM user_role WHERE user_id = asked AND role NOT IN ('host', 'presenter')
            ) THEN 'staff'
            WHEN EXISTS (
                SELECT FROM organization_member AS member
                 WHERE member.user_id = asked
                   AND NOT member.valid << daterange(today, NULL)
                   AND (since IS NULL OR EXISTS (
                       SELECT FROM lecture_request AS request
                        WHERE request.organization_id = member.organization_id
                          AND (request.state NOT IN ('closed', 'rejected', 'cancelled')
                               OR request.created_at >= day_begins(since))
                   ))
            ) THEN 'member'
            WHEN EXISTS (
                SELECT FROM organization_member AS member
                  JOIN lecture_request AS request ON request.organization_id = member.organization_id
                  JOIN app_user ON app_user.id = member.user_id
                 WHERE member.user_id = asked
                   AND contact_needed(request.id) IS NOT NULL
                   AND app_user.email_key IN (lower(request.contact_email), lower(request.deputy_email))
            ) THEN 'request'
            END;
    END;

CREATE FUNCTION user_needed(asked bigint, today date, since date) RETURNS text
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT CASE
            WHEN EXISTS (
                SELECT FROM presenter WHERE user_id = asked AND anonymized_at IS NULL
            ) THEN 'presenter'
            ELSE sign_in_needed(asked, today, since)
            END;
    END;

-- Whether an entry has yet to be paid, or paid back. What was corrected before any payment held it is owed no more, nor
-- is the entry that took it back.
CREATE FUNCTION honorarium_owed(asked bigint) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT entry.gross <> 0
           AND NOT EXISTS (
                   SELECT FROM payment_line AS line
                     JOIN payment ON payment.id = line.payment_id
                    WHERE line.honorarium_id = entry.id
                      AND line.released_at IS NULL
                      AND payment.state = 'paid'
               )
           AND NOT (
                   EXISTS (SELECT FROM honorarium AS red WHERE red.corrects_id = entry.id AND red.entry = 'red')
                   AND NOT EXISTS (
                       SELECT FROM payment_line AS line
                        WHERE line.honorarium_id = entry.id AND line.released_at IS NULL
                   )
               )
           AND NOT (
                   entry.entry = 'red'
                   AND NOT EXISTS (
                       SELECT FROM payment_line AS line
                        WHERE line.honorarium_id = entry.corrects_id AND line.released_at IS NULL
                   )
               )
          FROM honorarium AS entry
         WHERE entry.id = asked;
    END;

CREATE FUNCTION presenter_needed(asked bigint, today date, since date) RETURNS text
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT CASE
            WHEN presenter.state NOT IN ('retired', 'deceased') THEN 'registered'
            WHEN EXISTS (
                SELECT FROM lecture_request AS request
                 WHERE contact_needed(request.id) IS NOT NULL
                   AND request.asking_presenter_id = presenter.id
            ) OR EXISTS (
                SELECT FROM assignment
                 WHERE assignment.presenter_id = presenter.id
                   AND assignment.state IN ('confirmed', 'reconfirmed', 'delivered')
                   AND contact_needed(assignment.request_id) IS NOT NULL
            ) THEN 'request'
            WHEN EXISTS (
                SELECT FROM honorarium
                 WHERE honorarium.presenter_id = presenter.id
                   AND honorarium_owed(honorarium.id)
            ) OR EXISTS (
                -- Travel that was bought for a lecture that was called off, and is claimed.
                SELECT FROM assignment
                  JOIN travel_leg AS leg ON leg.assignment_id = assignment.id
                 WHERE assignment.presenter_id = presenter.id
                   AND assignment.state IN ('cancelled', 'no_show', 'released')
                   AND NOT leg.paid_directly
                   AND (since IS NULL OR leg.claimed_at >= day_begins(since))
                   AND NOT EXISTS (SELECT FROM honorarium WHERE honorarium.assignment_id = assignment.id)
            ) THEN 'owed'
            -- Whoever goes on by name as somebody else would tell whose the profile was; and what is their own is not
            -- theirs to decide, however long ago it was.
            ELSE sign_in_needed(presenter.user_id, today, since)
            END
          FROM presenter
         WHERE presenter.id = asked;
    END;

-- Whether nothing has concerned somebody from `since` on: no step of the record, visit, lecture or payment.

CREATE FUNCTION contact_untouched(asked bigint, since date) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT request.created_at < day_begins(since)
           AND NOT EXISTS (
                   SELECT FROM request_slot
                    WHERE request_id = request.id
                      AND upper(during) > day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM assignment
                    WHERE request_id = request.id
                      AND upper(during) > day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM audit_event
                    WHERE subject = 'req-' || request.id
                      AND at >= day_begins(since)
               )
          FROM lecture_request AS request
         WHERE request.id = asked;
    END;

-- The requests of which somebody is the contact and has their name yet: a presenter asked for them, a user acts or
-- acted for the organization that did.
CREATE FUNCTION requests_in_name_of(as_presenter bigint, as_user bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT request.id
          FROM lecture_request AS request
         WHERE request.contact_anonymized_at IS NULL
           AND request.asking_presenter_id = as_presenter
        UNION
        SELECT request.id
          FROM organization_member AS member
          JOIN app_user ON app_user.id = member.user_id
          JOIN lecture_request AS request ON request.organization_id = member.organization_id
         WHERE member.user_id = as_user
           AND request.contact_anonymized_at IS NULL
           AND app_user.email_key IN (lower(request.contact_email), lower(request.deputy_email));
    END;

CREATE FUNCTION user_untouched(asked bigint, since date) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT app_user.created_at < day_begins(since)
           AND NOT EXISTS (
                   SELECT FROM organization_member
                    WHERE user_id = app_user.id
                      AND (lower(valid) >= since OR upper(valid) >= since)
               )
           AND NOT EXISTS (
                   SELECT FROM user_role
                    WHERE user_id = app_user.id
                      AND greatest(granted_at, revoked_at) >= day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM user_session
                    WHERE user_id = app_user.id
                      AND last_seen_at >= day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM access_token
                    WHERE user_id = app_user.id
                      AND greatest(created_at, last_used_at) >= day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM audit_event
                    WHERE user_id = app_user.id
                      AND at >= day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM audit_event
                    WHERE subject = 'usr-' || app_user.id
                      AND at >= day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM requests_in_name_of(NULL, app_user.id) AS request
                    WHERE NOT contact_untouched(request, since)
               )
          FROM app_user
         WHERE app_user.id = asked;
    END;

CREATE FUNCTION presenter_untouched(asked bigint, since date) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT presenter.registered_on < since
           AND coalesce(user_untouched(presenter.user_id, since), true)
           AND NOT EXISTS (
                   SELECT FROM audit_event
                    WHERE subject = 'pre-' || presenter.id
                      AND at >= day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM assignment
                    WHERE presenter_id = presenter.id
                      AND upper(during) > day_begins(since)
               )
           AND NOT EXISTS (
                   SELECT FROM honorarium
                     JOIN payment_line AS line ON line.honorarium_id = honorarium.id AND line.released_at IS NULL
                     JOIN payment ON payment.id = line.payment_id
                    WHERE honorarium.presenter_id = presenter.id
                      AND greatest(payment.pay_on, payment.paid_on) >= since
               )
           AND NOT EXISTS (
                   SELECT FROM requests_in_name_of(presenter.id, NULL) AS request
                    WHERE NOT contact_untouched(request, since)
               )
          FROM presenter
         WHERE presenter.id = asked;
    END;

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

-- Mails, and that they came back; who wanted no more of them still wants none.
CREATE FUNCTION delete_mails(gone bigint[]) RETURNS integer
    LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    deleted integer;
BEGIN
    PERFORM FROM outbox_message WHERE id = ANY (gone) ORDER BY id FOR UPDATE;
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
CREATE INDEX outbox_message_by_subject ON outbox_message (subject);
CREATE INDEX outbox_message_by_offer ON outbox_message (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX outbox_message_by_assignment ON outbox_message (assignment_id) WHERE assignment_id IS NOT NULL;

-- Whether somebody who has a name is reached at an address.
CREATE FUNCTION address_stands(asked text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public
    BEGIN ATOMIC
        SELECT EXISTS (SELECT FROM app_user WHERE email_key = asked)
            OR EXISTS (SELECT FROM presenter WHERE email_key = asked)
            OR EXISTS (SELECT FROM presenter_former_email WHERE lower(email) = asked)
            OR EXISTS (SELECT FROM presenter_new_email WHERE lower(email) = asked)
            OR EXISTS (SELECT FROM organization WHERE email_key = asked)
            OR EXISTS (
                SELECT FROM lecture_request
                 WHERE contact_anonymized_at IS NULL
                   AND asked IN (lower(contact_email), lower(deputy_email))
            );
    END;

-- What addresses left behind that are nobody's any more: to be asked once they are. What waits for whoever comes to
-- have one is sent.
CREATE FUNCTION forget_addresses(former text[]) RETURNS void
    LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    gone text[] := ARRAY(SELECT address FROM unnest(former) AS address WHERE NOT address_stands(address));
BEGIN
    PERFORM delete_mails(ARRAY(
        SELECT id FROM outbox_message WHERE lower(recipient::text) = ANY (gone) AND state <> 'queued'
    ));
    DELETE FROM mail_bounce WHERE lower(address::text) = ANY (gone);
    DELETE FROM mail_unsubscription WHERE address = ANY (gone);
END
$$;

-- What others have yet to be told is told to them.
CREATE FUNCTION anonymize_presenter(forgotten bigint, at timestamptz, since date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    known presenter;
    addresses text[];
BEGIN
    SELECT * INTO STRICT known FROM presenter WHERE id = forgotten FOR UPDATE;
    PERFORM require_forgettable(presenter_needed(forgotten, (at AT TIME ZONE 'Asia/Tokyo')::date, since));
    PERFORM delete_mails(ARRAY(
        SELECT id FROM outbox_message WHERE presenter_id = forgotten OR subject = 'pre-' || forgotten
        UNION
        SELECT message.id FROM outbox_message AS message
          JOIN offer ON offer.id = message.offer_id
         WHERE offer.presenter_id = forgotten
           AND message.state NOT IN ('queued', 'dead')
        UNION
        SELECT message.id FROM outbox_message AS message
          JOIN assignment ON assignment.id = message.assignment_id
         WHERE assignment.presenter_id = forgotten
           AND message.state NOT IN ('queued', 'dead')
        UNION
        -- About an account that is nobody else's too.
        SELECT message.id FROM presenter_payee AS paid
          JOIN payee_account AS account ON account.payee_id = paid.payee_id
          JOIN outbox_message AS message ON message.subject = 'acc-' || account.id
         WHERE paid.presenter_id = forgotten
           AND NOT EXISTS (
                   SELECT FROM presenter_payee AS other
                    WHERE other.payee_id = paid.payee_id AND other.presenter_id <> forgotten
               )
    ));
    addresses := ARRAY(
        SELECT known.email_key
        UNION
        SELECT lower(email) FROM presenter_former_email WHERE presenter_id = forgotten
        UNION
        SELECT lower(email) FROM presenter_new_email WHERE presenter_id = forgotten
    );
    DELETE FROM presenter_former_email WHERE presenter_id = forgotten;
    DELETE FROM presenter_new_email WHERE presenter_id = forgotten;
    DELETE FROM presenter_blackout WHERE presenter_id = forgotten;
    DELETE FROM presenter_hours WHERE presenter_id = forgotten;
    DELETE FROM presenter_organization WHERE presenter_id = forgotten;
    DELETE FROM presenter_exclusion WHERE presenter_id = forgotten;
    DELETE FROM next_presenter WHERE presenter_id = forgotten;
    DELETE FROM calendar_feed WHERE presenter_id = forgotten;
    DELETE FROM sign_in_link WHERE offer_id IN (SELECT id FROM offer WHERE presenter_id = forgotten);
    DELETE FROM kept_answer WHERE offer_id IN (SELECT id FROM offer WHERE presenter_id = forgotten);
    UPDATE presenter_qualification SET number = NULL, expires_on = NULL WHERE presenter_id = forgotten;
    UPDATE material_delivery SET ship_to = '匿名'
     WHERE ship_to IS NOT NULL
       AND assignment_id IN (SELECT id FROM assignment WHERE presenter_id = forgotten);
    UPDATE presenter
       SET family_name = '匿名', given_name = '講師', family_kana = 'トクメイ', given_kana = 'コウシ',
           email = 'pre-' || id || '@anonymized.invalid', phone = '000-0000-0000', postal_code = '0000000',
           address = '匿名', latitude_e6 = place.latitude_e6, longitude_e6 = place.longitude_e6, state_reason = NULL,
           anonymized_at = at
      FROM municipality AS place
     WHERE presenter.id = forgotten
       AND place.code = presenter.municipality_code;
    PERFORM forget_addresses(addresses);
END
$$;

CREATE FUNCTION anonymize_user(forgotten bigint, at timestamptz, since date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    known app_user;
    today date := (at AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
    SELECT * INTO STRICT known FROM app_user WHERE id = forgotten FOR UPDATE;
    PERFORM require_forgettable(user_needed(forgotten, today, since));
    PERFORM delete_mails(ARRAY(
        SELECT id FROM outbox_message WHERE subject = 'usr-' || forgotten
        UNION
        SELECT message.id FROM access_token AS token
          JOIN outbox_message AS message ON message.subject = 'tok-' || token.id
         WHERE token.user_id = forgotten
    ));
    DELETE FROM user_password WHERE user_id = forgotten;
    DELETE FROM user_totp WHERE user_id = forgotten;
    DELETE FROM recovery_code WHERE user_id = forgotten;
    DELETE FROM sign_in_link WHERE user_id = forgotten;
    DELETE FROM user_session WHERE user_id = forgotten;
    DELETE FROM access_token WHERE user_id = forgotten;
    DELETE FROM known_address WHERE user_id = forgotten;
    DELETE FROM kept_answer WHERE user_id = forgotten;
    DELETE FROM organization_member WHERE user_id = forgotten AND lower(valid) >= today;
    UPDATE organization_member SET valid = daterange(lower(valid), today)
     WHERE user_id = forgotten AND NOT valid << daterange(today, NULL);
    UPDATE user_role SET revoked_at = greatest(at, granted_at + interval '1 microsecond')
     WHERE user_id = forgotten AND revoked_at IS NULL;
    UPDATE app_user
       SET display_name = '匿名の利用者', email = 'usr-' || id || '@anonymized.invalid', state = 'disabled',
           anonymized_at = at
     WHERE id = forgotten;
    PERFORM forget_addresses(ARRAY[known.email_key]);
END
$$;

CREATE FUNCTION anonymize_contact(forgotten bigint, at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    known lecture_request;
BEGIN
    SELECT * INTO STRICT known FROM lecture_request WHERE id = forgotten FOR UPDATE;
    PERFORM require_forgettable(contact_needed(forgotten));
    PERFORM delete_mails(ARRAY(
        SELECT id FROM outbox_message
         WHERE request_id = forgotten
           AND (state NOT IN ('queued', 'dead') OR addressee = 'contact')
        UNION
        SELECT message.id FROM outbox_message AS message
          JOIN assignment ON assignment.id = message.assignment_id
         WHERE assignment.request_id = forgotten
           AND message.state NOT IN ('queued', 'dead')
        UNION
        SELECT message.id FROM application
          JOIN outbox_message AS message ON message.subject = 'app-' || application.id
         WHERE application.request_id = forgotten
    ));
    DELETE FROM kept_answer WHERE request_id = forgotten;
    UPDATE material_delivery SET ship_to = '匿名'
     WHERE ship_to IS NOT NULL
       AND assignment_id IN (SELECT id FROM assignment WHERE request_id = forgotten);
    UPDATE lecture_request
       SET contact_name = '匿名の担当者', contact_email = 'req-' || id || '@anonymized.invalid',
           contact_phone = '000-0000-0000', contact_department = NULL, deputy_name = NULL, deputy_email = NULL,
           deputy_phone = NULL, link_round = link_round + 1, contact_anonymized_at = at
     WHERE id = forgotten;
    PERFORM forget_addresses(array_remove(ARRAY[lower(known.contact_email), lower(known.deputy_email)], NULL));
END
$$;
-- The link of the last round serves no more either.
ALTER TABLE lecture_request
    DROP CONSTRAINT lecture_request_link_round,
    ADD CONSTRAINT lecture_request_link_round CHECK (link_round BETWEEN 1 AND 1001);

-- Mails that were done with before this moment, the oldest ones first; how many went.
CREATE FUNCTION forget_old_mails(before timestamptz, most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM require_forgettable(NULL);
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

-- What came of mails before this moment: an address that takes none stays closed, and who wants none gets none, as long
-- as somebody has it.
CREATE FUNCTION forget_old_outcomes(before timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM require_forgettable(NULL);
    DELETE FROM mail_bounce
     WHERE recorded_at < before
       AND (NOT is_hard OR cleared_at IS NOT NULL OR NOT address_stands(lower(address)));
    DELETE FROM mail_unsubscription
     WHERE unsubscribed_at < before
       AND (ended_at IS NOT NULL OR NOT address_stands(address));
END
$$;

REVOKE ALL ON FUNCTION day_begins(date), sign_in_needed(bigint, date, date), user_needed(bigint, date, date),
    contact_needed(bigint), honorarium_owed(bigint), presenter_needed(bigint, date, date), user_untouched(bigint, date),
    presenter_untouched(bigint, date), contact_untouched(bigint, date), requests_in_name_of(bigint, bigint),
    require_forgettable(text),
    delete_mails(bigint[]), address_stands(text), forget_addresses(text[]),
    anonymize_presenter(bigint, timestamptz, date), anonymize_user(bigint, timestamptz, date),
    anonymize_contact(bigint, timestamptz), forget_old_mails(timestamptz, integer),
    forget_old_outcomes(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION day_begins(date), sign_in_needed(bigint, date, date), user_needed(bigint, date, date),
    contact_needed(bigint), honorarium_owed(bigint), presenter_needed(bigint, date, date), user_untouched(bigint, date),
    presenter_untouched(bigint, date), contact_untouched(bigint, date), requests_in_name_of(bigint, bigint),
    anonymize_presenter(bigint, timestamptz, date), anonymize_user(bigint, timestamptz, date),
    anonymize_contact(bigint, timestamptz), forget_old_mails(timestamptz, integer),
    forget_old_outcomes(timestamptz) TO kodan_app, kodan_worker;

-- Persons whose time is over are looked for once a day.
ALTER TABLE daily_run
    DROP CONSTRAINT daily_run_job,
    ADD CONSTRAINT daily_run_job CHECK (job IN ('nightly_match', 'shipping_days', 'anonymization'));
