-- A presenter's new mail address counts once they have shown that mail to it reaches them: one that is mistyped would
-- keep their offers from them, and one that is somebody else's would tell by the answer that it is known.
CREATE TABLE presenter_new_email (
    presenter_id bigint PRIMARY KEY REFERENCES presenter,
    email email_address NOT NULL,
    digest bytea NOT NULL UNIQUE CONSTRAINT presenter_new_email_digest CHECK (length(digest) = 32),
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CONSTRAINT presenter_new_email_lives CHECK (expires_at > asked_at)
);
CREATE INDEX presenter_new_email_by_expiry ON presenter_new_email (expires_at);

-- No role may select digests; who may see the presenter sees which address waits.
ALTER TABLE presenter_new_email ENABLE ROW LEVEL SECURITY;
GRANT SELECT (presenter_id, email, asked_at, expires_at), INSERT, DELETE ON presenter_new_email
    TO kodan_app, kodan_worker;
CREATE POLICY system_all ON presenter_new_email USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');
CREATE POLICY as_presenters ON presenter_new_email FOR SELECT
    USING (EXISTS (SELECT FROM presenter WHERE presenter.id = presenter_id));

-- Whose new address a link confirms; no row for a link that does not serve.
CREATE FUNCTION kodan_new_email(link_digest bytea, at timestamptz)
    RETURNS TABLE (presenter_id bigint, email text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT new.presenter_id, new.email::text
          FROM presenter_new_email AS new
         WHERE new.digest = link_digest
           AND new.asked_at <= at
           AND new.expires_at > at;
    END;
REVOKE ALL ON FUNCTION kodan_new_email(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_new_email(bytea, timestamptz) TO kodan_app, kodan_worker;
