-- Red and black entries, what an honorarium was computed from, claims against payees, transfers that are tried again.

ALTER TABLE honorarium
    -- Consumption tax within the fee that the payee's document shows apart; it stays out of the base.
    ADD COLUMN separate_tax bigint NOT NULL DEFAULT 0,
    ADD COLUMN separate_tax_evidence_id bigint,
    -- The net amount that was promised; the fee is what leaves it.
    ADD COLUMN promised_net bigint CONSTRAINT honorarium_promised CHECK (promised_net > 0 OR entry = 'red'),
    -- The rows that the amounts were computed from, beside fee_rate_id.
    ADD COLUMN consumption_tax_rate_id bigint REFERENCES consumption_tax_rate,
    ADD COLUMN withholding_rate_ids bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN travel_rate_ids bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN reason text CONSTRAINT honorarium_reason CHECK (length(reason) BETWEEN 1 AND 500),
    ADD COLUMN base bigint NOT NULL
        GENERATED ALWAYS AS (fee + travel_to_presenter - separate_tax) STORED,
    ADD FOREIGN KEY (separate_tax_evidence_id, assignment_id) REFERENCES evidence (id, assignment_id),
    ADD CONSTRAINT honorarium_separate_tax CHECK (
        (separate_tax = 0) = (separate_tax_evidence_id IS NULL)
        AND abs(separate_tax) <= abs(fee) AND separate_tax * fee >= 0
    ),
    ADD CONSTRAINT honorarium_net_or_separate CHECK (promised_net IS NULL OR separate_tax = 0),
    ADD CONSTRAINT honorarium_correction_reason CHECK (entry = 'original' OR reason IS NOT NULL),
    DROP CONSTRAINT honorarium_fee_has_rate,
    ADD CONSTRAINT honorarium_fee_has_rate CHECK (fee = 0 OR fee_rate_id IS NOT NULL OR promised_net IS NOT NULL);

-- A red entry is its original with every sign turned; nothing is recomputed. A black one takes the place of what a red
-- one took away, and stays in its year.
CREATE OR REPLACE FUNCTION refuse_unequal_red() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.entry = 'red' AND NOT EXISTS (
        SELECT FROM honorarium AS original
         WHERE original.id = NEW.corrects_id
           AND original.entry <> 'red'
           AND original.assignment_id = NEW.assignment_id
           AND original.payee_id = NEW.payee_id
           AND original.fixed_on = NEW.fixed_on
           AND (original.fee, original.travel_to_presenter, original.travel_paid_directly, original.separate_tax)
             = (-NEW.fee, -NEW.travel_to_presenter, -NEW.travel_paid_directly, -NEW.separate_tax)
    ) THEN
        RAISE EXCEPTION 'a red entry mirrors what it corrects'
            USING ERRCODE = 'check_violation', TABLE = 'honorarium', CONSTRAINT = 'honorarium_red_mirrors';
    END IF;
    IF NEW.entry = 'black' AND NOT EXISTS (
        SELECT FROM honorarium AS red
         WHERE red.corrects_id = NEW.corrects_id
           AND red.entry = 'red'
           AND red.assignment_id = NEW.assignment_id
           AND red.fixed_on = NEW.fixed_on
    ) THEN
        RAISE EXCEPTION 'a black entry takes the place of what a red one took away'
            USING ERRCODE = 'check_violation', TABLE = 'honorarium', CONSTRAINT = 'honorarium_black_after_red';
    END IF;
    RETURN NEW;
END
$$;

ALTER TABLE payment_line
    ADD COLUMN base bigint,
    DROP CONSTRAINT payment_line_tax;
ALTER TABLE payment_line DISABLE TRIGGER kept;
UPDATE payment_line SET base = gross;
ALTER TABLE payment_line ENABLE TRIGGER kept;
ALTER TABLE payment_line
    ALTER COLUMN base SET NOT NULL,
    ADD CONSTRAINT payment_line_tax CHECK (
        (gross >= 0 AND base BETWEEN 0 AND gross AND tax_share BETWEEN 0 AND base)
        OR (gross <= 0 AND base BETWEEN gross AND 0 AND tax_share BETWEEN base AND 0)
    );

