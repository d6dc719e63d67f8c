-- Money that came back from the bank goes to another account only if a third person saw it.
CREATE OR REPLACE FUNCTION keep_transfer_attempt() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (TG_OP = 'UPDATE'
            AND (OLD.payment_id, OLD.transfer_file_id, OLD.record, OLD.amount, OLD.account_id)
                IS DISTINCT FROM (NEW.payment_id, NEW.transfer_file_id, NEW.record, NEW.amount, NEW.account_id))
    THEN
        RAISE EXCEPTION 'a transfer keeps its payment, file, amount and account'
            USING ERRCODE = 'restrict_violation', TABLE = 'transfer_attempt', CONSTRAINT = 'transfer_attempt_kept';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM payment
          JOIN payment_month ON payment_month.month = payment.month
          JOIN payee_account ON payee_account.id = NEW.account_id
         WHERE payment.id = NEW.payment_id
           AND payment.net = NEW.amount
           AND payment.state IN ('closed', 'exported')
           AND payment_month.state = 'closed'
           AND payee_account.payee_id = payment.payee_id
           AND payee_account.confirmed_at IS NOT NULL
           -- The first try goes where the approver saw it go; a further one where somebody saw it go who neither asked
           -- for the account nor sends the file.
           AND (NEW.account_id = payment.account_id
                OR (EXISTS (SELECT FROM transfer_attempt AS back
                             WHERE back.payment_id = payment.id AND back.state = 'returned')
                    AND payee_account.confirmed_by IS DISTINCT FROM payee_account.requested_by
                    AND payee_account.confirmed_by IS DISTINCT FROM (
                        SELECT exported_by FROM transfer_file WHERE id = NEW.transfer_file_id
                    )))
    ) THEN
        RAISE EXCEPTION 'a transfer pays a closed payment its net amount, to its payee'
            USING ERRCODE = 'check_violation', TABLE = 'transfer_attempt', CONSTRAINT = 'transfer_attempt_of_payment';
    END IF;
    RETURN NEW;
END
$$;

-- Who keeps the users keeps no money: nobody gives a role of it to themself.
ALTER TABLE user_role ADD CONSTRAINT user_role_own_money
    CHECK (role NOT IN ('accountant', 'approver') OR granted_by <> user_id) NOT VALID;

-- An honorarium may be fixed before it is calculated; what a net promise withholds is of the day of calculation.
CREATE OR REPLACE FUNCTION keep_rate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    last_used date := (
        SELECT max(used) FROM (
            SELECT lecture_on AS used FROM honorarium
             WHERE (TG_TABLE_NAME = 'fee_rate' AND fee_rate_id = OLD.id)
                OR (TG_TABLE_NAME = 'consumption_tax_rate' AND consumption_tax_rate_id = OLD.id)
                OR (TG_TABLE_NAME = 'travel_rate' AND OLD.id = ANY (travel_rate_ids))
            UNION ALL
            SELECT (calculated_at AT TIME ZONE 'Asia/Tokyo')::date FROM honorarium
             WHERE TG_TABLE_NAME = 'withholding_rate' AND OLD.id = ANY (withholding_rate_ids)
            UNION ALL
            SELECT pay_on FROM payment
             WHERE TG_TABLE_NAME = 'withholding_rate' AND OLD.id = ANY (withholding_rate_ids)
            UNION ALL
            SELECT travelled_on FROM travel_leg
             WHERE TG_TABLE_NAME = 'travel_rate' AND travel_rate_id = OLD.id
        ) AS uses
    );
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF last_used IS NOT NULL THEN
            RAISE EXCEPTION 'a rate that was used stands'
                USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept';
        END IF;
        RETURN OLD;
    END IF;
    IF (to_jsonb(OLD) - 'valid') <> (to_jsonb(NEW) - 'valid')
        OR lower(OLD.valid) IS DISTINCT FROM lower(NEW.valid)
        OR NOT (last_used IS NULL OR NEW.valid @> last_used)
    THEN
        RAISE EXCEPTION 'of a rate only its end may move, and not before its last use'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_kept';
    END IF;
    RETURN NEW;
END
$$;
