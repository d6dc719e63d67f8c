-- What was written once could be written over, and the locks could be walked around: by a table of the same name that
-- is a session's own, by any other role of the cluster, and by who may change a row but not what it says.

-- Rules look their facts up in the tables of this schema alone. Without pg_temp at the end of a path it stands before
-- it, and a temporary table named state_transition or payment_month was taken for the real one.
DO $$
DECLARE
    known regprocedure;
BEGIN
    FOR known IN
        SELECT oid::regprocedure
          FROM pg_proc
         WHERE pronamespace = 'public'::regnamespace
           AND 'search_path=public' = ANY (proconfig)
         ORDER BY oid
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', known);
    END LOOP;
    -- What sees more than its caller is for the server and the worker, not for whoever else has a role in the cluster.
    FOR known IN
        SELECT oid::regprocedure
          FROM pg_proc
         WHERE pronamespace = 'public'::regnamespace
           AND prosecdef
           AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0))
         ORDER BY oid
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', known);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kodan_app, kodan_worker', known);
    END LOOP;
END
$$;

-- Stands where the trigger's condition says that something was rewritten which stands.
CREATE FUNCTION refuse_rewriting() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% stands as it was written', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept';
END
$$;

-- A role is granted and revoked, never edited, and comes back by a new grant. Who grants says who they are: a grant by
-- nobody passed for one that was not given to oneself.
CREATE TRIGGER foreign_change BEFORE UPDATE ON user_role FOR EACH ROW
    WHEN (kodan_role() <> 'nobody')
    EXECUTE FUNCTION refuse_foreign_change('{revoked_at}');
CREATE TRIGGER foreign_revival BEFORE UPDATE OF revoked_at ON user_role FOR EACH ROW
    WHEN (kodan_role() <> 'nobody' AND OLD.revoked_at IS NOT NULL)
    EXECUTE FUNCTION refuse_foreign_change('{}');
ALTER POLICY administrator_adds ON user_role
    WITH CHECK (kodan_role() = 'administrator' AND granted_by = kodan_user());

-- The record says who did something: nobody writes in another's name. The system writes for all; who came by an offer's
-- link, or has yet to set up one-time codes, is known to the server only.
ALTER POLICY everybody_adds ON audit_event
    WITH CHECK (
        CASE kodan_role()
            WHEN 'nobody' THEN false
            WHEN 'system' THEN true
            WHEN 'offer' THEN true
            WHEN 'enrolling' THEN true
            ELSE role = kodan_role() AND user_id IS NOT DISTINCT FROM kodan_user()
        END
    );

-- Who prepared a payment is said by themself, and stands once it is handed in: else its preparer could name another and
-- approve it. When it was submitted and paid stands too; tax slips follow the day on which was paid.
CREATE FUNCTION keep_payment_facts() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.submitted_at <> OLD.submitted_at
            OR (OLD.paid_on IS NOT NULL AND NEW.paid_on IS DISTINCT FROM OLD.paid_on)
            OR ((NEW.prepared_by, NEW.prepared_at) IS DISTINCT FROM (OLD.prepared_by, OLD.prepared_at)
                AND NOT (OLD.state IN ('draft', 'dropped') AND NEW.state = 'draft'))
        THEN
            RAISE EXCEPTION 'who prepared a payment, and when it was submitted and paid, stands'
                USING ERRCODE = 'restrict_violation', TABLE = 'payment', CONSTRAINT = 'payment_kept';
        END IF;
        IF kodan_role() = 'approver' AND OLD.state = 'submitted' AND NEW.state = 'approved'
            AND NEW.approved_by IS DISTINCT FROM kodan_user()
        THEN
            RAISE EXCEPTION 'who approves a payment says so themself'
                USING ERRCODE = 'insufficient_privilege', TABLE = 'payment', CONSTRAINT = 'payment_by_actor';
        END IF;
        IF NEW.prepared_by IS NOT DISTINCT FROM OLD.prepared_by THEN
            RETURN NEW;
        END IF;
    END IF;
    IF kodan_role() = 'accountant' AND NEW.prepared_by IS DISTINCT FROM kodan_user() THEN
        RAISE EXCEPTION 'who prepares a payment says so themself'
            USING ERRCODE = 'insufficient_privilege', TABLE = 'payment', CONSTRAINT = 'payment_by_actor';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept_facts BEFORE INSERT OR UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION keep_payment_facts();

-- What the bank said of a transfer stands.
CREATE TRIGGER kept_result BEFORE UPDATE OF result_on, return_reason ON transfer_attempt FOR EACH ROW
    WHEN (OLD.state <> 'sent'
        AND (NEW.result_on, NEW.return_reason) IS DISTINCT FROM (OLD.result_on, OLD.return_reason))
    EXECUTE FUNCTION refuse_rewriting();

