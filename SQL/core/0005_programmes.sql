-- What lectures are held under, and what is handed out at them: dated data, loaded from Config.

CREATE TABLE programme (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE CONSTRAINT programme_code_form CHECK (code ~ '^[a-z][a-z0-9_]*$'),
    name_ja text NOT NULL,
    name_en text NOT NULL,
    delivery text NOT NULL CONSTRAINT programme_delivery CHECK (delivery IN ('dispatched', 'self_hosted', 'in_house')),
    target_group text NOT NULL,
    pays_honorarium boolean NOT NULL,
    lead_days integer NOT NULL CONSTRAINT programme_lead_days CHECK (lead_days >= 0),
    minimum_attendance integer NOT NULL CONSTRAINT programme_minimum CHECK (minimum_attendance >= 0),
    valid daterange NOT NULL CONSTRAINT programme_valid CHECK (NOT isempty(valid))
);

CREATE TABLE programme_asker (
    programme_id bigint NOT NULL REFERENCES programme,
    organization_kind text NOT NULL,
    members_only boolean NOT NULL,
    PRIMARY KEY (programme_id, organization_kind)
);

-- One of these suffices; a programme without rows takes any active presenter.
CREATE TABLE programme_qualification (
    programme_id bigint NOT NULL REFERENCES programme,
    qualification_code text NOT NULL REFERENCES qualification,
    PRIMARY KEY (programme_id, qualification_code)
);

CREATE TABLE programme_target (
    target_group text NOT NULL,
    fiscal_year integer NOT NULL CONSTRAINT programme_target_year CHECK (fiscal_year BETWEEN 2000 AND 2200),
    target integer CONSTRAINT programme_target_positive CHECK (target > 0),
    held integer CONSTRAINT programme_target_held CHECK (held >= 0),
    attendance integer CONSTRAINT programme_target_attendance CHECK (attendance >= 0),
    unit text NOT NULL,
    PRIMARY KEY (target_group, fiscal_year)
);

-- Seminars and conferences that the body itself holds.
CREATE TABLE programme_event (
    programme_id bigint NOT NULL REFERENCES programme,
    held_on date NOT NULL,
    place text NOT NULL,
    capacity integer NOT NULL CONSTRAINT programme_event_capacity CHECK (capacity > 0),
    PRIMARY KEY (programme_id, held_on, place)
);

CREATE TABLE material (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE CONSTRAINT material_code_form CHECK (code ~ '^[a-z][a-z0-9_]*$'),
    name_ja text NOT NULL,
    name_en text NOT NULL,
    medium text NOT NULL CONSTRAINT material_medium CHECK (medium IN ('digital', 'printed'))
);

CREATE TABLE edition (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    material_id bigint NOT NULL REFERENCES material,
    label text NOT NULL,
    issued_on date NOT NULL,
    UNIQUE (material_id, issued_on)
);

CREATE TABLE holiday_year (
    year integer PRIMARY KEY CONSTRAINT holiday_year_range CHECK (year BETWEEN 1948 AND 2200)
);
CREATE TABLE holiday (
    day date PRIMARY KEY,
    name_ja text NOT NULL
);
