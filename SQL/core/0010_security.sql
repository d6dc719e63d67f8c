-- The second lock: row-level security behind the permissions of the use cases.
--
-- The server's role owns nothing. A transaction first enters (below); until then it sees no row of people or
-- money. kodan_worker enters as `system`, and so does a use case for the few rows that are not its actor's own
-- (the losers of an offer are told).

-- Sets whom the transaction acts for, by the SHA-256 of an access token; no row when the token does not serve.
CREATE FUNCTION kodan_enter_by_token(token_digest bytea, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    token access_token;
BEGIN
    SELECT * INTO token
      FROM access_token
     WHERE digest = token_digest
       AND revoked_at IS NULL
       AND created_at <= entered_at
       AND expires_at > entered_at;
    IF token.id IS NOT NULL THEN
        RETURN QUERY SELECT * FROM kodan_enter(token.user_id, token.role, entered_at);
    END IF;
END
$$;

-- Sets whom the transaction acts for; no row when the user is disabled or does not hold the role.
CREATE FUNCTION kodan_enter(acting_user bigint, acting_role text, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    own_presenter bigint;
    memberships bigint[];
    limits text[];
BEGIN
    SELECT CASE WHEN bool_or(granted.prefecture_code IS NULL) THEN NULL
                ELSE array_agg(granted.prefecture_code::text ORDER BY granted.prefecture_code) END
      INTO limits
      FROM user_role AS granted
      JOIN app_user ON app_user.id = granted.user_id
     WHERE granted.user_id = acting_user
       AND granted.role = acting_role
       AND granted.granted_at <= entered_at
       AND granted.revoked_at IS NULL
       AND app_user.state = 'active'
    HAVING count(*) > 0;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF acting_role = 'presenter' THEN
        SELECT presenter.id INTO own_presenter FROM presenter WHERE presenter.user_id = acting_user;
    END IF;
    IF acting_role = 'host' THEN
        SELECT coalesce(array_agg(member.organization_id ORDER BY member.organization_id), '{}')
          INTO memberships
          FROM organization_member AS member
         WHERE member.user_id = acting_user
           AND member.valid @> (entered_at AT TIME ZONE 'Asia/Tokyo')::date;
    END IF;
    PERFORM set_config('kodan.user', acting_user::text, true),
            set_config('kodan.role', acting_role, true),
            set_config('kodan.presenter', coalesce(own_presenter::text, ''), true),
            set_config('kodan.organizations', coalesce(memberships::text, '{}'), true),
            set_config('kodan.prefectures', coalesce(limits::text, ''), true);
    RETURN QUERY SELECT acting_user, acting_role, own_presenter, coalesce(memberships, '{}');
END
$$;

-- Questions that a policy asks of tables which have policies of their own.

CREATE FUNCTION kodan_presenter_has_part(request bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (SELECT FROM offer WHERE request_id = request AND presenter_id = kodan_presenter() AND state <> 'queued')
        OR EXISTS (SELECT FROM assignment WHERE request_id = request AND presenter_id = kodan_presenter())
        OR EXISTS (SELECT FROM lecture_request WHERE id = request AND asking_presenter_id = kodan_presenter());

CREATE FUNCTION kodan_host_has_part(request bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (
        SELECT FROM lecture_request WHERE id = request AND organization_id = ANY (kodan_organizations())
    );

CREATE FUNCTION kodan_sees_assignment(assigned bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (
        SELECT FROM assignment
          JOIN lecture_request ON lecture_request.id = assignment.request_id
         WHERE assignment.id = assigned
           AND (assignment.presenter_id = kodan_presenter()
                OR lecture_request.organization_id = ANY (kodan_organizations()))
    );

CREATE FUNCTION kodan_host_meets_presenter(met bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (
        SELECT FROM assignment
          JOIN lecture_request ON lecture_request.id = assignment.request_id
         WHERE assignment.presenter_id = met
           AND lecture_request.organization_id = ANY (kodan_organizations())
    );

CREATE FUNCTION kodan_pays_presenter(paid bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (
        SELECT FROM presenter_payee WHERE payee_id = paid AND presenter_id = kodan_presenter()
    );

-- Where a coordinator with limited prefectures may act.
CREATE FUNCTION kodan_within_limits(venue char(5), host bigint, asking bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN kodan_role() <> 'coordinator'
        OR kodan_prefectures() IS NULL
        OR left(
            coalesce(
                venue,
                (SELECT municipality_code FROM organization WHERE id = host),
                (SELECT municipality_code FROM presenter WHERE id = asking)
            ), 2
        ) = ANY (kodan_prefectures());

-- Every table is locked first; what follows opens it.
DO $$
DECLARE
    target text;
BEGIN
    FOR target IN
        SELECT tablename FROM pg_tables
         WHERE schemaname = 'public'
           AND tablename <> 'schema_migration'
         ORDER BY tablename
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO kodan_app, kodan_worker', target);
        EXECUTE format(
            'CREATE POLICY system_all ON %I USING ((SELECT kodan_role()) = ''system'') WITH CHECK ((SELECT kodan_role()) = ''system'')',
            target
        );
    END LOOP;
    -- What anybody may know.
    FOREACH target IN ARRAY ARRAY[
        'prefecture', 'municipality', 'postal_code', 'travel_edge', 'travel_link', 'topic', 'qualification', 'rank',
        'programme', 'programme_asker', 'programme_qualification', 'programme_target', 'programme_event', 'material',
        'edition', 'holiday', 'holiday_year', 'fee_rate', 'withholding_rate', 'state_transition'
    ] LOOP
        EXECUTE format('CREATE POLICY everybody_reads ON %I FOR SELECT USING (true)', target);
        EXECUTE format(
            'CREATE POLICY administrator_adds ON %I FOR INSERT WITH CHECK ((SELECT kodan_role()) = ''administrator'')',
            target
        );
    END LOOP;
    -- What staff may read.
    FOREACH target IN ARRAY ARRAY[
        'organization', 'organization_member', 'presenter', 'presenter_qualification', 'presenter_topic',
        'presenter_hours', 'presenter_blackout', 'presenter_organization', 'presenter_exclusion', 'payee',
        'presenter_payee', 'payee_residency', 'payee_invoice_number', 'request_slot',
        'request_exclusion', 'matching_run', 'match_proposal', 'offer', 'assignment', 'material_delivery', 'evidence',
        'lecture_report', 'host_confirmation', 'travel_leg', 'honorarium', 'payment', 'payment_line', 'payment_month',
        'export_run', 'transfer_file', 'transfer_attempt', 'audit_event', 'audit_seal', 'audit_sealed_event'
    ] LOOP
        EXECUTE format('CREATE POLICY staff_reads ON %I FOR SELECT USING ((SELECT kodan_is_staff()))', target);
    END LOOP;
    -- What coordinators keep.
    FOREACH target IN ARRAY ARRAY[
        'organization', 'organization_member', 'presenter', 'presenter_qualification', 'presenter_topic',
        'presenter_hours', 'presenter_blackout', 'presenter_organization', 'presenter_exclusion', 'payee',
        'presenter_payee', 'payee_residency', 'payee_invoice_number', 'payee_account', 'request_slot',
        'request_exclusion', 'matching_run', 'match_proposal', 'offer', 'assignment', 'material_delivery', 'evidence',
        'lecture_report', 'host_confirmation', 'travel_leg'
    ] LOOP
        EXECUTE format(
            'CREATE POLICY coordinator_adds ON %I FOR INSERT WITH CHECK ((SELECT kodan_role()) = ''coordinator'')', target);
        EXECUTE format(
            'CREATE POLICY coordinator_changes ON %I FOR UPDATE USING ((SELECT kodan_role()) = ''coordinator'')', target);
    END LOOP;
    -- What accounting keeps.
    FOREACH target IN ARRAY ARRAY[
        'honorarium', 'payment', 'payment_line', 'payment_month', 'export_run', 'transfer_file', 'transfer_attempt'
    ] LOOP
        EXECUTE format(
            'CREATE POLICY accountant_adds ON %I FOR INSERT WITH CHECK ((SELECT kodan_role()) = ''accountant'')', target);
        EXECUTE format(
            'CREATE POLICY accountant_changes ON %I FOR UPDATE USING ((SELECT kodan_role()) = ''accountant'')', target);
    END LOOP;
    -- Rows of a presenter's own.
    FOREACH target IN ARRAY ARRAY[
        'presenter_qualification', 'presenter_topic', 'presenter_hours', 'presenter_blackout',
        'presenter_organization', 'presenter_payee', 'assignment', 'lecture_report', 'honorarium'
    ] LOOP
        EXECUTE format(
            'CREATE POLICY presenter_reads ON %I FOR SELECT USING (presenter_id = (SELECT kodan_presenter()))', target);
    END LOOP;
    -- Rows of an assignment that both its sides may read.
    FOREACH target IN ARRAY ARRAY['material_delivery', 'evidence', 'lecture_report', 'host_confirmation'] LOOP
        EXECUTE format(
            'CREATE POLICY sides_read ON %I FOR SELECT
                USING ((SELECT kodan_role()) IN (''host'', ''presenter'') AND kodan_sees_assignment(assignment_id))',
            target);
    END LOOP;
    -- What every change leaves behind.
    FOREACH target IN ARRAY ARRAY['audit_event', 'outbox_message'] LOOP
        EXECUTE format(
            'CREATE POLICY everybody_adds ON %I FOR INSERT WITH CHECK ((SELECT kodan_role()) <> ''nobody'')', target);
    END LOOP;
END
$$;

-- Sets of rows that are replaced as a whole.
GRANT DELETE ON presenter_qualification, presenter_topic, presenter_hours, presenter_blackout TO kodan_app, kodan_worker;
CREATE POLICY coordinator_removes ON presenter_qualification FOR DELETE USING ((SELECT kodan_role()) IN ('coordinator'));
CREATE POLICY coordinator_removes ON presenter_topic FOR DELETE USING ((SELECT kodan_role()) IN ('coordinator'));
CREATE POLICY coordinator_removes ON presenter_hours FOR DELETE USING ((SELECT kodan_role()) IN ('coordinator'));
CREATE POLICY keeper_removes ON presenter_blackout FOR DELETE
    USING ((SELECT kodan_role()) = 'coordinator' OR presenter_id = (SELECT kodan_presenter()));
CREATE POLICY presenter_adds ON presenter_blackout FOR INSERT WITH CHECK (presenter_id = (SELECT kodan_presenter()));


-- Who asks not to be brought together with somebody sees, adds and takes back what they asked themselves.
GRANT DELETE ON presenter_exclusion, request_exclusion TO kodan_app, kodan_worker;
DO $$
DECLARE
    own text := '((SELECT kodan_role()) = ''presenter'' AND asked_by = ''presenter''
                    AND presenter_id = (SELECT kodan_presenter()))
              OR ((SELECT kodan_role()) = ''host'' AND asked_by = ''host''
                    AND organization_id = ANY ((SELECT kodan_organizations())::bigint[]))';
BEGIN
    EXECUTE format('CREATE POLICY sides_read ON presenter_exclusion FOR SELECT USING (%s)', own);
    EXECUTE format('CREATE POLICY sides_add ON presenter_exclusion FOR INSERT WITH CHECK (%s)', own);
    EXECUTE format(
        'CREATE POLICY sides_remove ON presenter_exclusion FOR DELETE
            USING ((SELECT kodan_role()) = ''coordinator'' OR %s)', own);
END
$$;
CREATE POLICY host_reads ON request_exclusion FOR SELECT
    USING ((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id));
CREATE POLICY host_adds ON request_exclusion FOR INSERT
    WITH CHECK ((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id));
CREATE POLICY sides_remove ON request_exclusion FOR DELETE
    USING ((SELECT kodan_role()) = 'coordinator'
        OR ((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id)));

-- Users, roles and tokens are the administrator's; everyone sees their own.
CREATE POLICY administrator_reads ON app_user FOR SELECT
    USING ((SELECT kodan_role()) IN ('administrator', 'auditor') OR id = (SELECT kodan_user()));
CREATE POLICY administrator_adds ON app_user FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'administrator');
CREATE POLICY administrator_changes ON app_user FOR UPDATE USING ((SELECT kodan_role()) = 'administrator');
CREATE POLICY coordinator_reads ON app_user FOR SELECT USING ((SELECT kodan_is_staff()));
CREATE POLICY coordinator_adds ON app_user FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'coordinator');
CREATE POLICY administrator_reads ON user_role FOR SELECT
    USING ((SELECT kodan_role()) IN ('administrator', 'auditor') OR user_id = (SELECT kodan_user()));
CREATE POLICY administrator_adds ON user_role FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'administrator');
CREATE POLICY administrator_changes ON user_role FOR UPDATE USING ((SELECT kodan_role()) = 'administrator');
-- A coordinator who registers a presenter or a host gives them that role, and no other.
CREATE POLICY coordinator_adds ON user_role FOR INSERT
    WITH CHECK ((SELECT kodan_role()) = 'coordinator' AND role IN ('host', 'presenter'));
CREATE POLICY administrator_reads ON access_token FOR SELECT
    USING ((SELECT kodan_role()) = 'administrator' OR user_id = (SELECT kodan_user()));
CREATE POLICY administrator_adds ON access_token FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'administrator');
CREATE POLICY administrator_changes ON access_token FOR UPDATE USING ((SELECT kodan_role()) = 'administrator');

CREATE POLICY outside_reads ON organization FOR SELECT
    USING ((SELECT kodan_role()) = 'presenter' OR id = ANY ((SELECT kodan_organizations())::bigint[]));
CREATE POLICY member_reads ON organization_member FOR SELECT
    USING (organization_id = ANY ((SELECT kodan_organizations())::bigint[]));

CREATE POLICY own_reads ON presenter FOR SELECT
    USING (id = (SELECT kodan_presenter()) OR ((SELECT kodan_role()) = 'host' AND kodan_host_meets_presenter(id)));
CREATE POLICY own_changes ON presenter FOR UPDATE USING (id = (SELECT kodan_presenter()));

-- Accounts: accounting sees them; the payee its own; a coordinator only adds.
CREATE POLICY accounting_reads ON payee_account FOR SELECT
    USING ((SELECT kodan_role()) IN ('accountant', 'approver') OR kodan_pays_presenter(payee_id));
CREATE POLICY approver_changes ON payee_account FOR UPDATE USING ((SELECT kodan_role()) IN ('accountant', 'approver'));
CREATE POLICY payee_reads ON payee FOR SELECT USING (kodan_pays_presenter(id));

CREATE POLICY staff_reads ON lecture_request FOR SELECT
    USING ((SELECT kodan_is_staff())
        AND kodan_within_limits(venue_municipality_code, organization_id, asking_presenter_id));
CREATE POLICY sides_read ON lecture_request FOR SELECT
    USING (((SELECT kodan_role()) = 'host' AND organization_id = ANY ((SELECT kodan_organizations())::bigint[]))
        OR ((SELECT kodan_role()) = 'presenter'
            AND (asking_presenter_id = (SELECT kodan_presenter()) OR kodan_presenter_has_part(id))));
CREATE POLICY sides_add ON lecture_request FOR INSERT
    WITH CHECK (
        ((SELECT kodan_role()) = 'coordinator'
            AND kodan_within_limits(venue_municipality_code, organization_id, asking_presenter_id))
        OR ((SELECT kodan_role()) = 'host' AND delivery = 'dispatched'
            AND organization_id = ANY ((SELECT kodan_organizations())::bigint[]))
        OR ((SELECT kodan_role()) = 'presenter' AND delivery = 'self_hosted'
            AND asking_presenter_id = (SELECT kodan_presenter()))
    );
CREATE POLICY sides_change ON lecture_request FOR UPDATE
    USING (
        ((SELECT kodan_role()) = 'coordinator'
            AND kodan_within_limits(venue_municipality_code, organization_id, asking_presenter_id))
        OR ((SELECT kodan_role()) = 'host' AND organization_id = ANY ((SELECT kodan_organizations())::bigint[]))
        OR ((SELECT kodan_role()) = 'presenter' AND kodan_presenter_has_part(id))
    );

CREATE POLICY sides_read ON request_slot FOR SELECT
    USING (((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id))
        OR ((SELECT kodan_role()) = 'presenter' AND kodan_presenter_has_part(request_id)));
CREATE POLICY sides_add ON request_slot FOR INSERT
    WITH CHECK (((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id))
        OR ((SELECT kodan_role()) = 'presenter' AND kodan_presenter_has_part(request_id)));

CREATE POLICY presenter_reads ON offer FOR SELECT
    USING (presenter_id = (SELECT kodan_presenter()) AND state <> 'queued');
CREATE POLICY presenter_answers ON offer FOR UPDATE USING (presenter_id = (SELECT kodan_presenter()));

CREATE POLICY presenter_adds ON assignment FOR INSERT WITH CHECK (presenter_id = (SELECT kodan_presenter()));
CREATE POLICY presenter_changes ON assignment FOR UPDATE USING (presenter_id = (SELECT kodan_presenter()));
CREATE POLICY host_reads ON assignment FOR SELECT
    USING ((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id));
CREATE POLICY host_changes ON assignment FOR UPDATE
    USING ((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id));

CREATE POLICY clerk_adds ON material_delivery FOR INSERT WITH CHECK ((SELECT kodan_role()) = 'clerk');
CREATE POLICY clerk_changes ON material_delivery FOR UPDATE USING ((SELECT kodan_role()) = 'clerk');
CREATE POLICY presenter_adds ON evidence FOR INSERT
    WITH CHECK ((SELECT kodan_role()) IN ('presenter', 'host') AND kodan_sees_assignment(assignment_id));
CREATE POLICY presenter_adds ON lecture_report FOR INSERT WITH CHECK (presenter_id = (SELECT kodan_presenter()));
CREATE POLICY host_adds ON host_confirmation FOR INSERT
    WITH CHECK ((SELECT kodan_role()) = 'host' AND organization_id = ANY ((SELECT kodan_organizations())::bigint[])
        AND kodan_sees_assignment(assignment_id));
CREATE POLICY presenter_reads ON travel_leg FOR SELECT
    USING ((SELECT kodan_role()) = 'presenter' AND kodan_sees_assignment(assignment_id));
CREATE POLICY presenter_adds ON travel_leg FOR INSERT
    WITH CHECK ((SELECT kodan_role()) = 'presenter' AND kodan_sees_assignment(assignment_id));

CREATE POLICY payee_reads ON payment FOR SELECT USING (kodan_pays_presenter(payee_id));
CREATE POLICY approver_changes ON payment FOR UPDATE USING ((SELECT kodan_role()) = 'approver');
CREATE POLICY approver_changes ON payment_line FOR UPDATE USING ((SELECT kodan_role()) = 'approver');
CREATE POLICY approver_changes ON payment_month FOR UPDATE USING ((SELECT kodan_role()) = 'approver');

CREATE POLICY administrator_reads ON outbox_message FOR SELECT USING ((SELECT kodan_role()) = 'administrator');

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
REVOKE ALL ON FUNCTION make_append_only(regclass) FROM PUBLIC;
