-- Answers that a repeated call gets again (the header Idempotency-Key), each written in the transaction of its change.

CREATE TABLE kept_answer (
    user_id bigint NOT NULL REFERENCES app_user,
    key text NOT NULL CONSTRAINT kept_answer_key CHECK (key ~ '^[!-~]{1,255}$'),
    request_sha256 bytea NOT NULL CONSTRAINT kept_answer_digest CHECK (length(request_sha256) = 32),
    status integer NOT NULL CONSTRAINT kept_answer_status CHECK (status BETWEEN 200 AND 299),
    headers jsonb NOT NULL CONSTRAINT kept_answer_headers CHECK (jsonb_typeof(headers) = 'object'),
    body bytea NOT NULL CONSTRAINT kept_answer_body CHECK (length(body) <= 1048576),
    kept_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX kept_answer_by_age ON kept_answer (kept_at);

CREATE FUNCTION refuse_answer_change() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    RAISE EXCEPTION 'a kept answer stays as it was given'
        USING ERRCODE = 'check_violation', TABLE = 'kept_answer', CONSTRAINT = 'kept_answer_stays';
END
$$;
CREATE TRIGGER stays BEFORE UPDATE ON kept_answer FOR EACH ROW EXECUTE FUNCTION refuse_answer_change();

-- Everybody has their own; the service itself throws old ones away.
ALTER TABLE kept_answer ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON kept_answer TO kodan_app, kodan_worker;
CREATE POLICY own_reads ON kept_answer FOR SELECT USING (user_id = (SELECT kodan_user()));
CREATE POLICY own_adds ON kept_answer FOR INSERT WITH CHECK (user_id = (SELECT kodan_user()));
CREATE POLICY system_all ON kept_answer USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');
