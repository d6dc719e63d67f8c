-- Whom the body pays, and where. Account numbers are sealed (AES-GCM) before they reach the database.

CREATE TABLE payee (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    legal_status text NOT NULL CONSTRAINT payee_legal_status CHECK (legal_status IN ('individual', 'corporation')),
    name text NOT NULL CONSTRAINT payee_name_length CHECK (length(name) BETWEEN 1 AND 100),
    postal_code char(7) NOT NULL CONSTRAINT payee_postal_code CHECK (postal_code ~ '^[0-9]{7}$'),
    address text NOT NULL CONSTRAINT payee_address_length CHECK (length(address) BETWEEN 1 AND 200),
    created_at timestamptz NOT NULL
);

-- A presenter has one payee at a time; a payee may serve several presenters (a firm).
CREATE TABLE presenter_payee (
    presenter_id bigint NOT NULL REFERENCES presenter,
    payee_id bigint NOT NULL REFERENCES payee,
    valid daterange NOT NULL CONSTRAINT presenter_payee_valid CHECK (NOT isempty(valid)),
    CONSTRAINT presenter_payee_one EXCLUDE USING gist (presenter_id WITH =, valid WITH &&)
);
CREATE INDEX presenter_payee_by_payee ON presenter_payee (payee_id);

CREATE TABLE payee_residency (
    payee_id bigint NOT NULL REFERENCES payee,
    residency text NOT NULL CONSTRAINT payee_residency_kind CHECK (residency IN ('resident', 'nonresident')),
    valid daterange NOT NULL CONSTRAINT payee_residency_valid CHECK (NOT isempty(valid)),
    CONSTRAINT payee_residency_one EXCLUDE USING gist (payee_id WITH =, valid WITH &&)
);

CREATE TABLE payee_invoice_number (
    payee_id bigint NOT NULL REFERENCES payee,
    number char(14) NOT NULL CONSTRAINT payee_invoice_number_form CHECK (number ~ '^T[1-9][0-9]{12}$'),
    valid daterange NOT NULL CONSTRAINT payee_invoice_number_valid CHECK (NOT isempty(valid)),
    checked_on date,
    CONSTRAINT payee_invoice_number_one EXCLUDE USING gist (payee_id WITH =, valid WITH &&)
);

-- An account is asked for by one person and confirmed by another, or by a call back. It serves payments approved later.
CREATE TABLE payee_account (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payee_id bigint NOT NULL REFERENCES payee,
    bank_code char(4) NOT NULL CONSTRAINT payee_account_bank CHECK (bank_code ~ '^[0-9]{4}$'),
    bank_name text NOT NULL,
    branch_code char(3) NOT NULL CONSTRAINT payee_account_branch CHECK (branch_code ~ '^[0-9]{3}$'),
    branch_name text NOT NULL,
    deposit_type smallint NOT NULL CONSTRAINT payee_account_deposit CHECK (deposit_type IN (1, 2, 4, 9)),
    sealed_number bytea NOT NULL CONSTRAINT payee_account_sealed CHECK (length(sealed_number) BETWEEN 29 AND 100),
    key_version integer NOT NULL CONSTRAINT payee_account_key CHECK (key_version > 0),
    fingerprint bytea NOT NULL CONSTRAINT payee_account_fingerprint CHECK (length(fingerprint) = 32),
    last_three char(3) NOT NULL CONSTRAINT payee_account_last_three CHECK (last_three ~ '^[0-9]{3}$'),
    holder_kana text NOT NULL CONSTRAINT payee_account_holder CHECK (length(holder_kana) BETWEEN 1 AND 30),
    requested_by bigint REFERENCES app_user,
    requested_at timestamptz NOT NULL,
    confirmed_by bigint REFERENCES app_user,
    confirmed_at timestamptz,
    call_back_note text,
    CONSTRAINT payee_account_confirmed CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL AND call_back_note IS NULL)),
    CONSTRAINT payee_account_two_persons CHECK (confirmed_by <> requested_by OR call_back_note IS NOT NULL),
    CONSTRAINT payee_account_confirmed_later CHECK (confirmed_at >= requested_at)
);
CREATE INDEX payee_account_by_payee ON payee_account (payee_id, confirmed_at);
CREATE INDEX payee_account_by_fingerprint ON payee_account (fingerprint);

-- Of an account only its confirmation and its sealing (when keys rotate) may change.
CREATE FUNCTION keep_payee_account() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.id, OLD.payee_id, OLD.bank_code, OLD.branch_code, OLD.deposit_type, OLD.last_three, OLD.holder_kana,
            OLD.requested_by, OLD.requested_at)
            IS DISTINCT FROM
           (NEW.id, NEW.payee_id, NEW.bank_code, NEW.branch_code, NEW.deposit_type, NEW.last_three, NEW.holder_kana,
            NEW.requested_by, NEW.requested_at)
        OR (OLD.confirmed_at IS NOT NULL
            AND (OLD.confirmed_at, OLD.confirmed_by, OLD.call_back_note)
                IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by, NEW.call_back_note))
    THEN
        RAISE EXCEPTION 'payee_account is kept as it was'
            USING ERRCODE = 'restrict_violation', TABLE = 'payee_account', CONSTRAINT = 'payee_account_kept';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON payee_account FOR EACH ROW EXECUTE FUNCTION keep_payee_account();
