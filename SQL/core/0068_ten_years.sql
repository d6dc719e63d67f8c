-- What reached back to the first year for each person, address and page.

-- Whether a user's name is still needed asks for their roles, sessions and memberships, the ended ones too: for each
-- user of the night's run all roles and sessions of everybody were read, a minute for eight thousand users. Of two
-- indexes over memberships the one by organization was taken for its range and read whole.
CREATE INDEX user_role_by_user ON user_role (user_id);
CREATE INDEX user_session_by_person ON user_session (user_id);
DROP INDEX organization_member_by_user;
CREATE INDEX organization_member_by_user ON organization_member (user_id, organization_id, valid);

-- Whether somebody is reached at an address: all requests were read for each address that came back, and for each
-- contact whose name was taken away. One question for each index, which together served none.
CREATE INDEX lecture_request_by_contact ON lecture_request (lower(contact_email)) WHERE contact_anonymized_at IS NULL;
CREATE INDEX lecture_request_by_deputy ON lecture_request (lower(deputy_email))
    WHERE contact_anonymized_at IS NULL AND deputy_email IS NOT NULL;
CREATE OR REPLACE FUNCTION address_stands(asked text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp
    BEGIN ATOMIC
        SELECT EXISTS (SELECT FROM app_user WHERE email_key = asked)
            OR EXISTS (SELECT FROM presenter WHERE email_key = asked)
            OR EXISTS (SELECT FROM presenter_former_email WHERE lower(email) = asked)
            OR EXISTS (SELECT FROM presenter_new_email WHERE lower(email) = asked)
            OR EXISTS (SELECT FROM organization WHERE email_key = asked)
            OR EXISTS (
                SELECT FROM lecture_request
                 WHERE contact_anonymized_at IS NULL
                   AND lower(contact_email) = asked
            )
            OR EXISTS (
                SELECT FROM lecture_request
                 WHERE contact_anonymized_at IS NULL
                   AND lower(deputy_email) = asked
            );
    END;

-- The clerk's lists of what is under way and what came back, in their order.
CREATE INDEX material_delivery_under_way ON material_delivery (ship_by, assignment_id, id) WHERE state = 'sent';
CREATE INDEX material_delivery_back ON material_delivery (returned_at, id)
    WHERE state = 'returned' AND returned_quantity IS NOT NULL;
