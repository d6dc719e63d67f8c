-- Rates as dated rows, honoraria as entries, payments, months and files. Money is appended, never updated.

CREATE TABLE fee_rate (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rank_code text NOT NULL REFERENCES rank,
    programme_id bigint REFERENCES programme,
    unit text NOT NULL CONSTRAINT fee_rate_unit CHECK (unit IN ('hour', 'lecture')),
    amount bigint NOT NULL CONSTRAINT fee_rate_amount CHECK (amount BETWEEN 1 AND 1000000),
    time_step_minutes integer NOT NULL CONSTRAINT fee_rate_step CHECK (time_step_minutes BETWEEN 1 AND 60),
    rounding text NOT NULL CONSTRAINT fee_rate_rounding CHECK (rounding IN ('up', 'down', 'half_up', 'half_or_whole')),
    cap bigint CONSTRAINT fee_rate_cap CHECK (cap > 0),
    tax_included boolean NOT NULL,
    legal_basis text NOT NULL,
    valid daterange NOT NULL CONSTRAINT fee_rate_valid CHECK (NOT isempty(valid)),
    CONSTRAINT fee_rate_one EXCLUDE USING gist
        (rank_code WITH =, coalesce(programme_id, 0) WITH =, valid WITH &&)
);
SELECT make_append_only('fee_rate');

CREATE TABLE withholding_rate (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payee_class text NOT NULL
        CONSTRAINT withholding_rate_class CHECK (payee_class IN
            ('resident_individual', 'nonresident_individual', 'domestic_corporation')),
    band int8range NOT NULL CONSTRAINT withholding_rate_band CHECK (NOT isempty(band) AND lower(band) >= 0),
    rate_bp integer NOT NULL CONSTRAINT withholding_rate_bp CHECK (rate_bp BETWEEN 0 AND 10000),
    income_tax_bp integer NOT NULL,
    reconstruction_permille integer NOT NULL,
    defence_permille integer NOT NULL,
    valid daterange NOT NULL CONSTRAINT withholding_rate_valid CHECK (NOT isempty(valid)),
    note text NOT NULL,
    CONSTRAINT withholding_rate_composed CHECK (
        rate_bp * 1000 = income_tax_bp * (1000 + reconstruction_permille + defence_permille)
    ),
    CONSTRAINT withholding_rate_one EXCLUDE USING gist (payee_class WITH =, band WITH &&, valid WITH &&)
);
SELECT make_append_only('withholding_rate');

-- 支払月: the month of the payment date. Closed once, with its totals, and the newest seal of the audit chain.
CREATE TABLE payment_month (
    month date PRIMARY KEY CONSTRAINT payment_month_first_day CHECK (extract(day FROM month) = 1),
    pay_on date NOT NULL,
    state text NOT NULL CONSTRAINT payment_month_state CHECK (state IN ('open', 'closed')),
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by bigint REFERENCES app_user,
    payees integer,
    payments integer,
    lines integer,
    gross bigint,
    base bigint,
    tax bigint,
    net bigint,
    audit_seal_sha256 bytea,
    CONSTRAINT payment_month_pay_on CHECK (date_trunc('month', pay_on)::date = month),
    CONSTRAINT payment_month_closed CHECK (
        (state = 'closed') = (num_nulls(closed_at, payees, payments, lines, gross, base, tax, net) = 0)
        AND (state = 'closed' OR num_nonnulls(closed_at, closed_by, payees, payments, lines, gross, base, tax, net) = 0)
    ),
    CONSTRAINT payment_month_net CHECK (net = gross - tax)
);

