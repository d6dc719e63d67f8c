-- A lecture moves online (オンラインへの変更): in a typhoon nobody has another hall, and the appointment stands.

ALTER TABLE change_proposal ADD COLUMN online boolean NOT NULL DEFAULT false;
ALTER TABLE change_proposal DROP CONSTRAINT change_proposal_changes;
ALTER TABLE change_proposal
    ADD CONSTRAINT change_proposal_changes CHECK (during <> was OR venue_name IS NOT NULL OR online),
    -- Nobody travels to it.
    ADD CONSTRAINT change_proposal_online CHECK (NOT online OR (venue_name IS NULL AND travel_minutes = 0));
