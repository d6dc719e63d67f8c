-- The chain over HTTP: drafts that change, two sides that reconfirm, further kinds of evidence, search by names.

-- A draft has no history: its wished times are replaced as a whole, as long as it is one.
CREATE FUNCTION kodan_is_draft(request bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    RETURN EXISTS (SELECT FROM lecture_request WHERE id = request AND state = 'draft');
GRANT DELETE ON request_slot TO kodan_app, kodan_worker;
CREATE POLICY draft_removes ON request_slot FOR DELETE
    USING (kodan_is_draft(request_id)
        AND ((SELECT kodan_role()) = 'coordinator'
            OR ((SELECT kodan_role()) = 'host' AND kodan_host_has_part(request_id))
            OR ((SELECT kodan_role()) = 'presenter' AND kodan_presenter_has_part(request_id))));

-- 再確認: some days before, each side says that the lecture stands.
ALTER TABLE assignment
    ADD COLUMN presenter_reconfirmed_at timestamptz,
    ADD COLUMN host_reconfirmed_at timestamptz,
    ADD CONSTRAINT assignment_reconfirmed CHECK (
        (presenter_reconfirmed_at IS NULL OR presenter_reconfirmed_at >= assigned_at)
        AND (host_reconfirmed_at IS NULL OR host_reconfirmed_at >= assigned_at)
    );

ALTER TABLE evidence
    DROP CONSTRAINT evidence_type,
    ADD CONSTRAINT evidence_type CHECK (media_type IN
        ('application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'text/plain', 'text/csv'));
-- The same file filed twice is found by its digest.
CREATE INDEX evidence_by_digest ON evidence (assignment_id, sha256);

-- Search by names. Policies would keep the trigrams from being used, since LIKE may tell of rows in its errors; so
-- this names keys only, of all requests, and whoever asks sees of them what the policies let them see.
CREATE INDEX lecture_request_title_trigrams ON lecture_request USING gin (title gin_trgm_ops);
CREATE FUNCTION kodan_requests_named(wanted text) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT id FROM lecture_request WHERE title ILIKE wanted
    UNION
    SELECT request.id
      FROM organization
      JOIN lecture_request AS request ON request.organization_id = organization.id
     WHERE (organization.name || ' ' || coalesce(organization.kana, '')) ILIKE wanted
    UNION
    SELECT request.id
      FROM presenter
      JOIN lecture_request AS request ON request.asking_presenter_id = presenter.id
     WHERE (presenter.family_name || presenter.given_name || ' ' || presenter.family_kana || presenter.given_kana)
           ILIKE wanted
$$;
REVOKE ALL ON FUNCTION kodan_requests_named(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kodan_requests_named(text) TO kodan_app, kodan_worker;

-- Lists of the chain by day and by person.
CREATE INDEX request_slot_by_start ON request_slot (lower(during), request_id);
CREATE INDEX assignment_by_start ON assignment (lower(during), id);
