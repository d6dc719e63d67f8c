-- An approved request whose day or place changes goes back to who asked, as long as no presenter is bound.
INSERT INTO state_transition (subject, from_state, to_state) VALUES
    ('lecture_request', 'approved', 'returned'),
    ('lecture_request', 'matched', 'returned'),
    ('lecture_request', 'offered', 'returned');

-- Whether a request was approved before is asked of its reservations.
CREATE INDEX budget_reservation_by_request ON budget_reservation (request_id);

-- The body alone gives it back.
DROP TRIGGER foreign_search ON lecture_request;
CREATE TRIGGER foreign_search BEFORE UPDATE OF state ON lecture_request FOR EACH ROW
    WHEN (NEW.state <> OLD.state
        AND (NEW.state IN ('matched', 'unmatched', 'offered', 'not_held')
            OR (OLD.state IN ('matched', 'offered') AND NEW.state = 'approved')
            OR (OLD.state IN ('approved', 'matched', 'unmatched', 'offered') AND NEW.state = 'returned')))
    EXECUTE FUNCTION refuse_foreign_step('{coordinator}');
