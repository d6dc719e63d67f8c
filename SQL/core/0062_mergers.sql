-- An organization that became part of another one is one with it: what kept it and a presenter apart holds for both.

-- What an organization is part of stands for itself, also when it became part of a third one later; so that whoever
-- asks looks one step and no further.
CREATE OR REPLACE FUNCTION refuse_wrong_merger() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.state = 'merged' THEN
        IF NEW.state = 'merged'
            AND EXISTS (SELECT FROM organization WHERE id = OLD.merged_into AND merged_into = NEW.merged_into)
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'an organization that was merged stays so'
            USING ERRCODE = 'restrict_violation', TABLE = 'organization', CONSTRAINT = 'organization_kept';
    END IF;
    IF NEW.state = 'merged' THEN
        PERFORM FROM organization WHERE id = NEW.merged_into AND state = 'active' FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'an organization is merged into one that stands for itself'
                USING ERRCODE = 'check_violation', TABLE = 'organization',
                    CONSTRAINT = 'organization_merged_into_active';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
-- Chains of old are drawn in from their ends: a row whose successor moves on in the same statement is refused above.
DO $$
BEGIN
    LOOP
        UPDATE organization AS part
           SET merged_into = whole.merged_into
          FROM organization AS whole
          JOIN organization AS top ON top.id = whole.merged_into AND top.merged_into IS NULL
         WHERE whole.id = part.merged_into;
        EXIT WHEN NOT FOUND;
    END LOOP;
END
$$;

-- Whom an organization and a presenter do not meet, since one of them asked: the organization that stands for itself,
-- with all that is part of it. What was asked of a part before is a copy there, and the part's own row is history.
INSERT INTO presenter_exclusion (presenter_id, organization_id, asked_by, reason, created_at)
SELECT old.presenter_id, part.merged_into, old.asked_by, old.reason, old.created_at
  FROM presenter_exclusion AS old
  JOIN organization AS part ON part.id = old.organization_id AND part.merged_into IS NOT NULL
 ORDER BY old.organization_id, old.presenter_id, old.asked_by
    ON CONFLICT (presenter_id, organization_id, asked_by) DO NOTHING;
CREATE VIEW presenter_apart WITH (security_invoker = true) AS
    SELECT exclusion.presenter_id, exclusion.organization_id
      FROM presenter_exclusion AS exclusion
      JOIN organization AS named ON named.id = exclusion.organization_id
     WHERE named.merged_into IS NULL
    UNION ALL
    SELECT exclusion.presenter_id, part.id
      FROM presenter_exclusion AS exclusion
      JOIN organization AS part ON part.merged_into = exclusion.organization_id;
GRANT SELECT ON presenter_apart TO kodan_app, kodan_worker;

-- Whoever acts for a part, or did within the year, belongs as much to the whole and to its other parts.
CREATE OR REPLACE VIEW presenter_belonging WITH (security_invoker = true) AS
    SELECT presenter_id, organization_id, valid
      FROM presenter_organization
    UNION ALL
    SELECT presenter.id, member.organization_id, daterange(lower(member.valid), upper(member.valid) + 365)
      FROM organization_member AS member
      JOIN presenter ON presenter.user_id = member.user_id
    UNION ALL
    SELECT belonging.presenter_id, part.id, belonging.valid
      FROM presenter_organization AS belonging
      JOIN organization AS part ON part.merged_into = belonging.organization_id
    UNION ALL
    SELECT presenter.id, part.id, daterange(lower(member.valid), upper(member.valid) + 365)
      FROM organization_member AS member
      JOIN presenter ON presenter.user_id = member.user_id
      JOIN organization AS part ON part.merged_into = member.organization_id
    UNION ALL
    SELECT presenter.id, own.merged_into, daterange(lower(member.valid), upper(member.valid) + 365)
      FROM organization_member AS member
      JOIN presenter ON presenter.user_id = member.user_id
      JOIN organization AS own ON own.id = member.organization_id
     WHERE own.merged_into IS NOT NULL
    UNION ALL
    SELECT presenter.id, other.id, daterange(lower(member.valid), upper(member.valid) + 365)
      FROM organization_member AS member
      JOIN presenter ON presenter.user_id = member.user_id
      JOIN organization AS own ON own.id = member.organization_id
      JOIN organization AS other ON other.merged_into = own.merged_into AND other.id <> own.id;

-- A match reads those anew who are kept from an organization by what it has become part of.
CREATE OR REPLACE FUNCTION note_merged_organization() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM note_presenters(ARRAY(
        SELECT presenter_id FROM presenter_belonging WHERE organization_id = NEW.id
        UNION
        SELECT presenter_id FROM presenter_apart WHERE organization_id = NEW.id
        UNION
        -- What was asked of the part alone, which its successor has from now on.
        SELECT presenter_id FROM presenter_exclusion WHERE organization_id = NEW.id
    ));
    RETURN NULL;
END
$$;