-- 謝金: one entry for one lecture. A correction is a red entry with the sign turned and a black one, never an update.
CREATE TABLE honorarium (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    assignment_id bigint NOT NULL REFERENCES assignment,
    presenter_id bigint NOT NULL REFERENCES presenter,
    payee_id bigint NOT NULL REFERENCES payee,
    programme_id bigint NOT NULL REFERENCES programme,
    entry text NOT NULL CONSTRAINT honorarium_entry CHECK (entry IN ('original', 'red', 'black')),
    corrects_id bigint REFERENCES honorarium,
    lecture_on date NOT NULL,
    fixed_on date NOT NULL,
    budget_year integer NOT NULL,
    minutes integer NOT NULL CONSTRAINT honorarium_minutes CHECK (minutes >= 0),
    billed_minutes integer NOT NULL CONSTRAINT honorarium_billed CHECK (billed_minutes >= 0),
    rank_code text NOT NULL REFERENCES rank,
    fee_rate_id bigint REFERENCES fee_rate,
    fee bigint NOT NULL,
    travel_to_presenter bigint NOT NULL,
    travel_paid_directly bigint NOT NULL,
    gross bigint NOT NULL GENERATED ALWAYS AS (fee + travel_to_presenter) STORED,
    calculated_by bigint REFERENCES app_user,
    calculated_at timestamptz NOT NULL,
    CONSTRAINT honorarium_fixed_later CHECK (fixed_on >= lecture_on),
    CONSTRAINT honorarium_budget_year CHECK (
        budget_year = extract(year FROM lecture_on) - (extract(month FROM lecture_on) < 4)::integer
    ),
    CONSTRAINT honorarium_corrects CHECK ((entry = 'original') = (corrects_id IS NULL)),
    CONSTRAINT honorarium_sign CHECK (
        (entry = 'red' AND fee <= 0 AND travel_to_presenter <= 0 AND travel_paid_directly <= 0)
        OR (entry <> 'red' AND fee >= 0 AND travel_to_presenter >= 0 AND travel_paid_directly >= 0)
    ),
    CONSTRAINT honorarium_fee_has_rate CHECK (fee = 0 OR fee_rate_id IS NOT NULL)
);
CREATE UNIQUE INDEX honorarium_one_original ON honorarium (assignment_id) WHERE entry = 'original';
CREATE UNIQUE INDEX honorarium_corrected_once ON honorarium (corrects_id, entry) WHERE entry <> 'original';
CREATE INDEX honorarium_by_presenter ON honorarium (presenter_id, lecture_on);
SELECT make_append_only('honorarium');

-- No lecture fee without both attestations, nor in a programme that pays none; the lecture's own day and presenter.
CREATE FUNCTION refuse_unattested_fee() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    held assignment;
    pays boolean;
BEGIN
    SELECT * INTO STRICT held FROM assignment WHERE id = NEW.assignment_id;
    IF held.presenter_id <> NEW.presenter_id
        OR (lower(held.during) AT TIME ZONE 'Asia/Tokyo')::date <> NEW.lecture_on
    THEN
        RAISE EXCEPTION 'an honorarium is for the presenter and the day of its assignment'
            USING ERRCODE = 'check_violation', TABLE = 'honorarium', CONSTRAINT = 'honorarium_of_assignment';
    END IF;
    IF NEW.entry = 'red' THEN
        RETURN NEW;
    END IF;
    SELECT programme.pays_honorarium INTO STRICT pays
      FROM programme
      JOIN lecture_request ON lecture_request.programme_id = programme.id
     WHERE lecture_request.id = held.request_id
       AND programme.id = NEW.programme_id;
    IF NEW.fee > 0 AND NOT (
        pays
        AND held.state = 'delivered'
        AND EXISTS (SELECT FROM lecture_report WHERE assignment_id = NEW.assignment_id)
        AND EXISTS (SELECT FROM host_confirmation WHERE assignment_id = NEW.assignment_id)
    ) THEN
        RAISE EXCEPTION 'no fee without both attestations'
            USING ERRCODE = 'check_violation', TABLE = 'honorarium', CONSTRAINT = 'honorarium_attested';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER attested BEFORE INSERT ON honorarium FOR EACH ROW EXECUTE FUNCTION refuse_unattested_fee();

