-- Whom the body pays reads the lines of their own payments, so that an honorarium says how far it has come.

CREATE FUNCTION kodan_pays_presenter_with(paying bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (
        SELECT FROM payment
          JOIN presenter_payee ON presenter_payee.payee_id = payment.payee_id
         WHERE payment.id = paying
           AND presenter_payee.presenter_id = kodan_presenter()
    );
CREATE POLICY payee_reads ON payment_line FOR SELECT
    USING ((SELECT kodan_role()) = 'presenter' AND kodan_pays_presenter_with(payment_id));

-- Lists of honoraria by payee, of payments by state, of exports by month.
CREATE INDEX honorarium_by_payee ON honorarium (payee_id, id);
CREATE INDEX payment_by_state ON payment (state, id);
CREATE INDEX export_run_by_month ON export_run (month, id);