-- An honorarium goes to whom its presenter named, now or then. A red entry mirrors what it takes back.
CREATE FUNCTION refuse_foreign_payee() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM presenter_payee WHERE presenter_id = NEW.presenter_id AND payee_id = NEW.payee_id
    ) THEN
        RAISE EXCEPTION 'an honorarium is paid to a payee of its presenter'
            USING ERRCODE = 'check_violation', TABLE = 'honorarium', CONSTRAINT = 'honorarium_payee_of_presenter';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION refuse_foreign_payee() FROM PUBLIC;
CREATE TRIGGER payee_of_presenter BEFORE INSERT ON honorarium FOR EACH ROW
    WHEN (NEW.entry <> 'red')
    EXECUTE FUNCTION refuse_foreign_payee();

-- Of a dated fact about a payee its end may move, and of a number when it was looked up; what tax and payments were
-- computed from stands. The owner of the tables, who has entered as nobody, corrects by hand.
CREATE TRIGGER kept BEFORE UPDATE ON payee_residency FOR EACH ROW
    WHEN (kodan_role() <> 'nobody'
        AND (NEW.payee_id, NEW.residency, lower(NEW.valid))
            IS DISTINCT FROM (OLD.payee_id, OLD.residency, lower(OLD.valid)))
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept BEFORE UPDATE ON payee_invoice_number FOR EACH ROW
    WHEN (kodan_role() <> 'nobody'
        AND (NEW.payee_id, NEW.number, lower(NEW.valid)) IS DISTINCT FROM (OLD.payee_id, OLD.number, lower(OLD.valid)))
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept BEFORE UPDATE ON presenter_payee FOR EACH ROW
    WHEN (kodan_role() <> 'nobody'
        AND (NEW.presenter_id, NEW.payee_id, lower(NEW.valid))
            IS DISTINCT FROM (OLD.presenter_id, OLD.payee_id, lower(OLD.valid)))
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept BEFORE UPDATE OF legal_status ON payee FOR EACH ROW
    WHEN (kodan_role() <> 'nobody' AND NEW.legal_status <> OLD.legal_status)
    EXECUTE FUNCTION refuse_rewriting();

-- A call back that left no word is none: it passed for the second person.
ALTER TABLE payee_account
    ADD CONSTRAINT payee_account_call_back CHECK (call_back_note ~ '[^[:space:]]') NOT VALID;
ALTER TABLE payee_account VALIDATE CONSTRAINT payee_account_call_back;

-- Who was asked, and who is bound to what, stands; a lecture moves while it is ahead. Honoraria, reports and
-- attestations speak of it.
CREATE TRIGGER kept BEFORE UPDATE OF request_id, presenter_id, queued_at ON offer FOR EACH ROW
    WHEN (kodan_role() <> 'nobody'
        AND (NEW.request_id, NEW.presenter_id, NEW.queued_at)
            IS DISTINCT FROM (OLD.request_id, OLD.presenter_id, OLD.queued_at))
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept BEFORE UPDATE OF request_id, presenter_id, offer_id ON assignment FOR EACH ROW
    WHEN ((NEW.request_id, NEW.presenter_id, NEW.offer_id)
            IS DISTINCT FROM (OLD.request_id, OLD.presenter_id, OLD.offer_id))
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept_day BEFORE UPDATE OF slot_id, during, online ON assignment FOR EACH ROW
    WHEN (kodan_role() <> 'nobody' AND OLD.state NOT IN ('confirmed', 'reconfirmed')
        AND (NEW.slot_id, NEW.during, NEW.online) IS DISTINCT FROM (OLD.slot_id, OLD.during, OLD.online))
    EXECUTE FUNCTION refuse_rewriting();

-- An assignment comes of the offer that its own presenter accepted, for the same request.
CREATE FUNCTION refuse_foreign_offer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM offer
         WHERE id = NEW.offer_id
           AND request_id = NEW.request_id
           AND presenter_id = NEW.presenter_id
           AND state = 'accepted'
    ) THEN
        RAISE EXCEPTION 'an assignment comes of an accepted offer to its presenter'
            USING ERRCODE = 'check_violation', TABLE = 'assignment', CONSTRAINT = 'assignment_of_offer';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION refuse_foreign_offer() FROM PUBLIC;
CREATE TRIGGER of_offer BEFORE INSERT ON assignment FOR EACH ROW
    WHEN (NEW.offer_id IS NOT NULL)
    EXECUTE FUNCTION refuse_foreign_offer();

-- Each side says for itself that a lecture stands.
DROP TRIGGER foreign_change ON assignment;
CREATE TRIGGER foreign_change BEFORE UPDATE ON assignment FOR EACH ROW
    WHEN (kodan_role() IN ('presenter', 'offer'))
    EXECUTE FUNCTION refuse_foreign_change('{state,presenter_reconfirmed_at,calendar_sequence}');
CREATE TRIGGER foreign_change_of_host BEFORE UPDATE ON assignment FOR EACH ROW
    WHEN (kodan_role() = 'host')
    EXECUTE FUNCTION refuse_foreign_change('{state,host_reconfirmed_at,calendar_sequence}');