-- A red entry is its original with every sign turned; nothing is recomputed.
CREATE FUNCTION refuse_unequal_red() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.entry = 'red' AND NOT EXISTS (
        SELECT FROM honorarium AS original
         WHERE original.id = NEW.corrects_id
           AND original.entry <> 'red'
           AND original.assignment_id = NEW.assignment_id
           AND original.payee_id = NEW.payee_id
           AND original.fixed_on = NEW.fixed_on
           AND (original.fee, original.travel_to_presenter, original.travel_paid_directly)
             = (-NEW.fee, -NEW.travel_to_presenter, -NEW.travel_paid_directly)
    ) THEN
        RAISE EXCEPTION 'a red entry mirrors what it corrects'
            USING ERRCODE = 'check_violation', TABLE = 'honorarium', CONSTRAINT = 'honorarium_red_mirrors';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER red_mirrors BEFORE INSERT ON honorarium FOR EACH ROW EXECUTE FUNCTION refuse_unequal_red();

-- 支払: one payee on one payment date. Tax is computed here, once, on the sum.
CREATE TABLE payment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payee_id bigint NOT NULL REFERENCES payee,
    pay_on date NOT NULL,
    month date NOT NULL GENERATED ALWAYS AS
        (pay_on - (extract(day FROM pay_on)::integer - 1)) STORED REFERENCES payment_month,
    state text NOT NULL
        CONSTRAINT payment_state CHECK (state IN ('draft', 'submitted', 'approved', 'closed', 'exported', 'paid')),
    payee_class text NOT NULL,
    gross bigint NOT NULL CONSTRAINT payment_gross CHECK (gross >= 0),
    base bigint NOT NULL CONSTRAINT payment_base CHECK (base BETWEEN 0 AND gross),
    tax bigint NOT NULL CONSTRAINT payment_tax CHECK (tax BETWEEN 0 AND base),
    net bigint NOT NULL GENERATED ALWAYS AS (gross - tax) STORED
        CONSTRAINT payment_net_fits CHECK (net <= 9999999999),
    withholding_rate_ids bigint[] NOT NULL,
    account_id bigint REFERENCES payee_account,
    prepared_by bigint NOT NULL REFERENCES app_user,
    prepared_at timestamptz NOT NULL,
    submitted_at timestamptz,
    approved_by bigint REFERENCES app_user,
    approved_at timestamptz,
    paid_on date,
    UNIQUE (payee_id, pay_on),
    -- Who prepares a payment does not approve it.
    CONSTRAINT payment_two_persons CHECK (approved_by <> prepared_by),
    CONSTRAINT payment_submitted CHECK ((state = 'draft') = (submitted_at IS NULL)),
    CONSTRAINT payment_approved CHECK (
        (state IN ('approved', 'closed', 'exported', 'paid'))
        = (num_nulls(approved_by, approved_at, account_id) = 0)
    ),
    CONSTRAINT payment_paid CHECK ((state = 'paid') = (paid_on IS NOT NULL))
);
CREATE INDEX payment_by_month ON payment (month, id);
CREATE TRIGGER transition BEFORE UPDATE OF state ON payment
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('payment', 'draft', 'submitted'),
    ('payment', 'submitted', 'draft'),
    ('payment', 'submitted', 'approved'),
    ('payment', 'approved', 'draft'),
    ('payment', 'approved', 'closed'),
    ('payment', 'closed', 'exported'),
    ('payment', 'exported', 'paid'),
    ('payment_month', 'open', 'closed');

-- Which honoraria a payment pays, with each one's share of the tax. Taken back only while it is a draft.
CREATE TABLE payment_line (
    payment_id bigint NOT NULL REFERENCES payment,
    honorarium_id bigint NOT NULL REFERENCES honorarium,
    gross bigint NOT NULL,
    tax_share bigint NOT NULL CONSTRAINT payment_line_tax CHECK (tax_share BETWEEN 0 AND gross),
    included_at timestamptz NOT NULL,
    released_at timestamptz,
    PRIMARY KEY (payment_id, honorarium_id)
);
-- An honorarium is in at most one live payment.
CREATE UNIQUE INDEX payment_line_once ON payment_line (honorarium_id) WHERE released_at IS NULL;

