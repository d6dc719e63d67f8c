-- In which transaction what a match knows of a presenter was last changed, so that whoever keeps it reads anew no more
-- than what is new to them. A snapshot of the database says exactly which transactions it knows, also while others are
-- under way; a counter or a time does not.

CREATE TABLE presenter_change (
    presenter_id bigint PRIMARY KEY REFERENCES presenter,
    changed_in xid8 NOT NULL
);
SELECT open_to('presenter_change', '{}');
REVOKE INSERT, UPDATE ON presenter_change FROM kodan_app, kodan_worker;
INSERT INTO presenter_change (presenter_id, changed_in) SELECT id, pg_current_xact_id() FROM presenter ORDER BY id;

-- Notes the presenters of the rows that a statement wrote or removed, each once in a transaction.
CREATE FUNCTION note_presenter_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    present xid8 := pg_current_xact_id();
BEGIN
    IF TG_TABLE_NAME = 'presenter' THEN
        INSERT INTO presenter_change (presenter_id, changed_in)
        SELECT id, present FROM changed ORDER BY id
            ON CONFLICT (presenter_id) DO UPDATE SET changed_in = present;
    ELSE
        UPDATE presenter_change
           SET changed_in = present
         WHERE changed_in <> present
           AND presenter_id = ANY (ARRAY(SELECT DISTINCT presenter_id FROM changed));
    END IF;
    RETURN NULL;
END
$$;

DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY[
        'presenter', 'presenter_qualification', 'presenter_topic', 'presenter_hours', 'presenter_blackout',
        'presenter_organization', 'presenter_exclusion'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER note_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION note_presenter_change()', target);
        EXECUTE format(
            'CREATE TRIGGER note_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION note_presenter_change()', target);
        CONTINUE WHEN target = 'presenter';
        EXECUTE format(
            'CREATE TRIGGER note_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION note_presenter_change()', target);
        -- A row may be given to another presenter.
        EXECUTE format(
            'CREATE TRIGGER note_given_away AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION note_presenter_change()', target);
    END LOOP;
END
$$;
