-- Nobody acts for both sides of a thing, nor in what is their own.

-- To which organizations a presenter belongs on which days: as their profile says, or as one of its people, and for a
-- year after they were; and to those that were merged into them.
CREATE VIEW presenter_belonging WITH (security_invoker = true) AS
    SELECT presenter_id, organization_id, valid
      FROM presenter_organization
    UNION ALL
    SELECT presenter.id, member.organization_id, daterange(lower(member.valid), upper(member.valid) + 365)
      FROM organization_member AS member
      JOIN presenter ON presenter.user_id = member.user_id
    UNION ALL
    SELECT belonging.presenter_id, merged.id, belonging.valid
      FROM presenter_organization AS belonging
      JOIN organization AS merged ON merged.merged_into = belonging.organization_id
    UNION ALL
    SELECT presenter.id, merged.id, daterange(lower(member.valid), upper(member.valid) + 365)
      FROM organization_member AS member
      JOIN presenter ON presenter.user_id = member.user_id
      JOIN organization AS merged ON merged.merged_into = member.organization_id;
CREATE INDEX organization_by_successor ON organization (merged_into) WHERE merged_into IS NOT NULL;
GRANT SELECT ON presenter_belonging TO kodan_app, kodan_worker;
CREATE INDEX organization_member_by_user ON organization_member (user_id);

