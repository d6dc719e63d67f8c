-- How people sign in: passwords, one-time codes, links by mail, sessions; and what a token may do.
--
-- Secrets (salts, hashes, digests, sealed keys) can be written, but no role may select them: what must be compared is
-- compared in here, or handed out for one person at a time to the service itself.

-- What a token is limited to, <area>:read or <area>:write; NULL: everything that its role may.
ALTER TABLE access_token
    ADD COLUMN scopes text[]
        CONSTRAINT access_token_scopes CHECK (
            cardinality(scopes) > 0
            AND scopes <@ ARRAY[
                'requests:read', 'requests:write', 'presenters:read', 'presenters:write',
                'organizations:read', 'organizations:write', 'lectures:read', 'lectures:write',
                'matching:read', 'matching:write', 'catalogue:read', 'catalogue:write', 'money:read', 'money:write',
                'users:read', 'users:write', 'audit:read', 'audit:write']
        ),
    ADD COLUMN last_used_at timestamptz CONSTRAINT access_token_used_later CHECK (last_used_at >= created_at);
CREATE INDEX access_token_by_user ON access_token (user_id, id);

CREATE TABLE user_password (
    user_id bigint PRIMARY KEY REFERENCES app_user,
    salt bytea NOT NULL CONSTRAINT user_password_salt CHECK (length(salt) = 16),
    hash bytea NOT NULL CONSTRAINT user_password_hash CHECK (length(hash) = 32),
    -- What scrypt was given: rounds, block size, parallelism. A later office may ask for more.
    rounds integer NOT NULL CONSTRAINT user_password_rounds CHECK (rounds BETWEEN 16384 AND 1048576),
    block_size integer NOT NULL CONSTRAINT user_password_block CHECK (block_size BETWEEN 8 AND 32),
    parallelism integer NOT NULL CONSTRAINT user_password_parallelism CHECK (parallelism BETWEEN 1 AND 16),
    set_at timestamptz NOT NULL
);

-- The key of somebody's one-time codes: one that serves, and one that is being set up.
CREATE TABLE user_totp (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES app_user,
    sealed_secret bytea NOT NULL CONSTRAINT user_totp_sealed CHECK (length(sealed_secret) BETWEEN 29 AND 200),
    key_version integer NOT NULL CONSTRAINT user_totp_version CHECK (key_version > 0),
    enrolled_at timestamptz NOT NULL,
    confirmed_at timestamptz CONSTRAINT user_totp_confirmed_later CHECK (confirmed_at >= enrolled_at),
    -- The newest time step whose code was taken: each code serves once.
    last_step bigint,
    CONSTRAINT user_totp_used CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
);
CREATE UNIQUE INDEX user_totp_one ON user_totp (user_id) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX user_totp_pending ON user_totp (user_id) WHERE confirmed_at IS NULL;
CREATE INDEX user_totp_by_key ON user_totp (key_version, id);

CREATE FUNCTION refuse_repeated_step() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last_step <= OLD.last_step THEN
        RAISE EXCEPTION 'a code serves once'
            USING ERRCODE = 'check_violation', TABLE = 'user_totp', CONSTRAINT = 'user_totp_step_once';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER step_once BEFORE UPDATE OF last_step ON user_totp
    FOR EACH ROW EXECUTE FUNCTION refuse_repeated_step();

CREATE TABLE recovery_code (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES app_user,
    digest bytea NOT NULL UNIQUE CONSTRAINT recovery_code_digest CHECK (length(digest) = 32),
    created_at timestamptz NOT NULL,
    used_at timestamptz CONSTRAINT recovery_code_used_later CHECK (used_at >= created_at)
);
CREATE INDEX recovery_code_by_user ON recovery_code (user_id);

-- A link that was mailed: to sign in once, to set a password once, or to answer one offer until its deadline.
CREATE TABLE sign_in_link (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    purpose text NOT NULL CONSTRAINT sign_in_link_purpose CHECK (purpose IN ('sign_in', 'password', 'offer')),
    user_id bigint REFERENCES app_user,
    offer_id bigint REFERENCES offer,
    digest bytea NOT NULL UNIQUE CONSTRAINT sign_in_link_digest CHECK (length(digest) = 32),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz CONSTRAINT sign_in_link_used_later CHECK (used_at >= created_at),
    CONSTRAINT sign_in_link_lives CHECK (expires_at > created_at),
    CONSTRAINT sign_in_link_for CHECK (
        (purpose = 'offer') = (offer_id IS NOT NULL) AND (purpose = 'offer') = (user_id IS NULL)
    ),
    CONSTRAINT sign_in_link_offer_stays CHECK (purpose <> 'offer' OR used_at IS NULL)
);
CREATE INDEX sign_in_link_by_user ON sign_in_link (user_id, expires_at) WHERE used_at IS NULL;
CREATE INDEX sign_in_link_by_expiry ON sign_in_link (expires_at);
CREATE INDEX sign_in_link_by_offer ON sign_in_link (offer_id) WHERE offer_id IS NOT NULL;

