-- As before (0066). And who is chosen by a match, or asked by the worker, for a day that they took off since their days
-- were read is not asked: who chose begins anew. Who takes the day off later finds the offer and takes it back.
CREATE OR REPLACE FUNCTION refuse_wrong_presenter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    request lecture_request;
    held_on date;
    -- An acceptance has its offer, which was there to be taken back.
    is_new boolean := TG_OP = 'INSERT' AND kodan_role() <> 'nobody' AND to_jsonb(NEW) ->> 'offer_id' IS NULL;
    is_own boolean;
    -- A person who chooses by hand may set a day off aside.
    is_proposed boolean := TG_TABLE_NAME = 'offer'
        AND (kodan_role() = 'system' OR to_jsonb(NEW) ->> 'run_id' IS NOT NULL);
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
        OR (is_proposed AND EXISTS (
            SELECT FROM presenter_blackout
             WHERE presenter_id = NEW.presenter_id AND days @> held_on
        ))
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