-- gross, base and tax are signed sums of the lines; `reversed_…` is what red lines took away of each. Tax is computed
-- once on what is paid anew, and the red lines' own tax is copied: tax + reversed_tax is the tax on base + reversed_base.
ALTER TABLE payment
    ADD COLUMN reversed_gross bigint NOT NULL DEFAULT 0
        CONSTRAINT payment_reversed_gross CHECK (reversed_gross >= 0),
    ADD COLUMN reversed_base bigint NOT NULL DEFAULT 0
        CONSTRAINT payment_reversed_base CHECK (reversed_base BETWEEN 0 AND reversed_gross),
    ADD COLUMN reversed_tax bigint NOT NULL DEFAULT 0
        CONSTRAINT payment_reversed_tax CHECK (reversed_tax BETWEEN 0 AND reversed_base),
    ADD COLUMN treaty_decision_id bigint REFERENCES treaty_decision,
    DROP CONSTRAINT payment_gross,
    DROP CONSTRAINT payment_base,
    DROP CONSTRAINT payment_tax,
    DROP CONSTRAINT payment_approved,
    DROP CONSTRAINT payment_state,
    DROP CONSTRAINT payment_submitted,
    -- A draft that nothing is left of is dropped, and may come back.
    ADD CONSTRAINT payment_state CHECK
        (state IN ('draft', 'dropped', 'submitted', 'approved', 'closed', 'exported', 'paid')),
    ADD CONSTRAINT payment_submitted CHECK ((state IN ('draft', 'dropped')) = (submitted_at IS NULL)),
    ADD CONSTRAINT payment_dropped CHECK (state <> 'dropped' OR (gross = 0 AND reversed_gross = 0)),
    ADD CONSTRAINT payment_gross CHECK (gross + reversed_gross >= 0),
    ADD CONSTRAINT payment_base CHECK (base + reversed_base BETWEEN 0 AND gross + reversed_gross),
    ADD CONSTRAINT payment_tax CHECK (tax + reversed_tax BETWEEN 0 AND base + reversed_base),
    -- A payment that sends money is bound to an account; one that asks for money back has none.
    ADD CONSTRAINT payment_approved CHECK (
        (state IN ('approved', 'closed', 'exported', 'paid')) = (num_nulls(approved_by, approved_at) = 0)
        AND (state IN ('approved', 'closed', 'exported', 'paid') AND gross - tax > 0) = (account_id IS NOT NULL)
    );
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('payment', 'draft', 'dropped'),
    ('payment', 'dropped', 'draft'),
    ('payment', 'closed', 'paid');

