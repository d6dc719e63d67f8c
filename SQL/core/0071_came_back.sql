-- A transfer that came back after the bank had paid it (組戻): its payment waits for another try, as if it had come back
-- at once, and the day on which it was paid stays known: the books and tax slips of that month stand.

INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('transfer_attempt', 'paid', 'returned'),
    ('payment', 'paid', 'exported');

ALTER TABLE transfer_attempt
    ADD COLUMN paid_on date,
    ADD CONSTRAINT transfer_attempt_paid_before
        CHECK (paid_on IS NULL OR (state = 'returned' AND paid_on <= result_on));
CREATE INDEX transfer_attempt_came_back ON transfer_attempt (paid_on) WHERE paid_on IS NOT NULL;

-- What the bank said of a transfer stands, until it comes back after all: then the day of payment is what it said first.
DROP TRIGGER kept_result ON transfer_attempt;
CREATE TRIGGER kept_result BEFORE UPDATE OF result_on, return_reason, paid_on ON transfer_attempt FOR EACH ROW
    WHEN (CASE
        WHEN OLD.state = 'sent' THEN NEW.paid_on IS NOT NULL
        WHEN OLD.state = 'paid' AND NEW.state = 'returned' THEN NEW.paid_on IS DISTINCT FROM OLD.result_on
        ELSE (NEW.result_on, NEW.return_reason, NEW.paid_on)
            IS DISTINCT FROM (OLD.result_on, OLD.return_reason, OLD.paid_on)
    END)
    EXECUTE FUNCTION refuse_rewriting();

CREATE OR REPLACE FUNCTION keep_payment_facts() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A payment is unpaid again once its transfer has come back, and only then.
        IF NEW.submitted_at <> OLD.submitted_at
            OR (OLD.paid_on IS NOT NULL AND NEW.paid_on IS DISTINCT FROM OLD.paid_on
                AND NOT (NEW.paid_on IS NULL AND OLD.state = 'paid' AND NEW.state = 'exported'
                    AND EXISTS (SELECT FROM transfer_attempt AS back
                                 WHERE back.payment_id = NEW.id AND back.paid_on = OLD.paid_on)
                    AND NOT EXISTS (SELECT FROM transfer_attempt AS live
                                     WHERE live.payment_id = NEW.id AND live.state <> 'returned')))
            OR ((NEW.prepared_by, NEW.prepared_at) IS DISTINCT FROM (OLD.prepared_by, OLD.prepared_at)
                AND NOT (OLD.state IN ('draft', 'dropped') AND NEW.state = 'draft'))
        THEN
            RAISE EXCEPTION 'who prepared a payment, and when it was submitted and paid, stands'
                USING ERRCODE = 'restrict_violation', TABLE = 'payment', CONSTRAINT = 'payment_kept';
        END IF;
        IF kodan_role() = 'approver' AND OLD.state = 'submitted' AND NEW.state = 'approved'
            AND NEW.approved_by IS DISTINCT FROM kodan_user()
        THEN
            RAISE EXCEPTION 'who approves a payment says so themself'
                USING ERRCODE = 'insufficient_privilege', TABLE = 'payment', CONSTRAINT = 'payment_by_actor';
        END IF;
        IF NEW.prepared_by IS NOT DISTINCT FROM OLD.prepared_by THEN
            RETURN NEW;
        END IF;
    END IF;
    IF kodan_role() = 'accountant' AND NEW.prepared_by IS DISTINCT FROM kodan_user() THEN
        RAISE EXCEPTION 'who prepares a payment says so themself'
            USING ERRCODE = 'insufficient_privilege', TABLE = 'payment', CONSTRAINT = 'payment_by_actor';
    END IF;
    RETURN NEW;
END
$$;

-- What is owed to somebody who has died is their heirs' (相続人) and waits for a person; and a net promise (手取額) that a
-- correction once moved to another payee without turning it into their gross amount stands out.
ALTER TABLE finding
    DROP CONSTRAINT finding_kind,
    ADD CONSTRAINT finding_kind CHECK (kind IN (
        'hours_differ', 'claim_overlaps', 'travel_impossible', 'lecture_twice', 'second_account', 'same_account',
        'payee_deceased', 'promise_unkept', 'evidence_missing', 'over_limit', 'fee_declined', 'travel_unsettled',
        'payment_late', 'held'));
CREATE INDEX honorarium_moved_promise ON honorarium (assignment_id) WHERE entry = 'black' AND promised_net IS NOT NULL;
