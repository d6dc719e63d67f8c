-- What policies cost.

-- Who came by the link of one request: asked once for a statement, as a yes or no. Put together of three parts the
-- planner held it for something that next to no row passes, and sorted whole lists for their first page.
DROP POLICY linked_only ON lecture_request;
CREATE POLICY linked_only ON lecture_request AS RESTRICTIVE
    USING ((SELECT kodan_linked_request() IS NULL OR kodan_role() = 'system')
           OR id = (SELECT kodan_linked_request()));

-- Questions that policies ask of other tables. A function in SQL is planned anew in each statement that asks it, which
-- took longer than many a statement; the plans of these are kept with the connection. Those without an argument stay as
-- they are, for the planner itself asks them.
CREATE OR REPLACE FUNCTION kodan_host_has_part(request bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN coalesce(kodan_linked_request() = request, true) AND EXISTS (
        SELECT FROM lecture_request AS own
         WHERE own.id = request AND own.organization_id = ANY (kodan_organizations())
    );
END
$$;

CREATE OR REPLACE FUNCTION kodan_presenter_has_part(request bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (
               SELECT FROM offer
                WHERE offer.request_id = request AND offer.presenter_id = kodan_presenter() AND offer.state <> 'queued'
           )
        OR EXISTS (
               SELECT FROM assignment
                WHERE assignment.request_id = request AND assignment.presenter_id = kodan_presenter()
           )
        OR EXISTS (
               SELECT FROM lecture_request AS own WHERE own.id = request AND own.asking_presenter_id = kodan_presenter()
           );
END
$$;

CREATE OR REPLACE FUNCTION kodan_sees_assignment(assigned bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM assignment
          JOIN lecture_request ON lecture_request.id = assignment.request_id
         WHERE assignment.id = assigned
           AND (assignment.presenter_id = kodan_presenter()
                OR (lecture_request.organization_id = ANY (kodan_organizations())
                    AND coalesce(kodan_linked_request() = assignment.request_id, true)))
    );
END
$$;

CREATE OR REPLACE FUNCTION kodan_host_meets_presenter(met bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM assignment
          JOIN lecture_request ON lecture_request.id = assignment.request_id
         WHERE assignment.presenter_id = met
           AND lecture_request.organization_id = ANY (kodan_organizations())
    );
END
$$;

CREATE OR REPLACE FUNCTION kodan_pays_presenter(paid bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM presenter_payee AS own WHERE own.payee_id = paid AND own.presenter_id = kodan_presenter()
    );
END
$$;

CREATE OR REPLACE FUNCTION kodan_pays_presenter_with(paying bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM payment
          JOIN presenter_payee AS own ON own.payee_id = payment.payee_id
         WHERE payment.id = paying AND own.presenter_id = kodan_presenter()
    );
END
$$;

CREATE OR REPLACE FUNCTION kodan_is_draft(request bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN EXISTS (SELECT FROM lecture_request AS draft WHERE draft.id = request AND draft.state = 'draft');
END
$$;

CREATE OR REPLACE FUNCTION kodan_keeps_organization(kept bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited() OR EXISTS (
        SELECT FROM organization WHERE organization.id = kept AND kodan_keeps_place(organization.municipality_code)
    );
END
$$;

CREATE OR REPLACE FUNCTION kodan_keeps_presenter(kept bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN kodan_is_unlimited() OR EXISTS (
        SELECT FROM presenter WHERE presenter.id = kept AND kodan_keeps_place(presenter.municipality_code)
    );
END
$$;
