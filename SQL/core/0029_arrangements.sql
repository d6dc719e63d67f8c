-- What hosts arrange around a lecture, as offices ask for it: their department and who stands in for the contact, whether
-- the wished times can move, how one gets to the venue, and whether the lecture is recorded.

ALTER TABLE lecture_request
    ADD COLUMN contact_department text
        CONSTRAINT lecture_request_department CHECK (length(contact_department) BETWEEN 1 AND 100),
    ADD COLUMN deputy_name text CONSTRAINT lecture_request_deputy_name CHECK (length(deputy_name) BETWEEN 1 AND 100),
    ADD COLUMN deputy_email email_address,
    ADD COLUMN deputy_phone phone_number,
    ADD COLUMN flexibility text NOT NULL DEFAULT 'fixed'
        CONSTRAINT lecture_request_flexibility CHECK (flexibility IN ('fixed', 'hours', 'days')),
    ADD COLUMN nearest_station text
        CONSTRAINT lecture_request_station CHECK (length(nearest_station) BETWEEN 1 AND 100),
    ADD COLUMN parking text NOT NULL DEFAULT 'unknown'
        CONSTRAINT lecture_request_parking CHECK (parking IN ('unknown', 'available', 'none')),
    ADD COLUMN recording text NOT NULL DEFAULT 'none'
        CONSTRAINT lecture_request_recording CHECK (recording IN ('none', 'members', 'public')),
    ADD CONSTRAINT lecture_request_deputy CHECK (num_nonnulls(deputy_name, deputy_email, deputy_phone) IN (0, 3)),
    ADD CONSTRAINT lecture_request_way_there CHECK (
        place <> 'online' OR (nearest_station IS NULL AND parking = 'unknown')
    );
