-- Gaps of the second lock: what a policy lets somebody change is what their use case changes; and rules that were
-- written down twice.

-- A step that is another's decision is not taken by whoever may change the row. The owner of the tables, who migrates,
-- has entered as nobody.
CREATE FUNCTION refuse_foreign_step() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF kodan_role() <> ALL (TG_ARGV[0]::text[] || '{system,nobody}'::text[]) THEN
        RAISE EXCEPTION '% becomes % by % alone', TG_TABLE_NAME, NEW.state, TG_ARGV[0]
            USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_foreign_step';
    END IF;
    RETURN NEW;
END
$$;
-- Who prepares payments changes them, and neither approves them nor closes their month.
CREATE TRIGGER foreign_step BEFORE UPDATE OF state ON payment FOR EACH ROW
    WHEN (NEW.state <> OLD.state AND NEW.state IN ('approved', 'closed'))
    EXECUTE FUNCTION refuse_foreign_step('{approver}');
CREATE TRIGGER foreign_step BEFORE UPDATE OF state ON payment_month FOR EACH ROW
    WHEN (NEW.state <> OLD.state AND NEW.state = 'closed')
    EXECUTE FUNCTION refuse_foreign_step('{approver}');
-- Who asks for a lecture corrects the request, and does not screen it.
CREATE TRIGGER foreign_step BEFORE UPDATE OF state ON lecture_request FOR EACH ROW
    WHEN (NEW.state <> OLD.state
        AND ((OLD.state = 'submitted' AND NEW.state = 'screening')
            OR (OLD.state = 'screening' AND NEW.state IN ('approved', 'returned', 'rejected'))))
    EXECUTE FUNCTION refuse_foreign_step('{coordinator}');

-- Who is asked answers an offer, and does not give themself more time or another lecture; who is bound, or whose
-- lecture it is, says that it stands. The system moves lectures and calls them off, after both sides were heard.
CREATE TRIGGER foreign_change BEFORE UPDATE ON offer FOR EACH ROW
    WHEN (kodan_role() IN ('presenter', 'offer'))
    EXECUTE FUNCTION refuse_foreign_change('{state,answered_at,reason,decline_ground}');
CREATE TRIGGER foreign_change BEFORE UPDATE ON assignment FOR EACH ROW
    WHEN (kodan_role() IN ('host', 'presenter', 'offer'))
    EXECUTE FUNCTION refuse_foreign_change(
        '{state,presenter_reconfirmed_at,host_reconfirmed_at,calendar_sequence}'
    );
-- An account is confirmed; the number in it is sealed anew by the system alone.
CREATE TRIGGER foreign_change BEFORE UPDATE ON payee_account FOR EACH ROW
    WHEN (kodan_role() IN ('coordinator', 'accountant', 'approver'))
    EXECUTE FUNCTION refuse_foreign_change('{confirmed_at,confirmed_by,call_back_note}');

-- A presenter reports a lecture of their own.
DROP POLICY presenter_adds ON lecture_report;
CREATE POLICY presenter_adds ON lecture_report FOR INSERT
    WITH CHECK (presenter_id = kodan_presenter() AND kodan_sees_assignment(assignment_id));

-- What programmes may cost is money, and so no administrator's.
DROP POLICY keeper_adds ON budget;
CREATE POLICY keeper_adds ON budget FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'accountant');

-- A lecture that moves comes to a day on which its presenter may belong to the organization.
DROP TRIGGER right_presenter ON offer;
CREATE TRIGGER right_presenter BEFORE INSERT OR UPDATE OF request_id, slot_id, presenter_id ON offer
    FOR EACH ROW EXECUTE FUNCTION refuse_wrong_presenter();
DROP TRIGGER right_presenter ON assignment;
CREATE TRIGGER right_presenter BEFORE INSERT OR UPDATE OF request_id, slot_id, presenter_id ON assignment
    FOR EACH ROW EXECUTE FUNCTION refuse_wrong_presenter();

-- Whose lecture or pay a thing is: the server asks what the triggers ask.
GRANT EXECUTE ON FUNCTION kodan_gives(bigint, bigint), kodan_is_paid(bigint, bigint) TO kodan_app, kodan_worker;

-- Lists of payees and payments find names by the index too, also a presenter's list of their own.
CREATE OR REPLACE FUNCTION kodan_payees_named(part text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan ROWS 10 AS $$
DECLARE
    pattern text := name_pattern(part);
BEGIN
    IF kodan_role() IN ('accountant', 'approver', 'auditor', 'system') THEN
        RETURN QUERY SELECT id FROM payee WHERE name_key(name) LIKE pattern;
    ELSIF kodan_role() = 'presenter' THEN
        RETURN QUERY
            SELECT id FROM payee
             WHERE id IN (SELECT payee_id FROM presenter_payee WHERE presenter_id = kodan_presenter())
               AND name_key(name) LIKE pattern;
    END IF;
END
$$;
