-- What was agreed about a fee by mistake is taken back by a further row: the fee goes by the table again, until something
-- else is agreed. The newest row counts.
ALTER TABLE fee_agreement
    DROP CONSTRAINT fee_agreement_pkey,
    ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    DROP CONSTRAINT fee_agreement_kind,
    ADD CONSTRAINT fee_agreement_kind CHECK (kind IN ('declined', 'net', 'table'));
CREATE INDEX fee_agreement_by_assignment ON fee_agreement (assignment_id, id);

CREATE FUNCTION refuse_second_agreement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    before text := (
        SELECT kind FROM fee_agreement WHERE assignment_id = NEW.assignment_id AND id < NEW.id ORDER BY id DESC LIMIT 1
    );
BEGIN
    IF (NEW.kind = 'table') = (coalesce(before, 'table') = 'table') THEN
        RAISE EXCEPTION 'what is agreed stands until it is taken back, and nothing else is taken back'
            USING ERRCODE = 'unique_violation', TABLE = 'fee_agreement', CONSTRAINT = 'fee_agreement_once';
    END IF;
    RETURN NULL;
END
$$;
-- After the checks of the row itself.
CREATE TRIGGER once AFTER INSERT ON fee_agreement FOR EACH ROW EXECUTE FUNCTION refuse_second_agreement();

-- Travel that is claimed for a lecture that was not given waits for its settlement.
ALTER TABLE finding
    DROP CONSTRAINT finding_kind,
    ADD CONSTRAINT finding_kind CHECK (kind IN (
        'hours_differ', 'claim_overlaps', 'travel_impossible', 'lecture_twice', 'second_account', 'same_account',
        'evidence_missing', 'over_limit', 'fee_declined', 'travel_unsettled', 'payment_late'));

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