-- After submission amounts, payee, date and lines stand still; in a closed month nothing comes or goes.
CREATE FUNCTION keep_payment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'payments are not deleted'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment', CONSTRAINT = 'payment_kept';
    END IF;
    -- Before the row is written its generated month is not known yet.
    IF (TG_OP = 'INSERT' OR OLD.state IN ('draft', 'submitted'))
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
        OR (NOT (OLD.state = 'draft' AND NEW.state = 'draft')
            AND (OLD.payee_class, OLD.gross, OLD.base, OLD.tax, OLD.withholding_rate_ids)
                IS DISTINCT FROM (NEW.payee_class, NEW.gross, NEW.base, NEW.tax, NEW.withholding_rate_ids))
        OR (OLD.state IN ('approved', 'closed', 'exported', 'paid') AND NEW.state <> 'draft'
            AND (OLD.account_id, OLD.approved_by, OLD.approved_at, OLD.prepared_by)
                IS DISTINCT FROM (NEW.account_id, NEW.approved_by, NEW.approved_at, NEW.prepared_by))
    THEN
        RAISE EXCEPTION 'a payment that was submitted stands still'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment', CONSTRAINT = 'payment_kept';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'submitted' AND (NEW.gross, NEW.tax) NOT IN (
        SELECT coalesce(sum(gross), 0)::bigint, coalesce(sum(tax_share), 0)::bigint
          FROM payment_line
         WHERE payment_id = NEW.id
           AND released_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a payment is the sum of its lines'
            USING ERRCODE = 'check_violation', TABLE = 'payment', CONSTRAINT = 'payment_sum_of_lines';
    END IF;
    IF NEW.state = 'approved' AND OLD.state = 'submitted' AND NOT EXISTS (
        SELECT FROM payee_account
         WHERE id = NEW.account_id
           AND payee_id = NEW.payee_id
           AND confirmed_at <= NEW.approved_at
    ) THEN
        RAISE EXCEPTION 'an account serves payments that are approved after its confirmation'
            USING ERRCODE = 'check_violation', TABLE = 'payment', CONSTRAINT = 'payment_account_confirmed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION keep_payment();

CREATE FUNCTION keep_payment_line() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    line payment_line := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    IF TG_OP = 'DELETE'
        OR NOT EXISTS (SELECT FROM payment WHERE id = line.payment_id AND state = 'draft')
        OR (TG_OP = 'UPDATE' AND (OLD.honorarium_id, OLD.payment_id, OLD.gross, OLD.included_at)
            IS DISTINCT FROM (NEW.honorarium_id, NEW.payment_id, NEW.gross, NEW.included_at))
        OR (TG_OP = 'UPDATE' AND OLD.released_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'lines change only while their payment is a draft'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment_line', CONSTRAINT = 'payment_line_kept';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM honorarium
          JOIN payment ON payment.id = NEW.payment_id
         WHERE honorarium.id = NEW.honorarium_id
           AND honorarium.gross = NEW.gross
           AND honorarium.payee_id = payment.payee_id
    ) THEN
        RAISE EXCEPTION 'a line pays its honorarium, to its payee'
            USING ERRCODE = 'check_violation', TABLE = 'payment_line', CONSTRAINT = 'payment_line_of_honorarium';
    END IF;
    RETURN line;
END
$$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON payment_line
    FOR EACH ROW EXECUTE FUNCTION keep_payment_line();

