-- Gaps of the second lock: what two persons say was said by one, in another's name; and what had ended came back.

-- Who decides about money says so themself: a decision in another's name passed for that of a second person, and for
-- one that is not about oneself. The server alone knows who came by an offer's link or is still to set up codes.
CREATE FUNCTION refuse_foreign_name() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF kodan_role() NOT IN ('system', 'nobody', 'offer', 'enrolling')
        AND (to_jsonb(NEW) ->> TG_ARGV[0])::bigint IS DISTINCT FROM kodan_user()
    THEN
        RAISE EXCEPTION 'who decides says so themself'
            USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_by_actor';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER by_actor BEFORE INSERT ON fee_agreement FOR EACH ROW EXECUTE FUNCTION refuse_foreign_name('agreed_by');
CREATE TRIGGER by_actor BEFORE INSERT ON separated_consumption_tax FOR EACH ROW
    EXECUTE FUNCTION refuse_foreign_name('stated_by');
CREATE TRIGGER by_actor BEFORE INSERT ON treaty_decision FOR EACH ROW
    EXECUTE FUNCTION refuse_foreign_name('decided_by');
CREATE TRIGGER by_actor BEFORE UPDATE OF cleared_by ON finding FOR EACH ROW
    WHEN (NEW.cleared_by IS DISTINCT FROM OLD.cleared_by)
    EXECUTE FUNCTION refuse_foreign_name('cleared_by');
CREATE TRIGGER asked_by_actor BEFORE INSERT ON payee_account FOR EACH ROW
    EXECUTE FUNCTION refuse_foreign_name('requested_by');
CREATE TRIGGER by_actor BEFORE INSERT ON payee_account FOR EACH ROW
    WHEN (NEW.confirmed_at IS NOT NULL)
    EXECUTE FUNCTION refuse_foreign_name('confirmed_by');
CREATE TRIGGER by_actor_later BEFORE UPDATE OF confirmed_at, confirmed_by ON payee_account FOR EACH ROW
    WHEN ((NEW.confirmed_at, NEW.confirmed_by) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by))
    EXECUTE FUNCTION refuse_foreign_name('confirmed_by');

-- The two attestations of a lecture are those of two sides: a coordinator who writes down what one of them said by
-- telephone does so in their own name, and says that it was said to them.
CREATE TRIGGER by_actor BEFORE INSERT ON host_confirmation FOR EACH ROW
    EXECUTE FUNCTION refuse_foreign_name('confirmed_by');
CREATE TRIGGER by_actor BEFORE INSERT ON lecture_report FOR EACH ROW
    WHEN (kodan_role() = 'coordinator')
    EXECUTE FUNCTION refuse_foreign_name('reported_by');
ALTER POLICY coordinator_adds ON host_confirmation
    WITH CHECK (kodan_role() = 'coordinator' AND on_behalf AND kodan_keeps_assignment(assignment_id));
ALTER POLICY coordinator_adds ON lecture_report
    WITH CHECK (kodan_role() = 'coordinator' AND on_behalf AND kodan_keeps_assignment(assignment_id));

-- As before; and whoever acts is asked as whom the row names, also where it names nobody.
CREATE OR REPLACE FUNCTION refuse_own_affair() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    is_own boolean;
BEGIN
    CASE TG_TABLE_NAME
        WHEN 'host_confirmation' THEN
            is_own := kodan_gives(NEW.confirmed_by, NEW.assignment_id) OR kodan_gives(kodan_user(), NEW.assignment_id);
        WHEN 'fee_agreement' THEN
            is_own := kodan_gives(NEW.agreed_by, NEW.assignment_id) OR kodan_gives(kodan_user(), NEW.assignment_id);
        WHEN 'payee_account' THEN
            is_own := NEW.confirmed_at IS NOT NULL
                AND (kodan_is_paid(NEW.confirmed_by, NEW.payee_id) OR kodan_is_paid(kodan_user(), NEW.payee_id));
    END CASE;
    IF is_own THEN
        RAISE EXCEPTION 'this is for another than whom it concerns'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_own_affair';
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER own_affair ON payee_account;
CREATE TRIGGER own_affair BEFORE INSERT OR UPDATE OF confirmed_by, confirmed_at ON payee_account
    FOR EACH ROW EXECUTE FUNCTION refuse_own_affair();

-- What is owed is held back by accounting, which alone releases it.
ALTER POLICY keeper_adds ON finding
    WITH CHECK (kodan_role() IN ('coordinator', 'accountant') AND (kind <> 'held' OR kodan_role() = 'accountant'));

-- Each side says yes or no to a change for itself. Where no organization stands by a lecture, its presenter is both.
ALTER POLICY sides_add ON change_proposal
    WITH CHECK ((SELECT kodan_role()) = proposed_by
        AND kodan_sees_assignment(assignment_id)
        AND CASE proposed_by
                WHEN 'host' THEN presenter_confirmed_at IS NULL
                ELSE host_confirmed_at IS NULL
                    OR EXISTS (
                           SELECT FROM assignment AS bond
                             JOIN lecture_request AS request ON request.id = bond.request_id
                            WHERE bond.id = change_proposal.assignment_id
                              AND request.organization_id IS NULL
                       )
            END);
CREATE TRIGGER foreign_change_of_host BEFORE UPDATE ON change_proposal FOR EACH ROW
    WHEN (kodan_role() = 'host')
    EXECUTE FUNCTION refuse_foreign_change('{state,host_confirmed_at,declined_by,ended_at,end_reason}');
CREATE TRIGGER foreign_change_of_presenter BEFORE UPDATE ON change_proposal FOR EACH ROW
    WHEN (kodan_role() = 'presenter')
    EXECUTE FUNCTION refuse_foreign_change('{state,presenter_confirmed_at,declined_by,ended_at,end_reason}');
CREATE TRIGGER foreign_refusal BEFORE UPDATE OF declined_by ON change_proposal FOR EACH ROW
    WHEN (kodan_role() IN ('host', 'presenter')
        AND NEW.declined_by IS DISTINCT FROM OLD.declined_by
        AND NEW.declined_by IS DISTINCT FROM kodan_role())
    EXECUTE FUNCTION refuse_foreign_change('{}');

-- A token, a link, a subscribed calendar and a session that were ended serve nobody again, and a link's uses count up.
CREATE TRIGGER kept_end BEFORE UPDATE OF revoked_at ON access_token FOR EACH ROW
    WHEN (kodan_role() <> 'nobody' AND OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept_end BEFORE UPDATE OF revoked_at ON calendar_feed FOR EACH ROW
    WHEN (kodan_role() <> 'nobody' AND OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept_end BEFORE UPDATE OF revoked_at, uses ON material_link FOR EACH ROW
    WHEN (kodan_role() <> 'nobody'
        AND (NEW.uses < OLD.uses
            OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)))
    EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER kept_end BEFORE UPDATE OF ended_at ON user_session FOR EACH ROW
    WHEN (kodan_role() <> 'nobody' AND OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
    EXECUTE FUNCTION refuse_rewriting();
