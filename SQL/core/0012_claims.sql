-- What must be known and clear before money goes out: agreements, documents, treaty decisions, findings.

-- Accounting keeps payees and their dated facts too.
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['payee', 'payee_residency', 'payee_invoice_number'] LOOP
        EXECUTE format(
            'CREATE POLICY accountant_adds ON %I FOR INSERT WITH CHECK ((SELECT kodan_role()) = ''accountant'')', target);
        EXECUTE format(
            'CREATE POLICY accountant_changes ON %I FOR UPDATE USING ((SELECT kodan_role()) = ''accountant'')', target);
    END LOOP;
END
$$;

-- The same person registered twice: the yearly record adds them up (名寄せ). One step only, no chains.
CREATE TABLE payee_alias (
    payee_id bigint PRIMARY KEY REFERENCES payee,
    same_as bigint NOT NULL REFERENCES payee,
    reason text NOT NULL CONSTRAINT payee_alias_reason CHECK (length(reason) BETWEEN 1 AND 500),
    noted_by bigint NOT NULL REFERENCES app_user,
    noted_at timestamptz NOT NULL,
    CONSTRAINT payee_alias_other CHECK (payee_id <> same_as)
);
CREATE INDEX payee_alias_by_same ON payee_alias (same_as);
CREATE FUNCTION refuse_alias_chain() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT FROM payee_alias WHERE payee_id = NEW.same_as OR same_as = NEW.payee_id) THEN
        RAISE EXCEPTION 'an alias names the payee itself, not another alias'
            USING ERRCODE = 'check_violation', TABLE = 'payee_alias', CONSTRAINT = 'payee_alias_flat';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER flat BEFORE INSERT ON payee_alias FOR EACH ROW EXECUTE FUNCTION refuse_alias_chain();
SELECT make_append_only('payee_alias');
SELECT open_to('payee_alias', '{accountant}');

-- 租税条約: what was decided about a non-resident's tax. The notification reaches the tax office the day before payment.
CREATE TABLE treaty_decision (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payee_id bigint NOT NULL REFERENCES payee,
    relief text NOT NULL CONSTRAINT treaty_decision_relief CHECK (relief IN ('none', 'exempt', 'reduced')),
    rate_bp integer CONSTRAINT treaty_decision_rate CHECK (rate_bp BETWEEN 1 AND 2041),
    treaty text NOT NULL CONSTRAINT treaty_decision_treaty CHECK (length(treaty) BETWEEN 1 AND 200),
    notified_on date,
    valid daterange NOT NULL CONSTRAINT treaty_decision_valid CHECK (NOT isempty(valid)),
    decided_by bigint NOT NULL REFERENCES app_user,
    decided_at timestamptz NOT NULL,
    CONSTRAINT treaty_decision_reduced CHECK ((relief = 'reduced') = (rate_bp IS NOT NULL)),
    CONSTRAINT treaty_decision_notified CHECK ((relief = 'none') = (notified_on IS NULL)),
    CONSTRAINT treaty_decision_one EXCLUDE USING gist (payee_id WITH =, valid WITH &&)
);
SELECT open_to('treaty_decision', '{accountant}', '{accountant}');
-- Of a decision only its end may change.
CREATE FUNCTION keep_treaty_decision() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.id, OLD.payee_id, OLD.relief, OLD.rate_bp, OLD.treaty, OLD.notified_on, lower(OLD.valid),
            OLD.decided_by, OLD.decided_at)
            IS DISTINCT FROM
           (NEW.id, NEW.payee_id, NEW.relief, NEW.rate_bp, NEW.treaty, NEW.notified_on, lower(NEW.valid),
            NEW.decided_by, NEW.decided_at)
    THEN
        RAISE EXCEPTION 'of a treaty decision only its end may change'
            USING ERRCODE = 'restrict_violation', TABLE = 'treaty_decision', CONSTRAINT = 'treaty_decision_kept';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON treaty_decision
    FOR EACH ROW EXECUTE FUNCTION keep_treaty_decision();

-- What was agreed about one lecture's fee, otherwise than by the table: declined (辞退), or a net amount (手取).
CREATE TABLE fee_agreement (
    assignment_id bigint PRIMARY KEY REFERENCES assignment,
    kind text NOT NULL CONSTRAINT fee_agreement_kind CHECK (kind IN ('declined', 'net')),
    net_fee bigint CONSTRAINT fee_agreement_net CHECK (net_fee BETWEEN 1 AND 1000000),
    reason text NOT NULL CONSTRAINT fee_agreement_reason CHECK (length(reason) BETWEEN 1 AND 500),
    agreed_by bigint NOT NULL REFERENCES app_user,
    agreed_at timestamptz NOT NULL,
    CONSTRAINT fee_agreement_amount CHECK ((kind = 'net') = (net_fee IS NOT NULL))
);
SELECT make_append_only('fee_agreement');
SELECT open_to('fee_agreement', '{coordinator,accountant}');

