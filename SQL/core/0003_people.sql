-- Who takes part: users and their roles, organizations, presenters.
--
-- What people are found by is kept in columns of its own (email_key, phone_key): behind row-level security an index
-- on an expression is not used, since the expression might tell of rows that are not to be seen.

CREATE TABLE app_user (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email email_address NOT NULL,
    email_key text NOT NULL GENERATED ALWAYS AS (lower(email)) STORED,
    display_name text NOT NULL CONSTRAINT app_user_name_length CHECK (length(display_name) BETWEEN 1 AND 100),
    state text NOT NULL CONSTRAINT app_user_state CHECK (state IN ('active', 'disabled')),
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX app_user_email_unique ON app_user (email_key);

-- A role is granted and revoked, never edited. A coordinator may be limited to prefectures (NULL: everywhere).
CREATE TABLE user_role (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES app_user,
    role text NOT NULL
        CONSTRAINT user_role_name CHECK (role IN
            ('host', 'presenter', 'coordinator', 'clerk', 'accountant', 'approver', 'auditor', 'administrator')),
    prefecture_code char(2) REFERENCES prefecture,
    granted_at timestamptz NOT NULL,
    granted_by bigint REFERENCES app_user,
    revoked_at timestamptz,
    CONSTRAINT user_role_prefecture_only_coordinator CHECK (prefecture_code IS NULL OR role = 'coordinator'),
    CONSTRAINT user_role_revoked_later CHECK (revoked_at > granted_at)
);
CREATE UNIQUE INDEX user_role_once ON user_role (user_id, role, coalesce(prefecture_code, '')) WHERE revoked_at IS NULL;

-- Only the SHA-256 of a token is kept.
CREATE TABLE access_token (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES app_user,
    role text NOT NULL,
    digest bytea NOT NULL UNIQUE CONSTRAINT access_token_digest CHECK (length(digest) = 32),
    label text NOT NULL CONSTRAINT access_token_label CHECK (length(label) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CONSTRAINT access_token_lives CHECK (expires_at > created_at)
);

CREATE TABLE organization (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CONSTRAINT organization_name_length CHECK (length(name) BETWEEN 1 AND 100),
    kana kana_text,
    kind text NOT NULL
        CONSTRAINT organization_kind CHECK (kind IN
            ('police', 'chamber_of_commerce', 'commerce_federation', 'small_business_association', 'tax_accountants',
             'labour_consultants', 'management_consultants', 'it_association', 'other')),
    council_member boolean NOT NULL,
    municipality_code char(5) NOT NULL REFERENCES municipality,
    postal_code char(7) CONSTRAINT organization_postal_code CHECK (postal_code ~ '^[0-9]{7}$'),
    address text NOT NULL CONSTRAINT organization_address_length CHECK (length(address) BETWEEN 1 AND 200),
    email email_address NOT NULL,
    email_key text NOT NULL GENERATED ALWAYS AS (lower(email)) STORED,
    phone phone_number NOT NULL,
    phone_key text NOT NULL GENERATED ALWAYS AS (phone_key(phone)) STORED,
    registration_number text CONSTRAINT organization_registration CHECK (length(registration_number) BETWEEN 1 AND 30),
    state text NOT NULL CONSTRAINT organization_state CHECK (state IN ('active', 'merged')),
    merged_into bigint REFERENCES organization,
    registered_at timestamptz NOT NULL,
    CONSTRAINT organization_merged_into CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
    CONSTRAINT organization_not_into_itself CHECK (merged_into <> id)
);
CREATE INDEX organization_by_name ON organization (name);
CREATE INDEX organization_by_municipality ON organization (municipality_code);
CREATE INDEX organization_name_trigrams ON organization USING gin ((name || ' ' || coalesce(kana, '')) gin_trgm_ops);

CREATE TABLE organization_member (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id bigint NOT NULL REFERENCES organization,
    user_id bigint NOT NULL REFERENCES app_user,
    valid daterange NOT NULL CONSTRAINT organization_member_valid CHECK (NOT isempty(valid)),
    CONSTRAINT organization_member_once EXCLUDE USING gist
        (organization_id WITH =, user_id WITH =, valid WITH &&)
);

CREATE TABLE topic (
    code text PRIMARY KEY CONSTRAINT topic_code_form CHECK (code ~ '^[a-z][a-z0-9_]*$'),
    name_ja text NOT NULL UNIQUE,
    name_en text NOT NULL UNIQUE
);

CREATE TABLE qualification (
    code text PRIMARY KEY CONSTRAINT qualification_code_form CHECK (code ~ '^[a-z][a-z0-9_]*$'),
    name_ja text NOT NULL UNIQUE,
    name_en text NOT NULL UNIQUE
);

-- The rank decides the fee rate.
CREATE TABLE rank (
    code text PRIMARY KEY CONSTRAINT rank_code_form CHECK (code ~ '^[a-z][a-z0-9_]*$'),
    name_ja text NOT NULL UNIQUE,
    name_en text NOT NULL UNIQUE
);

CREATE TABLE presenter (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint UNIQUE REFERENCES app_user,
    family_name text NOT NULL CONSTRAINT presenter_family_name CHECK (length(family_name) BETWEEN 1 AND 50),
    given_name text NOT NULL CONSTRAINT presenter_given_name CHECK (length(given_name) BETWEEN 1 AND 50),
    family_kana text NOT NULL CONSTRAINT presenter_family_kana CHECK (family_kana ~ '^[ァ-ヺー・ ]{1,50}$'),
    given_kana text NOT NULL CONSTRAINT presenter_given_kana CHECK (given_kana ~ '^[ァ-ヺー・ ]{1,50}$'),
    email email_address NOT NULL,
    email_key text NOT NULL GENERATED ALWAYS AS (lower(email)) STORED,
    phone phone_number NOT NULL,
    phone_key text NOT NULL GENERATED ALWAYS AS (phone_key(phone)) STORED,
    postal_code char(7) NOT NULL CONSTRAINT presenter_postal_code CHECK (postal_code ~ '^[0-9]{7}$'),
    municipality_code char(5) NOT NULL REFERENCES municipality,
    address text NOT NULL CONSTRAINT presenter_address_length CHECK (length(address) BETWEEN 1 AND 200),
    latitude_e6 integer NOT NULL CONSTRAINT presenter_latitude CHECK (latitude_e6 BETWEEN 20000000 AND 46000000),
    longitude_e6 integer NOT NULL CONSTRAINT presenter_longitude CHECK (longitude_e6 BETWEEN 122000000 AND 154500000),
    rank_code text NOT NULL REFERENCES rank,
    reach_minutes integer NOT NULL CONSTRAINT presenter_reach CHECK (reach_minutes BETWEEN 10 AND 480),
    accepts_online boolean NOT NULL,
    accepts_overnight boolean NOT NULL,
    monthly_cap integer NOT NULL CONSTRAINT presenter_monthly_cap CHECK (monthly_cap BETWEEN 0 AND 31),
    yearly_cap integer NOT NULL CONSTRAINT presenter_yearly_cap CHECK (yearly_cap BETWEEN 0 AND 366),
    state text NOT NULL
        CONSTRAINT presenter_state CHECK (state IN ('applied', 'active', 'suspended', 'retired', 'deceased')),
    state_reason text,
    registered_on date NOT NULL
);
CREATE UNIQUE INDEX presenter_email_unique ON presenter (email_key) WHERE state NOT IN ('retired', 'deceased');
CREATE INDEX presenter_by_municipality ON presenter (municipality_code);
CREATE INDEX presenter_by_kana ON presenter (family_kana, given_kana);
CREATE INDEX presenter_by_phone ON presenter (phone_key);
CREATE INDEX presenter_name_trigrams ON presenter USING gin
    ((family_name || given_name || ' ' || family_kana || given_kana) gin_trgm_ops);
CREATE TRIGGER transition BEFORE UPDATE OF state ON presenter
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('presenter', 'applied', 'active'),
    ('presenter', 'applied', 'retired'),
    ('presenter', 'active', 'suspended'),
    ('presenter', 'suspended', 'active'),
    ('presenter', 'active', 'retired'),
    ('presenter', 'suspended', 'retired'),
    ('presenter', 'applied', 'deceased'),
    ('presenter', 'active', 'deceased'),
    ('presenter', 'suspended', 'deceased'),
    ('presenter', 'retired', 'deceased');

CREATE TABLE presenter_qualification (
    presenter_id bigint NOT NULL REFERENCES presenter,
    qualification_code text NOT NULL REFERENCES qualification,
    number text CONSTRAINT presenter_qualification_number CHECK (length(number) BETWEEN 1 AND 50),
    expires_on date,
    PRIMARY KEY (presenter_id, qualification_code)
);

CREATE TABLE presenter_topic (
    presenter_id bigint NOT NULL REFERENCES presenter,
    topic_code text NOT NULL REFERENCES topic,
    level smallint NOT NULL CONSTRAINT presenter_topic_level CHECK (level BETWEEN 0 AND 3),
    PRIMARY KEY (presenter_id, topic_code)
);

-- Weekday 1 is Monday; minutes of the day, the end not included.
CREATE TABLE presenter_hours (
    presenter_id bigint NOT NULL REFERENCES presenter,
    weekday smallint NOT NULL CONSTRAINT presenter_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
    minutes int4range NOT NULL
        CONSTRAINT presenter_hours_minutes CHECK (minutes <@ int4range(0, 1441) AND NOT isempty(minutes)),
    CONSTRAINT presenter_hours_apart EXCLUDE USING gist (presenter_id WITH =, weekday WITH =, minutes WITH &&)
);

CREATE TABLE presenter_blackout (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    presenter_id bigint NOT NULL REFERENCES presenter,
    days daterange NOT NULL CONSTRAINT presenter_blackout_days CHECK (NOT isempty(days) AND NOT upper_inf(days)),
    reason text,
    CONSTRAINT presenter_blackout_apart EXCLUDE USING gist (presenter_id WITH =, days WITH &&)
);

-- A presenter is not sent to an organization that they belong to.
CREATE TABLE presenter_organization (
    presenter_id bigint NOT NULL REFERENCES presenter,
    organization_id bigint NOT NULL REFERENCES organization,
    valid daterange NOT NULL CONSTRAINT presenter_organization_valid CHECK (NOT isempty(valid)),
    CONSTRAINT presenter_organization_once EXCLUDE USING gist
        (presenter_id WITH =, organization_id WITH =, valid WITH &&)
);

-- One side asked never to be brought together with the other.
CREATE TABLE presenter_exclusion (
    presenter_id bigint NOT NULL REFERENCES presenter,
    organization_id bigint NOT NULL REFERENCES organization,
    asked_by text NOT NULL CONSTRAINT presenter_exclusion_side CHECK (asked_by IN ('host', 'presenter')),
    reason text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (presenter_id, organization_id, asked_by)
);
