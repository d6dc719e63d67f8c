-- Coordinators who are limited to prefectures, and mails: they see those that concern what they keep, by whichever key a
-- mail has, and where such mails came back; nothing else of the outbox.
--
-- For everybody else nothing is asked of a row (see 0033).

-- Whether a mail is about what the actor keeps; true for everybody without limits.
--
-- The request decides, wherever the presenter lives, as it does for offers. A mail about an account or a way to sign in
-- has its subject only; one to an applicant is nobody's before there is a request.
CREATE FUNCTION kodan_keeps_mail(
    of_request bigint, of_assignment bigint, of_offer bigint, of_change bigint, of_presenter bigint, subject text
) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited() OR CASE
        WHEN of_request IS NOT NULL THEN kodan_keeps_request(of_request)
        WHEN of_assignment IS NOT NULL THEN kodan_keeps_assignment(of_assignment)
        WHEN of_offer IS NOT NULL THEN EXISTS (
            SELECT FROM offer WHERE offer.id = of_offer AND kodan_keeps_request(offer.request_id)
        )
        WHEN of_change IS NOT NULL THEN EXISTS (
            SELECT FROM change_proposal AS change
             WHERE change.id = of_change AND kodan_keeps_assignment(change.assignment_id)
        )
        WHEN of_presenter IS NOT NULL THEN kodan_keeps_presenter(of_presenter)
        WHEN subject ~ '^usr-[0-9]{1,18}$' THEN kodan_keeps_user(substr(subject, 5)::bigint)
        WHEN subject ~ '^acc-[0-9]{1,18}$' THEN EXISTS (
            SELECT FROM payee_account AS account
             WHERE account.id = substr(subject, 5)::bigint AND kodan_keeps_payee(account.payee_id)
        )
        ELSE false
    END;
END
$$;

-- Whether somebody is a presenter, or acts for an organization, within the actor's limits.
CREATE FUNCTION kodan_keeps_user(kept bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited()
        OR EXISTS (
            SELECT FROM presenter
             WHERE presenter.user_id = kept AND kodan_keeps_place(presenter.municipality_code)
        )
        OR EXISTS (
            SELECT FROM organization_member AS member
             WHERE member.user_id = kept AND kodan_keeps_organization(member.organization_id)
        );
END
$$;

-- Whether an address is of a presenter or an organization within the actor's limits, or a mail that they may see went
-- there: what closes it keeps that mail back too.
CREATE FUNCTION kodan_keeps_address(kept text) RETURNS boolean
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
             WHERE lower(mail.recipient::text) = lower(kept)
               AND kodan_keeps_mail(mail.request_id, mail.assignment_id, mail.offer_id, mail.change_id,
                                    mail.presenter_id, mail.subject)
        );
END
$$;

ALTER POLICY staff_reads ON outbox_message
    USING ((SELECT kodan_role() IN ('coordinator', 'auditor') AND kodan_is_unlimited()));
CREATE POLICY limited_reads ON outbox_message FOR SELECT
    USING (kodan_role() = 'coordinator'
        AND kodan_keeps_mail(request_id, assignment_id, offer_id, change_id, presenter_id, subject));

-- A mail that came back is seen with its mail, also where its address has changed since.
CREATE FUNCTION kodan_keeps_bounce(of_message bigint, address text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited()
        OR EXISTS (
            SELECT FROM outbox_message AS mail
             WHERE mail.id = of_message
               AND kodan_keeps_mail(mail.request_id, mail.assignment_id, mail.offer_id, mail.change_id,
                                    mail.presenter_id, mail.subject)
        )
        OR kodan_keeps_address(address);
END
$$;

ALTER POLICY staff_reads ON mail_bounce USING ((SELECT kodan_sees_all_requests()));
CREATE POLICY limited_reads ON mail_bounce FOR SELECT
    USING (kodan_role() = 'coordinator' AND kodan_keeps_bounce(message_id, address::text));
ALTER POLICY keeper_adds ON mail_bounce
    WITH CHECK (kodan_role() = 'administrator'
        OR (kodan_role() = 'coordinator' AND kodan_keeps_bounce(message_id, address::text)));
ALTER POLICY keeper_changes ON mail_bounce
    USING (kodan_role() = 'administrator'
        OR (kodan_role() = 'coordinator' AND kodan_keeps_bounce(message_id, address::text)));

-- Who wants no courtesy mails: as with the address.
ALTER POLICY staff_reads ON mail_unsubscription USING ((SELECT kodan_sees_all_requests()));
CREATE POLICY limited_reads ON mail_unsubscription FOR SELECT
    USING (kodan_role() = 'coordinator' AND kodan_keeps_bounce(message_id, address));
ALTER POLICY keeper_changes ON mail_unsubscription
    USING (kodan_role() = 'administrator'
        OR (kodan_role() = 'coordinator' AND kodan_keeps_bounce(message_id, address)));
