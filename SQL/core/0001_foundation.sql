-- Extensions, roles, and the rules that many tables share.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- kodan_owner runs this file. The server and the worker own nothing; they get rights table by table in the last file.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kodan_app') THEN
        CREATE ROLE kodan_app LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kodan_worker') THEN
        CREATE ROLE kodan_worker LOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    -- Another database of this cluster is being migrated at the same time.
    NULL;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO kodan_app, kodan_worker;

-- Texts with a form of their own. The form of an address also keeps line breaks out of mail headers.
CREATE DOMAIN email_address AS text
    CONSTRAINT email_address_form CHECK (VALUE ~ '^[^@[:space:][:cntrl:]<>,;]+@[^@[:space:][:cntrl:]<>,;]+$' AND length(VALUE) <= 254);
CREATE DOMAIN phone_number AS text
    CONSTRAINT phone_number_form CHECK (VALUE ~ '^[0-9+-]{9,20}$');
CREATE DOMAIN kana_text AS text
    CONSTRAINT kana_text_form CHECK (VALUE ~ '^[ァ-ヺー・ 　]+$' AND length(VALUE) <= 200);

-- The digits by which two telephone numbers are compared: 03-0000-0001 and +81-3-0000-0001 are the same.
CREATE FUNCTION phone_key(phone text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN translate(regexp_replace(translate(phone, '-', ''), '^\+810?', '0'), '+', '');

-- Whom the running transaction acts for. Set with SET LOCAL by the entering call; empty outside of it.

CREATE FUNCTION kodan_role() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(nullif(current_setting('kodan.role', true), ''), 'nobody');

CREATE FUNCTION kodan_user() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('kodan.user', true), '')::bigint;

CREATE FUNCTION kodan_presenter() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('kodan.presenter', true), '')::bigint;

CREATE FUNCTION kodan_organizations() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(nullif(current_setting('kodan.organizations', true), ''), '{}')::bigint[];

-- The prefectures that a coordinator is limited to; NULL when there is no limit.
CREATE FUNCTION kodan_prefectures() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('kodan.prefectures', true), '')::text[];

CREATE FUNCTION kodan_is_staff() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN kodan_role() IN
        ('coordinator', 'clerk', 'accountant', 'approver', 'auditor', 'administrator', 'system');

-- Rows that only ever get added.
CREATE FUNCTION refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_append_only';
END
$$;

CREATE FUNCTION make_append_only(target regclass) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()',
        target
    );
    EXECUTE format(
        'CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
        target
    );
END
$$;

-- The steps that a thing may take from state to state, as data: the trigger below lets no other pass.
CREATE TABLE state_transition (
    subject text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    PRIMARY KEY (subject, from_state, to_state),
    CONSTRAINT state_transition_moves CHECK (from_state <> to_state)
);

CREATE FUNCTION refuse_illegal_transition() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT EXISTS (
        SELECT FROM state_transition
         WHERE subject = TG_TABLE_NAME
           AND from_state = OLD.state
           AND to_state = NEW.state
    ) THEN
        RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME,
                CONSTRAINT = TG_TABLE_NAME || '_transition';
    END IF;
    RETURN NEW;
END
$$;