CREATE OR REPLACE FUNCTION keep_payment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'payments are not deleted'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment', CONSTRAINT = 'payment_kept';
    END IF;
    -- Before the row is written its generated month is not known yet.
    IF (TG_OP = 'INSERT' OR OLD.state IN ('draft', 'dropped', 'submitted'))
        AND EXISTS (
            SELECT FROM payment_month WHERE month = date_trunc('month', NEW.pay_on)::date AND state = 'closed'
        )
    THEN
        RAISE EXCEPTION 'a closed month never changes'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment', CONSTRAINT = 'payment_month_closed';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a payment begins as a draft'
                USING ERRCODE = 'check_violation', TABLE = 'payment', CONSTRAINT = 'payment_begins';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.payee_id, OLD.pay_on) IS DISTINCT FROM (NEW.payee_id, NEW.pay_on)
        OR (NOT (OLD.state IN ('draft', 'dropped') AND NEW.state IN ('draft', 'dropped'))
            AND (OLD.payee_class, OLD.gross, OLD.base, OLD.tax, OLD.reversed_gross, OLD.reversed_base,
                 OLD.reversed_tax, OLD.withholding_rate_ids, OLD.treaty_decision_id)
                IS DISTINCT FROM
                (NEW.payee_class, NEW.gross, NEW.base, NEW.tax, NEW.reversed_gross, NEW.reversed_base,
                 NEW.reversed_tax, NEW.withholding_rate_ids, NEW.treaty_decision_id))
        OR (OLD.state IN ('approved', 'closed', 'exported', 'paid') AND NEW.state <> 'draft'
            AND (OLD.account_id, OLD.approved_by, OLD.approved_at, OLD.prepared_by)
                IS DISTINCT FROM (NEW.account_id, NEW.approved_by, NEW.approved_at, NEW.prepared_by))
    THEN
        RAISE EXCEPTION 'a payment that was submitted stands still'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment', CONSTRAINT = 'payment_kept';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'submitted'
        AND (NEW.gross, NEW.base, NEW.tax, NEW.reversed_gross, NEW.reversed_base, NEW.reversed_tax) NOT IN (
            SELECT coalesce(sum(gross), 0)::bigint, coalesce(sum(base), 0)::bigint,
                   coalesce(sum(tax_share), 0)::bigint,
                   coalesce(-sum(gross) FILTER (WHERE gross < 0), 0)::bigint,
                   coalesce(-sum(base) FILTER (WHERE gross < 0), 0)::bigint,
                   coalesce(-sum(tax_share) FILTER (WHERE gross < 0), 0)::bigint
              FROM payment_line
             WHERE payment_id = NEW.id
               AND released_at IS NULL
            HAVING count(*) > 0
        )
    THEN
        RAISE EXCEPTION 'a payment is the sum of its lines'
            USING ERRCODE = 'check_violation', TABLE = 'payment', CONSTRAINT = 'payment_sum_of_lines';
    END IF;
    IF NEW.state = 'approved' AND OLD.state = 'submitted' AND NEW.gross - NEW.tax > 0 AND NOT EXISTS (
        SELECT FROM payee_account
         WHERE id = NEW.account_id
           AND payee_id = NEW.payee_id
           AND confirmed_at <= NEW.approved_at
    ) THEN
        RAISE EXCEPTION 'an account serves payments that are approved after its confirmation'
            USING ERRCODE = 'check_violation', TABLE = 'payment', CONSTRAINT = 'payment_account_confirmed';
    END IF;
    IF NEW.state = 'dropped' AND OLD.state = 'draft' AND EXISTS (
        SELECT FROM payment_line WHERE payment_id = NEW.id AND released_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a payment with lines is not dropped'
            USING ERRCODE = 'check_violation', TABLE = 'payment', CONSTRAINT = 'payment_dropped_empty';
    END IF;
    -- Money that is sent goes through a bank file; only what is not sent is settled without one.
    IF OLD.state = 'closed' AND NEW.state = 'paid' AND NEW.gross - NEW.tax > 0 THEN
        RAISE EXCEPTION 'money is sent by a bank file'
            USING ERRCODE = 'check_violation', TABLE = 'payment', CONSTRAINT = 'payment_by_file';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION keep_payment_line() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    line payment_line := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    owed honorarium;
BEGIN
    IF TG_OP = 'DELETE'
        OR NOT EXISTS (SELECT FROM payment WHERE id = line.payment_id AND state = 'draft')
        OR (TG_OP = 'UPDATE'
            AND (OLD.honorarium_id, OLD.payment_id, OLD.gross, OLD.base, OLD.included_at)
                IS DISTINCT FROM (NEW.honorarium_id, NEW.payment_id, NEW.gross, NEW.base, NEW.included_at))
    THEN
        RAISE EXCEPTION 'lines change only while their payment is a draft'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment_line', CONSTRAINT = 'payment_line_kept';
    END IF;
    SELECT * INTO STRICT owed FROM honorarium WHERE id = NEW.honorarium_id;
    IF TG_OP = 'INSERT' AND (
        owed.gross <> NEW.gross
        OR owed.base <> NEW.base
        OR NOT EXISTS (SELECT FROM payment WHERE id = NEW.payment_id AND payee_id = owed.payee_id)
    ) THEN
        RAISE EXCEPTION 'a line pays its honorarium, to its payee'
            USING ERRCODE = 'check_violation', TABLE = 'payment_line', CONSTRAINT = 'payment_line_of_honorarium';
    END IF;
    -- A red line takes back what a closed payment paid, with the tax that was withheld from it.
    IF owed.entry = 'red' AND NEW.released_at IS NULL AND NOT EXISTS (
        SELECT FROM payment_line AS paid
          JOIN payment ON payment.id = paid.payment_id
         WHERE paid.honorarium_id = owed.corrects_id
           AND paid.released_at IS NULL
           AND paid.tax_share = -NEW.tax_share
           AND payment.state IN ('closed', 'exported', 'paid')
    ) THEN
        RAISE EXCEPTION 'a red line takes back what was paid, with its tax'
            USING ERRCODE = 'check_violation', TABLE = 'payment_line', CONSTRAINT = 'payment_line_red';
    END IF;
    IF owed.entry <> 'red' AND NEW.released_at IS NULL AND EXISTS (
        SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red'
    ) THEN
        RAISE EXCEPTION 'what a red entry took away is not paid'
            USING ERRCODE = 'check_violation', TABLE = 'payment_line', CONSTRAINT = 'payment_line_taken_away';
    END IF;
    RETURN NEW;
END
$$;

-- What the bank sends of a month: the payments above zero.
ALTER TABLE payment_month
    ADD COLUMN transfers integer,
    ADD COLUMN transferred bigint;
ALTER TABLE payment_month DISABLE TRIGGER kept;
UPDATE payment_month SET transfers = payments, transferred = net WHERE state = 'closed';
ALTER TABLE payment_month ENABLE TRIGGER kept;
ALTER TABLE payment_month
    ADD CONSTRAINT payment_month_transfers CHECK
        (num_nulls(transfers, transferred) = CASE state WHEN 'closed' THEN 0 ELSE 2 END);

-- The closed month as it was: the list is written from here, so that a name changed later does not change it.
CREATE TABLE month_line (
    month date NOT NULL REFERENCES payment_month,
    position integer NOT NULL CONSTRAINT month_line_position CHECK (position > 0),
    payment_id bigint NOT NULL REFERENCES payment,
    honorarium_id bigint NOT NULL UNIQUE REFERENCES honorarium,
    entry text NOT NULL,
    pay_on date NOT NULL,
    payee_id bigint NOT NULL REFERENCES payee,
    payee_name text NOT NULL,
    payee_class text NOT NULL,
    payment_base bigint NOT NULL,
    payment_tax bigint NOT NULL,
    reversed_base bigint NOT NULL,
    reversed_tax bigint NOT NULL,
    assignment_id bigint NOT NULL REFERENCES assignment,
    lecture_on date NOT NULL,
    fixed_on date NOT NULL,
    budget_year integer NOT NULL,
    title text NOT NULL,
    programme text NOT NULL,
    host text NOT NULL,
    rank text NOT NULL,
    unit_price bigint NOT NULL,
    fee_rate_id bigint,
    billed_minutes integer NOT NULL,
    fee bigint NOT NULL,
    travel_to_presenter bigint NOT NULL,
    travel_paid_directly bigint NOT NULL,
    separate_tax bigint NOT NULL,
    tax_share bigint NOT NULL,
    consumption_tax_bp integer NOT NULL,
    invoice_number char(14),
    invoice_checked boolean NOT NULL,
    preparer text NOT NULL,
    approver text NOT NULL,
    PRIMARY KEY (month, position)
);
-- Months that were closed before there were snapshots get theirs from what is known today.
INSERT INTO month_line
SELECT payment.month,
       row_number() OVER (PARTITION BY payment.month ORDER BY payment.payee_id, payment.id, honorarium.id),
       payment.id, honorarium.id, honorarium.entry, payment.pay_on, payment.payee_id, payee.name, payment.payee_class,
       payment.base, payment.tax, 0, 0, honorarium.assignment_id, honorarium.lecture_on, honorarium.fixed_on,
       honorarium.budget_year, lecture_request.title, programme.name_ja, coalesce(host.name, ''), rank.name_ja,
       coalesce(fee_rate.amount, 0), fee_rate.id, honorarium.billed_minutes, honorarium.fee,
       honorarium.travel_to_presenter, honorarium.travel_paid_directly, 0, payment_line.tax_share, 0,
       payee_invoice_number.number, payee_invoice_number.checked_on IS NOT NULL, preparer.display_name,
       approver.display_name
  FROM payment
  JOIN payee ON payee.id = payment.payee_id
  JOIN app_user AS preparer ON preparer.id = payment.prepared_by
  JOIN app_user AS approver ON approver.id = payment.approved_by
  JOIN payment_line ON payment_line.payment_id = payment.id AND payment_line.released_at IS NULL
  JOIN honorarium ON honorarium.id = payment_line.honorarium_id
  JOIN programme ON programme.id = honorarium.programme_id
  JOIN rank ON rank.code = honorarium.rank_code
  JOIN assignment ON assignment.id = honorarium.assignment_id
  JOIN lecture_request ON lecture_request.id = assignment.request_id
  LEFT JOIN fee_rate ON fee_rate.id = honorarium.fee_rate_id
  LEFT JOIN host_confirmation ON host_confirmation.assignment_id = assignment.id
  LEFT JOIN organization AS host
    ON host.id = coalesce(lecture_request.organization_id, host_confirmation.organization_id)
  LEFT JOIN payee_invoice_number
    ON payee_invoice_number.payee_id = payment.payee_id
   AND payee_invoice_number.valid @> honorarium.lecture_on
 WHERE payment.state IN ('closed', 'exported', 'paid');
SELECT make_append_only('month_line');
SELECT open_to('month_line', '{approver}');

CREATE OR REPLACE FUNCTION keep_payment_month() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'closed' THEN
        RAISE EXCEPTION 'a closed month never changes'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment_month', CONSTRAINT = 'payment_month_kept';
    END IF;
    IF NEW.state = 'closed' THEN
        IF EXISTS (SELECT FROM payment WHERE month = NEW.month AND state IN ('draft', 'submitted')) THEN
            RAISE EXCEPTION 'a month closes when all its payments are approved'
                USING ERRCODE = 'check_violation', TABLE = 'payment_month', CONSTRAINT = 'payment_month_all_approved';
        END IF;
        IF (NEW.payees, NEW.payments, NEW.gross, NEW.base, NEW.tax, NEW.net, NEW.transfers, NEW.transferred) NOT IN (
            SELECT count(DISTINCT payee_id)::integer, count(*)::integer,
                   coalesce(sum(gross), 0)::bigint, coalesce(sum(base), 0)::bigint,
                   coalesce(sum(tax), 0)::bigint, coalesce(sum(net), 0)::bigint,
                   (count(*) FILTER (WHERE net > 0))::integer,
                   coalesce(sum(net) FILTER (WHERE net > 0), 0)::bigint
              FROM payment
             WHERE month = NEW.month
               AND state <> 'dropped'
        ) OR NEW.lines <> (
            SELECT count(*)
              FROM payment_line
              JOIN payment ON payment.id = payment_line.payment_id
             WHERE payment.month = NEW.month
               AND payment_line.released_at IS NULL
        ) THEN
            RAISE EXCEPTION 'a month closes with the totals of its payments'
                USING ERRCODE = 'check_violation', TABLE = 'payment_month', CONSTRAINT = 'payment_month_totals';
        END IF;
        IF (NEW.lines, NEW.gross, NEW.base, NEW.tax) NOT IN (
            SELECT count(*)::integer, coalesce(sum(fee + travel_to_presenter), 0)::bigint,
                   coalesce(sum(fee + travel_to_presenter - separate_tax), 0)::bigint,
                   coalesce(sum(tax_share), 0)::bigint
              FROM month_line
             WHERE month = NEW.month
        ) THEN
            RAISE EXCEPTION 'a month closes with its snapshot'
                USING ERRCODE = 'check_violation', TABLE = 'payment_month', CONSTRAINT = 'payment_month_snapshot';
        END IF;
    END IF;
    RETURN NEW;
END
$$;

-- A snapshot is written while its month is open, and never after.
CREATE FUNCTION refuse_late_month_line() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM payment_month WHERE month = NEW.month AND state = 'open') THEN
        RAISE EXCEPTION 'a closed month never changes'
            USING ERRCODE = 'restrict_violation', TABLE = 'month_line', CONSTRAINT = 'month_line_closed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER in_time BEFORE INSERT ON month_line FOR EACH ROW EXECUTE FUNCTION refuse_late_month_line();