CREATE TABLE user_session (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES app_user,
    role text NOT NULL CONSTRAINT user_session_role CHECK (role IN
        ('host', 'presenter', 'coordinator', 'clerk', 'accountant', 'approver', 'auditor', 'administrator')),
    -- By what its user said who they are.
    proof text NOT NULL CONSTRAINT user_session_proof CHECK (proof IN ('link', 'password', 'password_and_code')),
    digest bytea NOT NULL UNIQUE CONSTRAINT user_session_digest CHECK (length(digest) = 32),
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL CONSTRAINT user_session_seen_later CHECK (last_seen_at >= created_at),
    idle_minutes integer NOT NULL CONSTRAINT user_session_idle CHECK (idle_minutes BETWEEN 1 AND 1440),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz CONSTRAINT user_session_ended_later CHECK (ended_at >= created_at),
    CONSTRAINT user_session_lives CHECK (expires_at > created_at),
    -- A link by mail is enough for hosts and presenters, and for nobody else.
    CONSTRAINT user_session_staff CHECK (role IN ('host', 'presenter') OR proof <> 'link')
);
CREATE INDEX user_session_by_user ON user_session (user_id, id) WHERE ended_at IS NULL;
CREATE INDEX user_session_by_expiry ON user_session (expires_at);

-- Failed tries by what they have in common; `digest` is keyed, so that no address can be read from it.
CREATE TABLE sign_in_throttle (
    kind text NOT NULL
        CONSTRAINT sign_in_throttle_kind CHECK (kind IN ('pair', 'address', 'code', 'mail', 'mail_address')),
    digest bytea NOT NULL CONSTRAINT sign_in_throttle_digest CHECK (length(digest) = 32),
    failures integer NOT NULL CONSTRAINT sign_in_throttle_failures CHECK (failures BETWEEN 0 AND 1000000),
    last_at timestamptz NOT NULL,
    open_at timestamptz NOT NULL CONSTRAINT sign_in_throttle_open CHECK (open_at >= last_at),
    PRIMARY KEY (kind, digest)
);
CREATE INDEX sign_in_throttle_by_age ON sign_in_throttle (last_at);

-- Where somebody has signed in before: such an address keeps its own budget of tries.
CREATE TABLE known_address (
    user_id bigint NOT NULL REFERENCES app_user,
    digest bytea NOT NULL CONSTRAINT known_address_digest CHECK (length(digest) = 32),
    signed_in_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, digest)
);

-- Who entered by an offer's link has the role `offer`, who has yet to set up one-time codes `enrolling`: roles for
-- which hardly a policy opens anything, so that what nobody thought of stays closed.

CREATE FUNCTION kodan_offer() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('kodan.offer', true), '')::bigint;

CREATE FUNCTION kodan_offered_request() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN (SELECT request_id FROM offer WHERE id = kodan_offer());

CREATE FUNCTION kodan_offered_presenter() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN (SELECT presenter_id FROM offer WHERE id = kodan_offer());

-- As before, and it tells which token it was and what that is limited to.
DROP FUNCTION kodan_enter_by_token(bytea, timestamptz);
CREATE FUNCTION kodan_enter_by_token(token_digest bytea, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[], token_id bigint,
                   scopes text[])
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
        RETURN QUERY
            SELECT entered.user_id, entered.role, entered.presenter_id, entered.organizations, token.id, token.scopes
              FROM kodan_enter(token.user_id, token.role, entered_at) AS entered;
    END IF;
END
$$;

