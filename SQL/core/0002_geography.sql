-- Where things are: shipped tables, loaded by COPY. Coordinates are micro-degrees (WGS84).

CREATE TABLE prefecture (
    code char(2) PRIMARY KEY CONSTRAINT prefecture_code_form CHECK (code ~ '^[0-4][0-9]$'),
    name text NOT NULL UNIQUE,
    kana text NOT NULL,
    romaji text NOT NULL,
    region text NOT NULL,
    capital_code char(5) NOT NULL,
    population integer NOT NULL CONSTRAINT prefecture_population_positive CHECK (population > 0)
);

CREATE TABLE municipality (
    code char(5) PRIMARY KEY CONSTRAINT municipality_code_form CHECK (code ~ '^[0-4][0-9]{4}$'),
    prefecture_code char(2) NOT NULL REFERENCES prefecture,
    name text NOT NULL,
    short_name text NOT NULL,
    kana text NOT NULL,
    kind text NOT NULL
        CONSTRAINT municipality_kind CHECK (kind IN ('市', '町', '村', '特別区', '政令指定都市', '行政区')),
    parent_code char(5) REFERENCES municipality DEFERRABLE INITIALLY DEFERRED,
    landmass text NOT NULL,
    latitude_e6 integer NOT NULL
        CONSTRAINT municipality_latitude CHECK (latitude_e6 BETWEEN 20000000 AND 46000000),
    longitude_e6 integer NOT NULL
        CONSTRAINT municipality_longitude CHECK (longitude_e6 BETWEEN 122000000 AND 154500000),
    weight integer NOT NULL CONSTRAINT municipality_weight CHECK (weight >= 0),
    UNIQUE (prefecture_code, short_name),
    CONSTRAINT municipality_in_prefecture CHECK (left(code, 2) = prefecture_code),
    CONSTRAINT municipality_ward_has_city CHECK ((kind = '行政区') = (parent_code IS NOT NULL))
);

ALTER TABLE prefecture ADD CONSTRAINT prefecture_capital
    FOREIGN KEY (capital_code) REFERENCES municipality DEFERRABLE INITIALLY DEFERRED;

-- A code may name several towns, and 134 of them more than one municipality.
CREATE TABLE postal_code (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    postal_code char(7) NOT NULL CONSTRAINT postal_code_form CHECK (postal_code ~ '^[0-9]{7}$'),
    municipality_code char(5) NOT NULL REFERENCES municipality,
    kind char(1) NOT NULL CONSTRAINT postal_code_kind CHECK (kind IN ('A', 'O')),
    town text NOT NULL,
    town_kana text NOT NULL
);
CREATE INDEX postal_code_by_code ON postal_code (postal_code);

CREATE TABLE travel_edge (
    from_code char(5) NOT NULL REFERENCES municipality,
    to_code char(5) NOT NULL REFERENCES municipality,
    metres integer NOT NULL CONSTRAINT travel_edge_length CHECK (metres >= 0),
    PRIMARY KEY (from_code, to_code)
);

CREATE TABLE travel_link (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mode text NOT NULL CONSTRAINT travel_link_mode CHECK (mode IN ('road', 'rail', 'air', 'ferry')),
    from_code char(5) NOT NULL REFERENCES municipality,
    to_code char(5) NOT NULL REFERENCES municipality,
    minutes integer NOT NULL CONSTRAINT travel_link_minutes CHECK (minutes >= 0),
    metres integer NOT NULL CONSTRAINT travel_link_length CHECK (metres >= 0),
    departures_in_100_days integer CONSTRAINT travel_link_departures CHECK (departures_in_100_days > 0),
    access_minutes integer NOT NULL CONSTRAINT travel_link_access CHECK (access_minutes >= 0),
    takes_cars boolean NOT NULL,
    note text NOT NULL
);
