-- Two who act at one moment, each of whom reads what the other writes, do not pass each other by: whoever comes second
-- looks again.

-- What is said of an organization is said of the one that stands for it. Who read that it stood for itself, while it
-- became part of another one, begins anew.
CREATE FUNCTION refuse_part() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole bigint;
BEGIN
    SELECT merged_into INTO whole FROM organization WHERE id = NEW.organization_id FOR SHARE;
    IF whole IS NOT NULL THEN
        RAISE EXCEPTION 'the organization is part of another one'
            USING ERRCODE = 'serialization_failure', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_standing';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION refuse_part() FROM PUBLIC;
CREATE TRIGGER standing BEFORE INSERT ON presenter_exclusion FOR EACH ROW EXECUTE FUNCTION refuse_part();
CREATE TRIGGER standing BEFORE INSERT ON presenter_organization FOR EACH ROW EXECUTE FUNCTION refuse_part();

-- As before. And whoever changes what a match reads of a presenter holds their row of presenter_change until the end:
-- who asks or binds them waits for it, and begins anew where the presenter is not active any more, or is kept from the
-- host by now. Who changes it later finds the offer and takes it back.
CREATE OR REPLACE FUNCTION refuse_wrong_presenter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    request lecture_request;
    held_on date;
    -- An acceptance has its offer, which was there to be taken back.
    is_new boolean := TG_OP = 'INSERT' AND kodan_role() <> 'nobody' AND to_jsonb(NEW) ->> 'offer_id' IS NULL;
    is_own boolean;
BEGIN
    SELECT * INTO STRICT request FROM lecture_request WHERE id = NEW.request_id;
    SELECT (lower(during) AT TIME ZONE 'Asia/Tokyo')::date INTO STRICT held_on FROM request_slot WHERE id = NEW.slot_id;
    IF is_new THEN
        PERFORM FROM presenter_change WHERE presenter_id = NEW.presenter_id FOR SHARE;
    END IF;
    is_own := request.delivery = 'dispatched' AND EXISTS (
        SELECT FROM presenter_belonging
         WHERE presenter_id = NEW.presenter_id
           AND organization_id = request.organization_id
           AND valid @> held_on
    );
    IF is_new AND (
        NOT EXISTS (SELECT FROM presenter WHERE id = NEW.presenter_id AND state = 'active')
        OR (TG_TABLE_NAME = 'offer' AND (is_own OR EXISTS (
            SELECT FROM presenter_apart
             WHERE presenter_id = NEW.presenter_id AND organization_id = request.organization_id
        )))
    ) THEN
        RAISE EXCEPTION 'the presenter is not to be asked any more'
            USING ERRCODE = 'serialization_failure', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_standing';
    END IF;
    IF is_own THEN
        RAISE EXCEPTION 'a presenter is not sent to their own organization'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_own_organization';
    END IF;
    IF request.delivery = 'self_hosted' AND NEW.presenter_id <> request.asking_presenter_id THEN
        RAISE EXCEPTION 'a self-hosted lecture is given by the presenter who asked'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_self_hosted';
    END IF;
    RETURN NEW;
END
$$;

-- A rate ends no earlier than on the last day for which something was computed from it: who computes while its end is
-- moved waits, and begins anew where it does not reach the day any more.
CREATE FUNCTION refuse_ended_rate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    days daterange;
    used date;
BEGIN
    IF TG_TABLE_NAME = 'honorarium' THEN
        SELECT valid INTO days FROM fee_rate WHERE id = NEW.fee_rate_id FOR SHARE;
        used := NEW.lecture_on;
    ELSE
        SELECT valid INTO days FROM travel_rate WHERE id = NEW.travel_rate_id FOR SHARE;
        used := NEW.travelled_on;
    END IF;
    IF (days @> used) IS NOT TRUE THEN
        RAISE EXCEPTION 'the rate does not reach this day'
            USING ERRCODE = 'serialization_failure', TABLE = TG_TABLE_NAME,
                CONSTRAINT = TG_TABLE_NAME || '_rate_standing';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION refuse_ended_rate() FROM PUBLIC;
CREATE TRIGGER rate_standing BEFORE INSERT ON honorarium FOR EACH ROW
    WHEN (NEW.fee_rate_id IS NOT NULL AND NEW.entry <> 'red' AND kodan_role() <> 'nobody')
    EXECUTE FUNCTION refuse_ended_rate();
CREATE TRIGGER rate_standing BEFORE INSERT ON travel_leg FOR EACH ROW
    WHEN (NEW.travel_rate_id IS NOT NULL AND kodan_role() <> 'nobody')
    EXECUTE FUNCTION refuse_ended_rate();

-- A lecture that was agreed, and whose presenter a merger made one who is not sent there, is a coordinator's to decide.
ALTER TABLE desk_entry
    DROP CONSTRAINT desk_entry_kind,
    ADD CONSTRAINT desk_entry_kind CHECK (kind IN
        ('nobody_left', 'reconfirmation_missing', 'report_missing', 'confirmation_missing', 'pack_late',
         'return_expected', 'change_open', 'change_refused', 'host_barred'));
