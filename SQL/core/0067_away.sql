-- An offer that was taken back because its presenter had a day off, or was on leave, says nothing of other days: they
-- may be asked for the same request again. Any other that was taken back after it had been sent keeps its presenter
-- from it.
ALTER TABLE offer
    ADD COLUMN presenter_away boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT offer_presenter_away CHECK (NOT presenter_away OR state = 'withdrawn');