-- Sets whom the transaction acts for, by the SHA-256 of a session's token; no row when the session does not serve.
-- Staff without a one-time code are `enrolling`: the row still names them and the role that they will have.
CREATE FUNCTION kodan_enter_by_session(session_digest bytea, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[], session_id bigint,
                   proof text, is_enrolling boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    signed_in user_session;
    enrolling boolean;
BEGIN
    SELECT * INTO signed_in
      FROM user_session
     WHERE digest = session_digest
       AND ended_at IS NULL
       AND created_at <= entered_at
       AND expires_at > entered_at
       AND last_seen_at + make_interval(mins => idle_minutes) > entered_at;
    IF signed_in.id IS NULL THEN
        RETURN;
    END IF;
    enrolling := signed_in.role NOT IN ('host', 'presenter') AND signed_in.proof <> 'password_and_code';
    RETURN QUERY
        SELECT entered.user_id, entered.role, entered.presenter_id, entered.organizations, signed_in.id, signed_in.proof,
               enrolling
          FROM kodan_enter(signed_in.user_id, signed_in.role, entered_at) AS entered;
    IF enrolling THEN
        PERFORM set_config('kodan.user', '', true),
                set_config('kodan.role', 'enrolling', true),
                set_config('kodan.prefectures', '', true);
    END IF;
END
$$;

-- Sets that the transaction acts for the presenter of one offer, and for this offer only; no row when the link does
-- not serve.
CREATE FUNCTION kodan_enter_by_offer_link(link_digest bytea, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[], offer_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    asked record;
BEGIN
    SELECT presenter.user_id, presenter.id AS presenter_id, offer.id AS offer_id INTO asked
      FROM sign_in_link AS link
      JOIN offer ON offer.id = link.offer_id
      JOIN presenter ON presenter.id = offer.presenter_id
      LEFT JOIN app_user ON app_user.id = presenter.user_id
     WHERE link.digest = link_digest
       AND link.created_at <= entered_at
       AND link.expires_at > entered_at
       AND offer.state <> 'queued'
       AND coalesce(app_user.state, 'active') = 'active';
    IF asked.offer_id IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('kodan.user', '', true),
            set_config('kodan.role', 'offer', true),
            set_config('kodan.presenter', '', true),
            set_config('kodan.organizations', '{}', true),
            set_config('kodan.prefectures', '', true),
            set_config('kodan.offer', asked.offer_id::text, true);
    RETURN QUERY
        SELECT asked.user_id::bigint, 'presenter'::text, asked.presenter_id::bigint, '{}'::bigint[],
               asked.offer_id::bigint;
END
$$;

-- What only the service itself is told, and for one person at a time.

CREATE FUNCTION require_system() RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    IF kodan_role() <> 'system' THEN
        RAISE EXCEPTION 'secrets are the service''s own' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

-- How somebody proves who they are; no row for an address that is nobody's.
CREATE FUNCTION kodan_proofs(of_email text)
    RETURNS TABLE (user_id bigint, is_active boolean, salt bytea, hash bytea, rounds integer, block_size integer,
                   parallelism integer, totp_id bigint, totp_secret bytea, totp_version integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM require_system();
    RETURN QUERY
        SELECT app_user.id, app_user.state = 'active', known.salt, known.hash, known.rounds, known.block_size,
               known.parallelism, totp.id, totp.sealed_secret, totp.key_version
          FROM app_user
          LEFT JOIN user_password AS known ON known.user_id = app_user.id
          LEFT JOIN user_totp AS totp ON totp.user_id = app_user.id AND totp.confirmed_at IS NOT NULL
         WHERE app_user.email_key = of_email;
END
$$;

-- The key of one-time codes that somebody is setting up.
CREATE FUNCTION kodan_pending_totp(of_user bigint)
    RETURNS TABLE (totp_id bigint, totp_secret bytea, totp_version integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM require_system();
    RETURN QUERY
        SELECT id, sealed_secret, key_version FROM user_totp WHERE user_id = of_user AND confirmed_at IS NULL;
END
$$;

-- Keys of one-time codes that are not sealed under `version`, locked; those that are in use are passed over.
CREATE FUNCTION kodan_stale_totp(version integer, after bigint, most integer)
    RETURNS TABLE (totp_id bigint, user_id bigint, totp_secret bytea, totp_version integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM require_system();
    RETURN QUERY
        SELECT totp.id, totp.user_id, totp.sealed_secret, totp.key_version
          FROM user_totp AS totp
         WHERE totp.key_version <> version
           AND totp.id > after
         ORDER BY totp.id
         LIMIT most
           FOR UPDATE SKIP LOCKED;
END
$$;

-- Whether this is a code of the user that has not served; from now on it has.
CREATE FUNCTION kodan_use_recovery_code(of_user bigint, code_digest bytea, at timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM require_system();
    UPDATE recovery_code SET used_at = at
     WHERE user_id = of_user AND digest = code_digest AND used_at IS NULL;
    RETURN FOUND;
END
$$;

-- Whose link this is, if it serves; `take` says that it has served from now on.
CREATE FUNCTION kodan_link_user(link_digest bytea, link_purpose text, at timestamptz, take boolean) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    taken sign_in_link;
BEGIN
    PERFORM require_system();
    SELECT link.* INTO taken
      FROM sign_in_link AS link
      JOIN app_user ON app_user.id = link.user_id
     WHERE link.digest = link_digest
       AND link.purpose = link_purpose
       AND link.used_at IS NULL
       AND link.created_at <= at
       AND link.expires_at > at
       AND app_user.state = 'active'
       FOR UPDATE OF link;
    IF taken.id IS NOT NULL AND take THEN
        UPDATE sign_in_link SET used_at = at WHERE id = taken.id;
    END IF;
    RETURN taken.user_id;
END
$$;

-- The locks.
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'user_password', 'user_totp', 'recovery_code', 'sign_in_link', 'user_session', 'sign_in_throttle',
        'known_address'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format(
            'CREATE POLICY system_all ON %I USING ((SELECT kodan_role()) = ''system'')
                WITH CHECK ((SELECT kodan_role()) = ''system'')', target);
    END LOOP;
END
$$;

GRANT SELECT (user_id, set_at), INSERT, UPDATE, DELETE ON user_password TO kodan_app, kodan_worker;
GRANT SELECT (id, user_id, key_version, enrolled_at, confirmed_at, last_step), INSERT, UPDATE, DELETE
    ON user_totp TO kodan_app, kodan_worker;
GRANT SELECT (id, user_id, created_at, used_at), INSERT, DELETE ON recovery_code TO kodan_app, kodan_worker;
GRANT SELECT (id, purpose, user_id, offer_id, created_at, expires_at, used_at), INSERT, UPDATE (used_at), DELETE
    ON sign_in_link TO kodan_app, kodan_worker;
GRANT SELECT (id, user_id, role, proof, created_at, last_seen_at, idle_minutes, expires_at, ended_at), INSERT, DELETE,
    UPDATE (role, proof, last_seen_at, ended_at)
    ON user_session TO kodan_app, kodan_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_throttle, known_address TO kodan_app, kodan_worker;
REVOKE SELECT, UPDATE ON access_token FROM kodan_app, kodan_worker;
GRANT SELECT (id, user_id, role, label, scopes, created_at, expires_at, last_used_at, revoked_at),
    UPDATE (revoked_at, last_used_at)
    ON access_token TO kodan_app, kodan_worker;

-- Everyone sees and ends their own sessions; administrators and auditors see who is signed in.
CREATE POLICY own_reads ON user_session FOR SELECT
    USING (user_id = (SELECT kodan_user()) OR (SELECT kodan_role()) IN ('administrator', 'auditor'));
CREATE POLICY own_ends ON user_session FOR UPDATE
    USING (user_id = (SELECT kodan_user()) OR (SELECT kodan_role()) = 'administrator');
-- Whether somebody has a password and one-time codes, and since when; never which.
CREATE POLICY own_reads ON user_password FOR SELECT
    USING (user_id = (SELECT kodan_user()) OR (SELECT kodan_role()) IN ('administrator', 'auditor'));
CREATE POLICY own_reads ON user_totp FOR SELECT
    USING (user_id = (SELECT kodan_user()) OR (SELECT kodan_role()) IN ('administrator', 'auditor'));
-- Everyone may have tokens for the role in which they act, and end their own.
CREATE POLICY own_adds ON access_token FOR INSERT
    WITH CHECK (user_id = (SELECT kodan_user()) AND role = (SELECT kodan_role()));
CREATE POLICY own_ends ON access_token FOR UPDATE USING (user_id = (SELECT kodan_user()));
CREATE POLICY auditor_reads ON access_token FOR SELECT USING ((SELECT kodan_role()) = 'auditor');

-- What an offer's link opens: the offer, what it is for, and the answer.
CREATE POLICY link_reads ON offer FOR SELECT
    USING ((SELECT kodan_role()) = 'offer' AND id = (SELECT kodan_offer()));
CREATE POLICY link_answers ON offer FOR UPDATE
    USING ((SELECT kodan_role()) = 'offer' AND id = (SELECT kodan_offer()));
CREATE POLICY link_reads ON lecture_request FOR SELECT
    USING ((SELECT kodan_role()) = 'offer' AND id = (SELECT kodan_offered_request()));
CREATE POLICY link_answers ON lecture_request FOR UPDATE
    USING ((SELECT kodan_role()) = 'offer' AND id = (SELECT kodan_offered_request()));
CREATE POLICY link_reads ON request_slot FOR SELECT
    USING ((SELECT kodan_role()) = 'offer' AND request_id = (SELECT kodan_offered_request()));
CREATE POLICY link_reads ON presenter FOR SELECT
    USING ((SELECT kodan_role()) = 'offer' AND id = (SELECT kodan_offered_presenter()));
CREATE POLICY link_reads ON assignment FOR SELECT
    USING ((SELECT kodan_role()) = 'offer' AND offer_id = (SELECT kodan_offer()));
CREATE POLICY link_adds ON assignment FOR INSERT
    WITH CHECK ((SELECT kodan_role()) = 'offer' AND offer_id = (SELECT kodan_offer())
        AND request_id = (SELECT kodan_offered_request()) AND presenter_id = (SELECT kodan_offered_presenter()));

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
-- The record is read by who did something, and by what was done.
CREATE INDEX audit_event_by_user ON audit_event (user_id, id);
CREATE INDEX audit_event_by_action ON audit_event (action, id);
