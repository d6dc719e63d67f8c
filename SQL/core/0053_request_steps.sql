-- The second lock of a request's steps: whoever may change the row takes those steps alone that their use cases take.

-- A lecture is held and attested by what its sides say of it, and closed by what was paid.
CREATE TRIGGER foreign_outcome BEFORE UPDATE OF state ON lecture_request FOR EACH ROW
    WHEN (NEW.state <> OLD.state AND NEW.state IN ('held', 'attested', 'closed'))
    EXECUTE FUNCTION refuse_foreign_step('{system}');
-- The body looks for presenters, stops looking, sends back what nobody was found for, and notes that nobody came.
CREATE TRIGGER foreign_search BEFORE UPDATE OF state ON lecture_request FOR EACH ROW
    WHEN (NEW.state <> OLD.state
        AND (NEW.state IN ('matched', 'unmatched', 'offered', 'not_held')
            OR (OLD.state IN ('matched', 'offered') AND NEW.state = 'approved')
            OR (OLD.state = 'unmatched' AND NEW.state = 'returned')))
    EXECUTE FUNCTION refuse_foreign_step('{coordinator}');
-- Who was bound to a request last: whose acceptance binds them, and whose withdrawal lets them go, which both are noted
-- before the request moves on.
CREATE FUNCTION kodan_was_bound_last(request bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
    RETURN coalesce(kodan_presenter(), kodan_offered_presenter()) = (
        SELECT presenter_id FROM assignment WHERE assignment.request_id = request ORDER BY assignment.id DESC LIMIT 1
    );
END
$$;
-- Who is asked accepts, by a link too; who is bound withdraws. No host does either for them, nor another presenter who
-- was asked as well.
CREATE TRIGGER foreign_bond BEFORE UPDATE OF state ON lecture_request FOR EACH ROW
    WHEN (NEW.state <> OLD.state
        AND (NEW.state = 'assigned' OR (OLD.state = 'assigned' AND NEW.state = 'approved'))
        AND kodan_was_bound_last(NEW.id) IS NOT TRUE)
    EXECUTE FUNCTION refuse_foreign_step('{coordinator}');
-- Who asked hands a request in, calls it off and names new days: neither who was asked to come, nor who stands by a
-- presenter's own lecture.
CREATE TRIGGER foreign_wish BEFORE UPDATE OF state ON lecture_request FOR EACH ROW
    WHEN (NEW.state <> OLD.state
        AND (NEW.state IN ('submitted', 'cancelled') OR (OLD.state = 'not_held' AND NEW.state = 'approved'))
        AND (kodan_role() = 'offer'
            OR (kodan_role() = 'presenter' AND OLD.asking_presenter_id IS DISTINCT FROM kodan_presenter())
            OR (kodan_role() = 'host' AND OLD.asking_presenter_id IS NOT NULL)))
    EXECUTE FUNCTION refuse_foreign_step('{coordinator}');