-- Of a rate its end may move; what was computed from it stands. A rate that nothing was computed from may go.
CREATE FUNCTION keep_rate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    last_used date := (
        SELECT max(used) FROM (
            SELECT lecture_on AS used FROM honorarium
             WHERE (TG_TABLE_NAME = 'fee_rate' AND fee_rate_id = OLD.id)
                OR (TG_TABLE_NAME = 'consumption_tax_rate' AND consumption_tax_rate_id = OLD.id)
                OR (TG_TABLE_NAME = 'travel_rate' AND OLD.id = ANY (travel_rate_ids))
            UNION ALL
            SELECT fixed_on FROM honorarium
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
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'fee_rate', 'withholding_rate', 'consumption_tax_rate', 'transitional_deduction', 'travel_rate'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION keep_rate()', target);
    END LOOP;
END
$$;

-- A month may need several files: the bank's limit of records, and transfers that came back and are tried again.
ALTER TABLE transfer_file
    ADD COLUMN round integer NOT NULL DEFAULT 1 CONSTRAINT transfer_file_round CHECK (round > 0),
    ADD COLUMN part integer NOT NULL DEFAULT 1 CONSTRAINT transfer_file_part CHECK (part > 0),
    ADD CONSTRAINT transfer_file_once UNIQUE (month, round, part);

-- A try is bound to the account of its time: after a return that may be another one.
ALTER TABLE transfer_attempt ADD COLUMN account_id bigint REFERENCES payee_account;
ALTER TABLE transfer_attempt DISABLE TRIGGER kept;
UPDATE transfer_attempt
   SET account_id = payment.account_id
  FROM payment
 WHERE payment.id = transfer_attempt.payment_id;
ALTER TABLE transfer_attempt ENABLE TRIGGER kept;
ALTER TABLE transfer_attempt ALTER COLUMN account_id SET NOT NULL;

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
           -- The first try goes where the approver saw it go.
           AND (NEW.account_id = payment.account_id
                OR EXISTS (SELECT FROM transfer_attempt AS back
                            WHERE back.payment_id = payment.id AND back.state = 'returned'))
    ) THEN
        RAISE EXCEPTION 'a transfer pays a closed payment its net amount, to its payee'
            USING ERRCODE = 'check_violation', TABLE = 'transfer_attempt', CONSTRAINT = 'transfer_attempt_of_payment';
    END IF;
    RETURN NEW;
END
$$;

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