-- Notes that a match reads these presenters anew, each once in a transaction.
CREATE FUNCTION note_presenters(noted bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    present xid8 := pg_current_xact_id();
BEGIN
    UPDATE presenter_change
       SET changed_in = present
     WHERE changed_in <> present
       AND presenter_id = ANY (noted);
END
$$;
REVOKE ALL ON FUNCTION note_presenters(bigint[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION note_presenter_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    present xid8 := pg_current_xact_id();
BEGIN
    IF TG_TABLE_NAME = 'presenter' THEN
        INSERT INTO presenter_change (presenter_id, changed_in)
        SELECT id, present FROM changed ORDER BY id
            ON CONFLICT (presenter_id) DO UPDATE SET changed_in = present;
    ELSE
        PERFORM note_presenters(ARRAY(SELECT DISTINCT presenter_id FROM changed));
    END IF;
    RETURN NULL;
END
$$;

-- Whoever comes to act for an organization, or ceases to, is noted if they are a presenter.
CREATE FUNCTION note_member_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM note_presenters(ARRAY(
        SELECT DISTINCT presenter.id FROM changed JOIN presenter ON presenter.user_id = changed.user_id
    ));
    RETURN NULL;
END
$$;
CREATE TRIGGER note_added AFTER INSERT ON organization_member REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_member_change();
CREATE TRIGGER note_changed AFTER UPDATE ON organization_member REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_member_change();
CREATE TRIGGER note_given_away AFTER UPDATE ON organization_member REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_member_change();
CREATE TRIGGER note_removed AFTER DELETE ON organization_member REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_member_change();

-- So are those who belong to the organization into which another is merged.
CREATE FUNCTION note_merged_organization() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM note_presenters(ARRAY(SELECT presenter_id FROM presenter_belonging WHERE organization_id = NEW.id));
    RETURN NULL;
END
$$;
CREATE TRIGGER note_merged AFTER UPDATE OF merged_into ON organization
    FOR EACH ROW WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION note_merged_organization();

CREATE OR REPLACE FUNCTION refuse_wrong_presenter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    request lecture_request;
    held_on date;
BEGIN
    SELECT * INTO STRICT request FROM lecture_request WHERE id = NEW.request_id;
    SELECT (lower(during) AT TIME ZONE 'Asia/Tokyo')::date INTO STRICT held_on FROM request_slot WHERE id = NEW.slot_id;
    IF request.delivery = 'dispatched' AND EXISTS (
        SELECT FROM presenter_belonging
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

-- Whether a user is the presenter who gives a lecture, or one for whom a payee is paid.
CREATE FUNCTION kodan_gives(acting bigint, lecture bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT EXISTS (
            SELECT FROM assignment
              JOIN presenter ON presenter.id = assignment.presenter_id
             WHERE assignment.id = lecture
               AND presenter.user_id = acting
        );
    END;
CREATE FUNCTION kodan_is_paid(acting bigint, payee bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT EXISTS (
            SELECT FROM presenter_payee AS paid
              JOIN presenter ON presenter.id = paid.presenter_id
             WHERE paid.payee_id = payee
               AND presenter.user_id = acting
        );
    END;

REVOKE ALL ON FUNCTION kodan_gives(bigint, bigint), kodan_is_paid(bigint, bigint) FROM PUBLIC;

-- A fee needs two attestations, which are those of two persons; what it is agreed to be, and where it goes, is said by
-- another than who gets it.
CREATE FUNCTION refuse_own_affair() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    is_own boolean;
BEGIN
    CASE TG_TABLE_NAME
        WHEN 'host_confirmation' THEN
            is_own := kodan_gives(NEW.confirmed_by, NEW.assignment_id) OR kodan_gives(kodan_user(), NEW.assignment_id);
        WHEN 'fee_agreement' THEN is_own := kodan_gives(NEW.agreed_by, NEW.assignment_id);
        WHEN 'payee_account' THEN is_own := kodan_is_paid(NEW.confirmed_by, NEW.payee_id);
    END CASE;
    IF is_own THEN
        RAISE EXCEPTION 'this is for another than whom it concerns'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_own_affair';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER own_affair BEFORE INSERT ON host_confirmation FOR EACH ROW EXECUTE FUNCTION refuse_own_affair();
CREATE TRIGGER own_affair BEFORE INSERT ON fee_agreement FOR EACH ROW EXECUTE FUNCTION refuse_own_affair();
CREATE TRIGGER own_affair BEFORE INSERT OR UPDATE OF confirmed_by ON payee_account
    FOR EACH ROW EXECUTE FUNCTION refuse_own_affair();

-- Where a presenter was reached before. What is told of their account is told there too for a time, so that whoever
-- changes how they are reached does not keep it from them.
CREATE TABLE presenter_former_email (
    presenter_id bigint NOT NULL REFERENCES presenter,
    email email_address NOT NULL,
    replaced_at timestamptz NOT NULL,
    PRIMARY KEY (presenter_id, replaced_at)
);
ALTER TABLE presenter_former_email ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON presenter_former_email TO kodan_app, kodan_worker;
CREATE POLICY system_all ON presenter_former_email USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');

-- Mails to an address that a stranger named have a count of their own: whoever applies in another's name does not keep
-- their sign-in links from them.
ALTER TABLE sign_in_throttle
    DROP CONSTRAINT sign_in_throttle_kind,
    ADD CONSTRAINT sign_in_throttle_kind
        CHECK (kind IN ('pair', 'address', 'code', 'mail', 'mail_address', 'contact'));

-- An answer is for the role that it was given to: who lost that role does not get it again in another.
ALTER TABLE kept_answer ADD COLUMN role text;

-- The policies say which rows may be changed; these say what of them.
CREATE FUNCTION refuse_foreign_change() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    free text[] := TG_ARGV[0]::text[];
BEGIN
    IF (to_jsonb(NEW) - free) <> (to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION 'only % of % may be changed here', free, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;
-- Who is asked, by an offer or its link, moves the request on, and rewrites nothing of it.
CREATE TRIGGER foreign_change BEFORE UPDATE ON lecture_request FOR EACH ROW
    WHEN (kodan_role() = 'offer'
        OR (kodan_role() = 'presenter' AND OLD.asking_presenter_id IS DISTINCT FROM kodan_presenter()))
    EXECUTE FUNCTION refuse_foreign_change('{state,state_reason,cancelled_by,notice_days,ask_again_at}');
-- A session is ended by its user or an administrator; what it has proved is for the system to say.
CREATE TRIGGER foreign_change BEFORE UPDATE ON user_session FOR EACH ROW
    WHEN (kodan_role() <> 'system')
    EXECUTE FUNCTION refuse_foreign_change('{ended_at}');

-- A presenter binds themself by an offer that they were sent, or to a lecture that they asked for.
DROP POLICY presenter_adds ON assignment;
CREATE POLICY presenter_adds ON assignment FOR INSERT WITH CHECK (
    presenter_id = (SELECT kodan_presenter())
    AND (
        EXISTS (
            SELECT FROM offer
             WHERE offer.id = assignment.offer_id
               AND offer.request_id = assignment.request_id
               AND offer.presenter_id = assignment.presenter_id
        )
        OR EXISTS (
            SELECT FROM lecture_request AS request
             WHERE request.id = assignment.request_id
               AND request.asking_presenter_id = assignment.presenter_id
        )
    )
);