-- A month closes when all its payments are approved and its totals are theirs; then it stands for ever.
CREATE FUNCTION keep_payment_month() RETURNS trigger
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
        IF (NEW.payees, NEW.payments, NEW.gross, NEW.base, NEW.tax, NEW.net) NOT IN (
            SELECT count(DISTINCT payee_id)::integer, count(*)::integer,
                   coalesce(sum(gross), 0)::bigint, coalesce(sum(base), 0)::bigint,
                   coalesce(sum(tax), 0)::bigint, coalesce(sum(net), 0)::bigint
              FROM payment
             WHERE month = NEW.month
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
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON payment_month FOR EACH ROW EXECUTE FUNCTION keep_payment_month();
CREATE TRIGGER transition BEFORE UPDATE OF state ON payment_month
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();

-- What left the house: the month's list and the bank file. Making one again gives the same bytes.
CREATE TABLE export_run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CONSTRAINT export_run_kind CHECK (kind IN ('honorarium_list')),
    month date NOT NULL REFERENCES payment_month,
    file_name text NOT NULL,
    byte_count bigint NOT NULL CONSTRAINT export_run_size CHECK (byte_count > 0),
    sha256 bytea NOT NULL CONSTRAINT export_run_digest CHECK (length(sha256) = 32),
    exported_by bigint REFERENCES app_user,
    exported_at timestamptz NOT NULL
);
SELECT make_append_only('export_run');

CREATE TABLE transfer_file (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month date NOT NULL REFERENCES payment_month,
    value_date date NOT NULL,
    file_name text NOT NULL,
    profile text NOT NULL,
    byte_count bigint NOT NULL CONSTRAINT transfer_file_size CHECK (byte_count > 0),
    records integer NOT NULL CONSTRAINT transfer_file_records CHECK (records BETWEEN 1 AND 999999),
    total bigint NOT NULL CONSTRAINT transfer_file_total CHECK (total BETWEEN 1 AND 999999999999),
    sha256 bytea NOT NULL CONSTRAINT transfer_file_digest CHECK (length(sha256) = 32),
    exported_by bigint REFERENCES app_user,
    exported_at timestamptz NOT NULL
);
SELECT make_append_only('transfer_file');

-- One try to pay one payment in one file; a returned one is tried again with the same amount.
CREATE TABLE transfer_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id bigint NOT NULL REFERENCES payment,
    transfer_file_id bigint NOT NULL REFERENCES transfer_file,
    record integer NOT NULL CONSTRAINT transfer_attempt_record CHECK (record > 0),
    amount bigint NOT NULL CONSTRAINT transfer_attempt_amount CHECK (amount BETWEEN 1 AND 9999999999),
    state text NOT NULL CONSTRAINT transfer_attempt_state CHECK (state IN ('sent', 'paid', 'returned')),
    result_on date,
    return_reason text,
    UNIQUE (transfer_file_id, record),
    CONSTRAINT transfer_attempt_result CHECK ((state = 'sent') = (result_on IS NULL)),
    CONSTRAINT transfer_attempt_reason CHECK ((state = 'returned') = (return_reason IS NOT NULL))
);
CREATE UNIQUE INDEX transfer_attempt_one_live ON transfer_attempt (payment_id) WHERE state IN ('sent', 'paid');
CREATE TRIGGER transition BEFORE UPDATE OF state ON transfer_attempt
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('transfer_attempt', 'sent', 'paid'),
    ('transfer_attempt', 'sent', 'returned');

CREATE FUNCTION keep_transfer_attempt() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (TG_OP = 'UPDATE' AND (OLD.payment_id, OLD.transfer_file_id, OLD.record, OLD.amount)
            IS DISTINCT FROM (NEW.payment_id, NEW.transfer_file_id, NEW.record, NEW.amount))
    THEN
        RAISE EXCEPTION 'a transfer keeps its payment, file and amount'
            USING ERRCODE = 'restrict_violation', TABLE = 'transfer_attempt', CONSTRAINT = 'transfer_attempt_kept';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM payment
          JOIN payment_month ON payment_month.month = payment.month
         WHERE payment.id = NEW.payment_id
           AND payment.net = NEW.amount
           AND payment.state IN ('closed', 'exported')
           AND payment_month.state = 'closed'
    ) THEN
        RAISE EXCEPTION 'a transfer pays a closed payment its net amount'
            USING ERRCODE = 'check_violation', TABLE = 'transfer_attempt', CONSTRAINT = 'transfer_attempt_of_payment';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON transfer_attempt
    FOR EACH ROW EXECUTE FUNCTION keep_transfer_attempt();
