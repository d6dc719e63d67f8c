-- A call that comes again is looked for by its key, which therefore stands first: with it at the end every call under a
-- key read the whole index.
ALTER TABLE kept_answer
    DROP CONSTRAINT kept_answer_once,
    ADD CONSTRAINT kept_answer_once UNIQUE NULLS NOT DISTINCT (key, user_id, offer_id, request_id);
