-- What leaves the house on paper or as a file beside the bank's: notices, slips, journals, yearly records.

ALTER TABLE export_run
    DROP CONSTRAINT export_run_kind,
    ADD CONSTRAINT export_run_kind CHECK (kind IN (
        'honorarium_list', 'honorarium_list_cp932', 'honorarium_list_json', 'honorarium_list_xlsx', 'payment_notices',
        'journal', 'tax_slip', 'payment_records', 'accrued_list', 'transaction_search')),
    ALTER COLUMN month DROP NOT NULL,
    -- A calendar year for yearly records, a fiscal year for what is accrued.
    ADD COLUMN year integer CONSTRAINT export_run_year CHECK (year BETWEEN 2000 AND 2200),
    ADD CONSTRAINT export_run_period CHECK (num_nonnulls(month, year) = 1 OR kind = 'transaction_search'),
    -- Tax slips follow the day on which was paid: that month may have no payments of its own.
    DROP CONSTRAINT export_run_month_fkey,
    ADD CONSTRAINT export_run_month CHECK (extract(day FROM month) = 1),
    ADD COLUMN payment_month date GENERATED ALWAYS AS (CASE WHEN kind <> 'tax_slip' THEN month END) STORED
        REFERENCES payment_month;
CREATE INDEX month_line_by_payment ON month_line (payment_id, position);

-- 支払通知書: one for each payee and month; a corrected one names what it replaces.
CREATE TABLE payment_notice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id bigint NOT NULL REFERENCES payment,
    replaces_id bigint UNIQUE REFERENCES payment_notice,
    -- What stands at its head, so that it can be made again when the payee or the body has moved.
    payee_name text NOT NULL,
    invoice_number char(14)
        CONSTRAINT payment_notice_number CHECK (invoice_number ~ '^T[1-9][0-9]{12}$'),
    body_name text NOT NULL,
    body_contact text NOT NULL,
    issued_on date NOT NULL,
    confirmation text NOT NULL
        CONSTRAINT payment_notice_confirmation CHECK (confirmation IN ('unless_objected', 'answer')),
    confirm_by date NOT NULL CONSTRAINT payment_notice_deadline CHECK (confirm_by >= issued_on),
    confirmed_at timestamptz,
    objected_at timestamptz,
    objection text CONSTRAINT payment_notice_objection CHECK (length(objection) BETWEEN 1 AND 2000),
    file_name text NOT NULL,
    byte_count bigint NOT NULL CONSTRAINT payment_notice_size CHECK (byte_count > 0),
    sha256 bytea NOT NULL CONSTRAINT payment_notice_digest CHECK (length(sha256) = 32),
    issued_by bigint REFERENCES app_user,
    issued_at timestamptz NOT NULL,
    CONSTRAINT payment_notice_objected CHECK ((objected_at IS NULL) = (objection IS NULL)),
    CONSTRAINT payment_notice_one_answer CHECK (num_nonnulls(confirmed_at, objected_at) <= 1)
);
CREATE UNIQUE INDEX payment_notice_first ON payment_notice (payment_id) WHERE replaces_id IS NULL;
SELECT open_to('payment_notice', '{accountant}', '{accountant}');
CREATE POLICY payee_reads ON payment_notice FOR SELECT
    USING (EXISTS (SELECT FROM payment WHERE payment.id = payment_id AND kodan_pays_presenter(payment.payee_id)));
CREATE FUNCTION keep_payment_notice() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR num_nonnulls(OLD.confirmed_at, OLD.objected_at) > 0
        OR (to_jsonb(OLD) - '{confirmed_at,objected_at,objection}'::text[])
           <> (to_jsonb(NEW) - '{confirmed_at,objected_at,objection}'::text[])
    THEN
        RAISE EXCEPTION 'a notice stands as it was issued, and is answered once'
            USING ERRCODE = 'restrict_violation', TABLE = 'payment_notice', CONSTRAINT = 'payment_notice_kept';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON payment_notice
    FOR EACH ROW EXECUTE FUNCTION keep_payment_notice();

-- 支払調書: the records that a file of a calendar year holds, so that a correction can cancel what was filed.
CREATE TABLE payment_record_file (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year integer NOT NULL CONSTRAINT payment_record_file_year CHECK (year BETWEEN 2000 AND 2200),
    sequence integer NOT NULL CONSTRAINT payment_record_file_sequence CHECK (sequence BETWEEN 1 AND 99),
    file_name text NOT NULL,
    byte_count bigint NOT NULL CONSTRAINT payment_record_file_size CHECK (byte_count > 0),
    records integer NOT NULL CONSTRAINT payment_record_file_records CHECK (records > 0),
    sha256 bytea NOT NULL CONSTRAINT payment_record_file_digest CHECK (length(sha256) = 32),
    exported_by bigint REFERENCES app_user,
    exported_at timestamptz NOT NULL,
    UNIQUE (year, sequence)
);
SELECT make_append_only('payment_record_file');
SELECT open_to('payment_record_file', '{accountant}');

CREATE TABLE payment_record (
    file_id bigint NOT NULL REFERENCES payment_record_file,
    position integer NOT NULL CONSTRAINT payment_record_position CHECK (position > 0),
    payee_id bigint NOT NULL REFERENCES payee,
    items text[] NOT NULL CONSTRAINT payment_record_items CHECK (array_length(items, 1) = 53),
    -- Item 53 is the individual number's place: it holds a corporation's number or nothing.
    CONSTRAINT payment_record_no_individual_number CHECK (items[53] ~ '^( |[0-9]{13})$' AND items[53] !~ '^0'),
    PRIMARY KEY (file_id, position)
);
CREATE INDEX payment_record_by_payee ON payment_record (payee_id, file_id);
SELECT make_append_only('payment_record');
SELECT open_to('payment_record', '{accountant}');

-- Search over all transactions: date, amount, counterparty, in any combination.
CREATE INDEX payment_by_date ON payment (pay_on, id);
CREATE INDEX payment_by_paid_on ON payment (paid_on, payee_id, id) WHERE paid_on IS NOT NULL;
CREATE INDEX payment_by_net ON payment (net, id);
CREATE INDEX payee_by_name ON payee USING gin (name gin_trgm_ops);
CREATE INDEX transfer_attempt_by_payment ON transfer_attempt (payment_id, id);

-- Payees whose name holds `part`. The policies of payee would keep its index from serving: a pattern may tell of rows
-- that are not to be seen. Whoever may ask here sees all payees.
CREATE FUNCTION kodan_payees_named(part text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public ROWS 10 AS $$
BEGIN
    IF kodan_role() NOT IN ('accountant', 'approver', 'auditor', 'system') THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT id FROM payee WHERE name LIKE '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%';
END
$$;

-- From a yen back to its request.
CREATE INDEX honorarium_by_assignment ON honorarium (assignment_id, id);
CREATE INDEX evidence_by_assignment ON evidence (assignment_id, id);
CREATE INDEX offer_by_request ON offer (request_id, id);

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
