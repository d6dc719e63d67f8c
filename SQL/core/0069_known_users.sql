-- Coordinators who are limited to prefectures see, of those who can sign in, the body's own people, whom they know there,
-- and nobody else: a name and an address are a person's, wherever they are written.
--
-- For everybody else nothing is asked of a row (see 0033). What registers people looks for addresses with the service's
-- own sight, so that an address which is somebody's elsewhere is refused as ever.
CREATE FUNCTION kodan_knows_user(known bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN kodan_is_unlimited()
        OR EXISTS (SELECT FROM user_role WHERE user_id = known AND role NOT IN ('host', 'presenter'))
        OR EXISTS (
            SELECT FROM presenter
             WHERE presenter.user_id = known
               AND (kodan_keeps_place(presenter.municipality_code) OR kodan_meets_presenter(presenter.id))
        )
        OR EXISTS (
            SELECT FROM organization_member AS member
             WHERE member.user_id = known
               AND (kodan_keeps_organization(member.organization_id)
                    OR kodan_meets_organization(member.organization_id))
        );
END
$$;
REVOKE ALL ON FUNCTION kodan_knows_user(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_knows_user(bigint) TO kodan_app, kodan_worker;

CREATE POLICY limits_read ON app_user AS RESTRICTIVE FOR SELECT
    USING ((SELECT kodan_is_unlimited()) OR id = (SELECT kodan_user()) OR kodan_knows_user(id));