-- Consumption tax that the payee's own document shows apart: only then does it stay out of the withholding base.
CREATE TABLE separated_consumption_tax (
    assignment_id bigint PRIMARY KEY REFERENCES assignment,
    evidence_id bigint NOT NULL,
    amount bigint NOT NULL CONSTRAINT separated_consumption_tax_amount CHECK (amount BETWEEN 1 AND 1000000),
    stated_by bigint NOT NULL REFERENCES app_user,
    stated_at timestamptz NOT NULL,
    FOREIGN KEY (evidence_id, assignment_id) REFERENCES evidence (id, assignment_id)
);
SELECT make_append_only('separated_consumption_tax');
SELECT open_to('separated_consumption_tax', '{accountant}');
CREATE FUNCTION refuse_other_document() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM evidence WHERE id = NEW.evidence_id AND kind = 'invoice') THEN
        RAISE EXCEPTION 'consumption tax is shown apart by the payee''s invoice'
            USING ERRCODE = 'check_violation', TABLE = 'separated_consumption_tax',
                CONSTRAINT = 'separated_consumption_tax_document';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER document BEFORE INSERT ON separated_consumption_tax
    FOR EACH ROW EXECUTE FUNCTION refuse_other_document();

-- Which evidence a claim wants, from which amount on.
CREATE TABLE evidence_rule (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim text NOT NULL CONSTRAINT evidence_rule_claim CHECK (claim IN
        ('rail', 'bus', 'car', 'taxi', 'ferry', 'air', 'lodging', 'self_hosted_lecture')),
    above bigint NOT NULL CONSTRAINT evidence_rule_above CHECK (above >= 0),
    evidence_kind text NOT NULL CONSTRAINT evidence_rule_kind CHECK
        (evidence_kind IN ('receipt', 'attendance_sheet', 'flyer', 'invoice')),
    valid daterange NOT NULL CONSTRAINT evidence_rule_valid CHECK (NOT isempty(valid)),
    legal_basis text NOT NULL,
    CONSTRAINT evidence_rule_one EXCLUDE USING gist (claim WITH =, evidence_kind WITH =, valid WITH &&)
);
SELECT open_to('evidence_rule', '{administrator}', '{administrator}');
GRANT DELETE ON evidence_rule TO kodan_app;
CREATE POLICY administrator_removes ON evidence_rule FOR DELETE USING ((SELECT kodan_role()) = 'administrator');

-- What stands out before money goes out. A blocking one keeps its honoraria out of payments until it is cleared.
CREATE TABLE finding (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CONSTRAINT finding_kind CHECK (kind IN (
        'hours_differ', 'claim_overlaps', 'travel_impossible', 'lecture_twice', 'second_account', 'same_account',
        'evidence_missing', 'over_limit', 'fee_declined', 'payment_late')),
    severity text NOT NULL CONSTRAINT finding_severity CHECK (severity IN ('blocks', 'warns')),
    assignment_id bigint REFERENCES assignment,
    payee_id bigint REFERENCES payee,
    -- The other one that it is about, as a key: asg-9, pye-4, leg-3. Empty where there is none.
    other text NOT NULL CONSTRAINT finding_other CHECK (other ~ '^([a-z]+-[0-9]+)?$'),
    state text NOT NULL CONSTRAINT finding_state CHECK (state IN ('open', 'cleared', 'gone')),
    found_at timestamptz NOT NULL,
    ended_at timestamptz,
    cleared_by bigint REFERENCES app_user,
    reason text CONSTRAINT finding_reason CHECK (length(reason) BETWEEN 1 AND 500),
    CONSTRAINT finding_subject CHECK (num_nonnulls(assignment_id, payee_id) = 1),
    CONSTRAINT finding_ended CHECK ((state = 'open') = (ended_at IS NULL)),
    CONSTRAINT finding_cleared CHECK ((state = 'cleared') = (num_nulls(cleared_by, reason) = 0)
        AND (state = 'cleared' OR num_nonnulls(cleared_by, reason) = 0))
);
CREATE UNIQUE INDEX finding_once ON finding (kind, severity, assignment_id, payee_id, other) NULLS NOT DISTINCT
    WHERE state <> 'gone';
CREATE INDEX finding_by_assignment ON finding (assignment_id) WHERE state = 'open';
CREATE INDEX finding_by_payee ON finding (payee_id) WHERE state = 'open';
CREATE TRIGGER transition BEFORE UPDATE OF state ON finding
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_transition();
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('finding', 'open', 'cleared'),
    ('finding', 'open', 'gone');
CREATE FUNCTION keep_finding() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'open'
        OR (OLD.id, OLD.kind, OLD.severity, OLD.assignment_id, OLD.payee_id, OLD.other, OLD.found_at)
            IS DISTINCT FROM
           (NEW.id, NEW.kind, NEW.severity, NEW.assignment_id, NEW.payee_id, NEW.other, NEW.found_at)
    THEN
        RAISE EXCEPTION 'a finding is only ever cleared'
            USING ERRCODE = 'restrict_violation', TABLE = 'finding', CONSTRAINT = 'finding_kept';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON finding FOR EACH ROW EXECUTE FUNCTION keep_finding();
SELECT open_to('finding', '{coordinator,accountant}', '{coordinator,accountant,approver}');

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