-- Under which programme a request was handed in, and who asked, stands: budgets, honoraria and sight follow them. What
-- it says is its asker's as long as it is being written; afterwards it moves on, and changes are proposed to both
-- sides.
CREATE TRIGGER kept BEFORE UPDATE OF programme_id, delivery, organization_id, asking_presenter_id, created_at
    ON lecture_request FOR EACH ROW
    WHEN (kodan_role() <> 'nobody' AND OLD.state <> 'draft'
        AND (NEW.programme_id, NEW.delivery, NEW.organization_id, NEW.asking_presenter_id, NEW.created_at)
            IS DISTINCT FROM
            (OLD.programme_id, OLD.delivery, OLD.organization_id, OLD.asking_presenter_id, OLD.created_at))
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER foreign_text BEFORE UPDATE ON lecture_request FOR EACH ROW
    WHEN (kodan_role() IN ('host', 'presenter') AND OLD.state NOT IN ('draft', 'returned', 'submitted'))
    EXECUTE FUNCTION refuse_foreign_change('{state,state_reason,cancelled_by,notice_days,ask_again_at,round}');

-- Once merged, an organization stays merged, into one that stood for itself then: so no two are part of each other.
CREATE FUNCTION refuse_wrong_merger() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.state = 'merged' THEN
        RAISE EXCEPTION 'an organization that was merged stays so'
            USING ERRCODE = 'restrict_violation', TABLE = 'organization', CONSTRAINT = 'organization_kept';
    END IF;
    IF NEW.state = 'merged' THEN
        PERFORM FROM organization WHERE id = NEW.merged_into AND state = 'active' FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'an organization is merged into one that stands for itself'
                USING ERRCODE = 'check_violation', TABLE = 'organization',
                    CONSTRAINT = 'organization_merged_into_active';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION refuse_wrong_merger() FROM PUBLIC;
CREATE TRIGGER merger BEFORE UPDATE OF state, merged_into ON organization FOR EACH ROW
    WHEN ((NEW.state, NEW.merged_into) IS DISTINCT FROM (OLD.state, OLD.merged_into))
    EXECUTE FUNCTION refuse_wrong_merger();

-- Names hold no line breaks, other controls, marks of direction or characters without a width, as the forms want them:
-- two payees whose names look alike are told apart, and a name ends no line of a mail or a file. Older rows lose
-- theirs.
CREATE FUNCTION has_hidden_characters(name text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN name ~ '[\u0001-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]';
DO $$
DECLARE
    named record;
BEGIN
    FOR named IN
        SELECT *
          FROM (VALUES
              ('app_user', 'display_name'), ('organization', 'name'), ('payee', 'name'), ('presenter', 'family_name'),
              ('presenter', 'given_name'), ('lecture_request', 'contact_name'), ('lecture_request', 'deputy_name')
          ) AS listed (target, column_name)
    LOOP
        EXECUTE format(
            'UPDATE %1$I
                SET %2$I = btrim(regexp_replace(
                        %2$I, ''[\u0001-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]+'', '''', ''g''))
              WHERE has_hidden_characters(%2$I)', named.target, named.column_name);
        EXECUTE format(
            'ALTER TABLE %1$I ADD CONSTRAINT %3$I CHECK (NOT has_hidden_characters(%2$I)) NOT VALID',
            named.target, named.column_name, named.target || '_' || named.column_name || '_plain');
        EXECUTE format(
            'ALTER TABLE %I VALIDATE CONSTRAINT %I',
            named.target, named.target || '_' || named.column_name || '_plain');
    END LOOP;
END
$$;

-- A draft's wished times are taken away when it is changed, and each was looked for among all that was ever proposed.
CREATE INDEX match_proposal_by_request ON match_proposal (request_id, run_id);

-- Which requests a presenter has part in, all at once. Asked of each request anew it took two seconds to show a
-- presenter the few that are theirs among a hundred thousand.
CREATE FUNCTION kodan_requests_with_part() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT offer.request_id FROM offer WHERE offer.presenter_id = kodan_presenter() AND offer.state <> 'queued'
        UNION
        SELECT assignment.request_id FROM assignment WHERE assignment.presenter_id = kodan_presenter()
    );
END
$$;
REVOKE ALL ON FUNCTION kodan_requests_with_part() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_requests_with_part() TO kodan_app, kodan_worker;
ALTER POLICY sides_read ON lecture_request
    USING (
        CASE (SELECT kodan_role())
            WHEN 'coordinator' THEN prefecture_code = ANY ((SELECT kodan_prefectures())::bpchar[])
            WHEN 'host' THEN organization_id = ANY ((SELECT kodan_organizations())::bigint[])
            WHEN 'presenter' THEN asking_presenter_id = kodan_presenter()
                OR id = ANY ((SELECT kodan_requests_with_part())::bigint[])
            WHEN 'offer' THEN id = kodan_offered_request()
        END
    );
