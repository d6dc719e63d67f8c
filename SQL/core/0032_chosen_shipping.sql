-- A day of leaving that somebody chose stays with its delivery as long as it lies before the lecture; all others follow
-- the lecture, the holidays and the office's table.
ALTER TABLE material_delivery ADD COLUMN ship_by_chosen boolean NOT NULL DEFAULT false;

-- Once a day a worker counts the days of what is planned anew.
ALTER TABLE daily_run
    DROP CONSTRAINT daily_run_job,
    ADD CONSTRAINT daily_run_job CHECK (job IN ('nightly_match', 'shipping_days'));
