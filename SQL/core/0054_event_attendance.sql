-- How many came to a seminar or conference of the body's own: it counts as held from then on.
ALTER TABLE programme_event
    ADD COLUMN attendance integer
        CONSTRAINT programme_event_attendance CHECK (attendance BETWEEN 0 AND 100000);
