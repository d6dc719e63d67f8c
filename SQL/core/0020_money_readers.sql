-- Whom the body pays reads the lines of their own payments, so that an honorarium says how far it has come.
CREATE POLICY payee_reads ON payment_line FOR SELECT
    USING (EXISTS (SELECT FROM payment WHERE payment.id = payment_id AND kodan_pays_presenter(payment.payee_id)));

-- Lists of honoraria and payments by payee and by state.
CREATE INDEX honorarium_by_payee ON honorarium (payee_id, id);
CREATE INDEX payment_by_state ON payment (state, id);
CREATE INDEX export_run_by_month ON export_run (month, id);
