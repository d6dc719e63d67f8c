-- What reached back to the first year for the money that waits today.

-- The entries of which no closed payment has paid: among all of ten years those were looked for each time that payments
-- were prepared or an open month was looked at, with the lines and payments of each. An entry is marked when it is
-- written and loses its mark when its payment is closed, whose lines stay as they are from then on; what waits with its
-- red entry for nothing keeps it. Entries without a yen are none of a payment's.
CREATE TABLE honorarium_unpaid (
    honorarium_id bigint NOT NULL PRIMARY KEY REFERENCES honorarium
);
ALTER TABLE honorarium_unpaid ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON honorarium_unpaid TO kodan_app, kodan_worker;
CREATE POLICY staff_reads ON honorarium_unpaid FOR SELECT USING ((SELECT kodan_sees_all_requests()));
INSERT INTO honorarium_unpaid (honorarium_id)
SELECT honorarium.id
  FROM honorarium
 WHERE honorarium.gross <> 0
   AND NOT EXISTS (
       SELECT FROM payment_line
         JOIN payment ON payment.id = payment_line.payment_id
        WHERE payment_line.honorarium_id = honorarium.id
          AND payment_line.released_at IS NULL
          AND payment.state IN ('closed', 'exported', 'paid')
   );

CREATE FUNCTION mark_unpaid() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO honorarium_unpaid (honorarium_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER unpaid AFTER INSERT ON honorarium
    FOR EACH ROW WHEN (NEW.gross <> 0) EXECUTE FUNCTION mark_unpaid();

CREATE FUNCTION unmark_unpaid() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM honorarium_unpaid
     USING payment_line
     WHERE payment_line.payment_id = NEW.id
       AND payment_line.released_at IS NULL
       AND honorarium_unpaid.honorarium_id = payment_line.honorarium_id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION mark_unpaid(), unmark_unpaid() FROM PUBLIC;
CREATE TRIGGER paid_for AFTER UPDATE OF state ON payment
    FOR EACH ROW WHEN (NEW.state = 'closed' AND OLD.state <> 'closed') EXECUTE FUNCTION unmark_unpaid();
