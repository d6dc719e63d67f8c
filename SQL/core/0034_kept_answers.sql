-- Answers of any length that an operation gives are kept, those too that are given by an offer's or a request's own link.

ALTER TABLE kept_answer DROP CONSTRAINT kept_answer_pkey;
ALTER TABLE kept_answer
    ADD COLUMN offer_id bigint REFERENCES offer,
    ADD COLUMN request_id bigint REFERENCES lecture_request,
    ALTER COLUMN user_id DROP NOT NULL,
    DROP CONSTRAINT kept_answer_body,
    -- A plan of all requests of a year takes some megabytes.
    ADD CONSTRAINT kept_answer_body CHECK (length(body) <= 67108864),
    ADD CONSTRAINT kept_answer_whose CHECK (num_nonnulls(user_id, offer_id, request_id) = 1),
    ADD CONSTRAINT kept_answer_once UNIQUE NULLS NOT DISTINCT (user_id, offer_id, request_id, key);

CREATE POLICY link_reads ON kept_answer FOR SELECT
    USING ((kodan_role() = 'offer' AND offer_id = kodan_offer()) OR request_id = kodan_linked_request());
CREATE POLICY link_adds ON kept_answer FOR INSERT
    WITH CHECK ((kodan_role() = 'offer' AND offer_id = kodan_offer()) OR request_id = kodan_linked_request());
