-- Rates are edited: what was used stands for ever, what was not may end or go.

-- Opens a table to roles: staff read it; `adders` add, `changers` change. Locked for all others.
CREATE FUNCTION open_to(target regclass, adders text[], changers text[] DEFAULT '{}') RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO kodan_app, kodan_worker', target);
    EXECUTE format(
        'CREATE POLICY system_all ON %s USING ((SELECT kodan_role()) = ''system'')
            WITH CHECK ((SELECT kodan_role()) = ''system'')', target);
    EXECUTE format('CREATE POLICY staff_reads ON %s FOR SELECT USING ((SELECT kodan_is_staff()))', target);
    EXECUTE format(
        'CREATE POLICY keeper_adds ON %s FOR INSERT WITH CHECK ((SELECT kodan_role()) = ANY (%L::text[]))',
        target, adders);
    EXECUTE format(
        'CREATE POLICY keeper_changes ON %s FOR UPDATE USING ((SELECT kodan_role()) = ANY (%L::text[]))',
        target, changers);
END
$$;
REVOKE ALL ON FUNCTION open_to(regclass, text[], text[]) FROM PUBLIC;

-- Minutes of preparation that a rate per hour pays beside the lecture.
ALTER TABLE fee_rate
    ADD COLUMN preparation_minutes integer NOT NULL DEFAULT 0
        CONSTRAINT fee_rate_preparation CHECK (preparation_minutes BETWEEN 0 AND 480);

CREATE TABLE consumption_tax_rate (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rate_bp integer NOT NULL CONSTRAINT consumption_tax_rate_bp CHECK (rate_bp BETWEEN 0 AND 10000),
    valid daterange NOT NULL CONSTRAINT consumption_tax_rate_valid CHECK (NOT isempty(valid)),
    note text NOT NULL,
    CONSTRAINT consumption_tax_rate_one EXCLUDE USING gist (valid WITH &&)
);

-- How much of the tax-equivalent the body may deduct when the payee is not registered, by date of supply.
CREATE TABLE transitional_deduction (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    percent integer NOT NULL CONSTRAINT transitional_deduction_percent CHECK (percent BETWEEN 0 AND 100),
    valid daterange NOT NULL CONSTRAINT transitional_deduction_valid CHECK (NOT isempty(valid)),
    note text NOT NULL,
    CONSTRAINT transitional_deduction_one EXCLUDE USING gist (valid WITH &&)
);

-- What the body pays for travel at most: a night (by prefecture, or one for all), the allowance for a night, and a
-- kilometre in one's own car.
CREATE TABLE travel_rate (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL
        CONSTRAINT travel_rate_kind CHECK (kind IN ('lodging_limit', 'lodging_allowance', 'car_per_km')),
    prefecture_code char(2) REFERENCES prefecture,
    amount bigint NOT NULL CONSTRAINT travel_rate_amount CHECK (amount BETWEEN 1 AND 1000000),
    valid daterange NOT NULL CONSTRAINT travel_rate_valid CHECK (NOT isempty(valid)),
    legal_basis text NOT NULL,
    CONSTRAINT travel_rate_prefecture CHECK (prefecture_code IS NULL OR kind = 'lodging_limit'),
    CONSTRAINT travel_rate_one EXCLUDE USING gist
        (kind WITH =, coalesce(prefecture_code, '') WITH =, valid WITH &&)
);

-- An allowance and a journey by car are computed from such a rate; the leg says from which and from how much.
ALTER TABLE travel_leg
    DROP CONSTRAINT travel_leg_mode,
    ADD CONSTRAINT travel_leg_mode CHECK
        (mode IN ('rail', 'bus', 'car', 'taxi', 'ferry', 'air', 'lodging', 'lodging_allowance')),
    ADD COLUMN kilometres integer CONSTRAINT travel_leg_kilometres CHECK (kilometres BETWEEN 1 AND 2000),
    ADD COLUMN travel_rate_id bigint REFERENCES travel_rate,
    ADD COLUMN nights integer CONSTRAINT travel_leg_stay CHECK (nights BETWEEN 1 AND 30),
    ADD CONSTRAINT travel_leg_car CHECK
        (kilometres IS NULL OR (mode = 'car' AND travel_rate_id IS NOT NULL AND NOT paid_directly)),
    ADD CONSTRAINT travel_leg_nights CHECK (
        (mode = 'lodging_allowance') = (nights IS NOT NULL)
        AND (nights IS NULL OR (travel_rate_id IS NOT NULL AND NOT paid_directly))
    ),
    -- A rate stands beside what it was multiplied with.
    ADD CONSTRAINT travel_leg_rate CHECK (travel_rate_id IS NULL OR num_nonnulls(kilometres, nights) = 1);

-- Travel that was bought for a lecture which is called off may be settled before the day it would have been on.
ALTER TABLE honorarium
    DROP CONSTRAINT honorarium_fixed_later,
    ADD CONSTRAINT honorarium_fixed_later CHECK (fixed_on >= lecture_on OR fee = 0);

DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['consumption_tax_rate', 'transitional_deduction', 'travel_rate'] LOOP
        PERFORM open_to(target::regclass, '{administrator}', '{administrator}');
        EXECUTE format('CREATE POLICY everybody_reads ON %I FOR SELECT USING (true)', target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['fee_rate', 'withholding_rate'] LOOP
        EXECUTE format('DROP TRIGGER append_only ON %I', target);
        EXECUTE format(
            'CREATE POLICY administrator_changes ON %I FOR UPDATE USING ((SELECT kodan_role()) = ''administrator'')',
            target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY[
        'fee_rate', 'withholding_rate', 'consumption_tax_rate', 'transitional_deduction', 'travel_rate'
    ] LOOP
        EXECUTE format('GRANT DELETE ON %I TO kodan_app', target);
        EXECUTE format(
            'CREATE POLICY administrator_removes ON %I FOR DELETE
                USING ((SELECT kodan_role()) = ''administrator'')', target);
    END LOOP;
END
$$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
