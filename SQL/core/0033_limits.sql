-- Coordinators who are limited to prefectures: the second lock holds on all of the chain and on whom the body pays, as
-- it does on requests and people.
--
-- For everybody else nothing is added to what a statement sets up: staff_reads asks whether its actor sees everything,
-- in the one question that it asked before (see 0022), and only a limited coordinator's rows are asked one by one.

-- Whether a request lies within the actor's limits; true for everybody without limits.
CREATE FUNCTION kodan_keeps_request(kept bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited() OR EXISTS (
        SELECT FROM lecture_request
         WHERE id = kept
           AND prefecture_code = ANY (kodan_prefectures()::bpchar[])
    );
END
$$;

-- Whether an assignment is one of such a request.
CREATE FUNCTION kodan_keeps_assignment(kept bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited() OR EXISTS (
        SELECT FROM assignment
          JOIN lecture_request AS request ON request.id = assignment.request_id
         WHERE assignment.id = kept
           AND request.prefecture_code = ANY (kodan_prefectures()::bpchar[])
    );
END
$$;

-- Whether a delivery is one for such an assignment.
CREATE FUNCTION kodan_keeps_delivery(kept bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited() OR EXISTS (
        SELECT FROM material_delivery
         WHERE id = kept
           AND kodan_keeps_assignment(assignment_id)
    );
END
$$;

-- Whether a payee is paid for a presenter who lives within the actor's limits; true for everybody without limits.
CREATE FUNCTION kodan_keeps_payee(kept bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited() OR EXISTS (
        SELECT FROM presenter_payee
         WHERE payee_id = kept
           AND kodan_keeps_presenter(presenter_id)
    );
END
$$;

-- The payees whom a limited coordinator may know: those of the presenters whom they keep or meet.
CREATE FUNCTION kodan_known_payees() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN ARRAY(
        SELECT paid.payee_id
          FROM presenter_payee AS paid
          JOIN presenter ON presenter.id = paid.presenter_id
         WHERE kodan_keeps_place(presenter.municipality_code)
            OR presenter.id = ANY ((SELECT kodan_met_presenters())::bigint[])
    );

DO $$
DECLARE
    known record;
BEGIN
    FOR known IN
        SELECT target, CASE kind
                   WHEN 'request' THEN 'kodan_keeps_request(request_id)'
                   WHEN 'assignment' THEN 'kodan_keeps_assignment(assignment_id)'
                   WHEN 'delivery' THEN 'kodan_keeps_delivery(delivery_id)'
                   ELSE 'kodan_keeps_payee(payee_id)'
               END AS kept,
               CASE kind
                   WHEN 'request' THEN 'kodan_keeps_request(request_id)'
                   WHEN 'assignment' THEN 'kodan_keeps_assignment(assignment_id)'
                   WHEN 'delivery' THEN 'kodan_keeps_delivery(delivery_id)'
                   ELSE 'payee_id = ANY ((SELECT kodan_known_payees())::bigint[])'
               END AS seen
          FROM (VALUES
              ('request_slot', 'request'), ('request_exclusion', 'request'), ('match_proposal', 'request'),
              ('offer', 'request'), ('assignment', 'request'),
              ('material_delivery', 'assignment'), ('evidence', 'assignment'), ('material_opening', 'delivery'),
              ('lecture_report', 'assignment'), ('host_confirmation', 'assignment'), ('travel_leg', 'assignment'),
              ('reminder', 'assignment'), ('fee_agreement', 'assignment'),
              ('separated_consumption_tax', 'assignment'), ('honorarium', 'assignment'),
              ('presenter_payee', 'payee'), ('payee_residency', 'payee'), ('payee_invoice_number', 'payee'),
              ('payee_account', 'payee'), ('payee_alias', 'payee'), ('treaty_decision', 'payee')
          ) AS listed (target, kind)
    LOOP
        IF EXISTS (SELECT FROM pg_policies WHERE tablename = known.target AND policyname = 'staff_reads') THEN
            EXECUTE format(
                'ALTER POLICY staff_reads ON %I USING ((SELECT kodan_sees_all_requests()))', known.target);
            EXECUTE format(
                'CREATE POLICY limited_reads ON %I FOR SELECT USING (kodan_role() = ''coordinator'' AND %s)',
                known.target, known.seen);
        END IF;
        IF EXISTS (SELECT FROM pg_policies WHERE tablename = known.target AND policyname = 'coordinator_changes') THEN
            EXECUTE format(
                'ALTER POLICY coordinator_changes ON %I USING (kodan_role() = ''coordinator'' AND %s)',
                known.target, known.kept);
            EXECUTE format(
                'ALTER POLICY coordinator_adds ON %I WITH CHECK (kodan_role() = ''coordinator'' AND %s)',
                known.target, known.kept);
        END IF;
    END LOOP;
END
$$;

-- Payments are no limited coordinator's to know, wherever they go.
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'payment', 'payment_line', 'payment_notice', 'payment_record', 'month_line', 'transfer_attempt'
    ] LOOP
        EXECUTE format('ALTER POLICY staff_reads ON %I USING ((SELECT kodan_sees_all_requests()))', target);
    END LOOP;
END
$$;

-- A presenter gets a payee by this row: what counts is where they live.
ALTER POLICY coordinator_adds ON presenter_payee
    WITH CHECK (kodan_role() = 'coordinator' AND kodan_keeps_presenter(presenter_id));
ALTER POLICY staff_reads ON payee USING ((SELECT kodan_sees_all_requests()));
CREATE POLICY limited_reads ON payee FOR SELECT
    USING (kodan_role() = 'coordinator' AND id = ANY ((SELECT kodan_known_payees())::bigint[]));
ALTER POLICY coordinator_changes ON payee USING (kodan_role() = 'coordinator' AND kodan_keeps_payee(id));

ALTER POLICY keeper_adds ON fee_agreement
    WITH CHECK (kodan_role() IN ('coordinator', 'accountant') AND kodan_keeps_assignment(assignment_id));
ALTER POLICY draft_removes ON request_slot
    USING (kodan_is_draft(request_id)
        AND CASE kodan_role()
            WHEN 'coordinator' THEN kodan_keeps_request(request_id)
            WHEN 'host' THEN kodan_host_has_part(request_id)
            WHEN 'presenter' THEN kodan_presenter_has_part(request_id)
        END);
ALTER POLICY sides_remove ON request_exclusion
    USING (CASE kodan_role()
        WHEN 'coordinator' THEN kodan_keeps_request(request_id)
        WHEN 'host' THEN kodan_host_has_part(request_id)
    END);

-- What stands out about a lecture is of its place, and what stands out about a payee of the presenter's.
ALTER POLICY staff_reads ON finding USING ((SELECT kodan_sees_all_requests()));
CREATE POLICY limited_reads ON finding FOR SELECT
    USING (kodan_role() = 'coordinator'
        AND CASE WHEN payee_id IS NULL THEN kodan_keeps_assignment(assignment_id)
                 ELSE payee_id = ANY ((SELECT kodan_known_payees())::bigint[]) END);
ALTER POLICY keeper_changes ON finding
    USING (kodan_role() IN ('coordinator', 'accountant', 'approver')
        AND CASE WHEN payee_id IS NULL THEN kodan_keeps_assignment(assignment_id)
                 ELSE kodan_keeps_payee(payee_id) END);

-- Links to materials, and the addresses of private calendars.
ALTER POLICY keepers ON material_link
    USING (kodan_role() = 'clerk' OR (kodan_role() = 'coordinator' AND kodan_keeps_delivery(delivery_id)))
    WITH CHECK (kodan_role() = 'clerk' OR (kodan_role() = 'coordinator' AND kodan_keeps_delivery(delivery_id)));
ALTER POLICY staff_reads ON material_link USING ((SELECT kodan_sees_all_requests()));
DO $$
DECLARE
    whose text := 'CASE kodan_role()
            WHEN ''coordinator'' THEN kodan_keeps_presenter(presenter_id) OR kodan_keeps_organization(organization_id)
            WHEN ''presenter'' THEN presenter_id = kodan_presenter()
            WHEN ''host'' THEN organization_id = ANY (kodan_organizations())
        END';
BEGIN
    EXECUTE format('ALTER POLICY keepers ON calendar_feed USING (%s) WITH CHECK (%s)', whose, whose);
END
$$;
