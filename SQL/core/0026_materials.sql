-- Materials: the files of editions, what goes out for which lecture, stock that never falls below zero, links, and
-- what comes back.

-- The file of an edition. It is never replaced: another file is another edition. The bytes lie under `storage_key`
-- below the folder of materials, whatever layout new files are given later.
CREATE TABLE edition_file (
    edition_id bigint PRIMARY KEY REFERENCES edition,
    sha256 bytea NOT NULL CONSTRAINT edition_file_digest CHECK (length(sha256) = 32),
    byte_count bigint NOT NULL CONSTRAINT edition_file_size CHECK (byte_count BETWEEN 1 AND 104857600),
    media_type text NOT NULL CONSTRAINT edition_file_type CHECK (media_type IN (
        'application/pdf', 'image/jpeg', 'image/png',
        'application/vnd.openxmlformats-officedocument.presentationml.presentation',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
    file_name text NOT NULL CONSTRAINT edition_file_name CHECK (length(file_name) BETWEEN 1 AND 200),
    storage_key text NOT NULL
        CONSTRAINT edition_file_key CHECK (storage_key ~ '^[a-z0-9_-]+(/[a-z0-9_-]+)*([.][a-z]+)?$'
                                           AND length(storage_key) <= 200),
    filed_by bigint REFERENCES app_user,
    filed_at timestamptz NOT NULL
);
SELECT make_append_only('edition_file');
SELECT open_to('edition_file', '{clerk,administrator}');
CREATE POLICY everybody_reads ON edition_file FOR SELECT USING (true);

-- What goes out for the lectures of a programme by default: for a topic, or for all topics that have no pack.
CREATE TABLE material_pack (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme_id bigint NOT NULL REFERENCES programme,
    topic_code text REFERENCES topic,
    material_id bigint NOT NULL REFERENCES material
);
CREATE UNIQUE INDEX material_pack_once ON material_pack (programme_id, coalesce(topic_code, ''), material_id);
SELECT open_to('material_pack', '{clerk,administrator}');
CREATE POLICY everybody_reads ON material_pack FOR SELECT USING (true);
GRANT DELETE ON material_pack TO kodan_app, kodan_worker;
CREATE POLICY keeper_removes ON material_pack FOR DELETE
    USING ((SELECT kodan_role()) IN ('clerk', 'administrator', 'system'));

ALTER TABLE material_delivery
    DROP CONSTRAINT material_delivery_assignment_id_edition_id_key,
    DROP CONSTRAINT material_delivery_received,
    ADD COLUMN returned_at timestamptz,
    -- How many of them came back; the others were handed out or are lost.
    ADD COLUMN returned_quantity integer,
    -- When its lecture was attested: this edition was used.
    ADD COLUMN used_at timestamptz,
    ADD CONSTRAINT material_delivery_received CHECK (
        (state <> 'received' OR received_at IS NOT NULL) AND (state IN ('received', 'returned') OR received_at IS NULL)
    ),
    ADD CONSTRAINT material_delivery_returned CHECK (
        (state = 'returned' OR (returned_at IS NULL AND returned_quantity IS NULL))
        AND returned_quantity BETWEEN 0 AND quantity
    ),
    ADD CONSTRAINT material_delivery_used CHECK (used_at IS NULL OR sent_at IS NOT NULL);
-- What came back may be planned again.
CREATE UNIQUE INDEX material_delivery_once ON material_delivery (assignment_id, edition_id) WHERE state <> 'returned';
CREATE INDEX material_delivery_by_assignment ON material_delivery (assignment_id, id);
CREATE INDEX material_delivery_to_send ON material_delivery (ship_by) WHERE state = 'planned';
-- What arrived comes back too, when its lecture is called off or copies are left over.
INSERT INTO state_transition (subject, from_state, to_state) VALUES ('material_delivery', 'received', 'returned');

-- A delivery holds its edition from the beginning, and its quantity from when it was sent.
CREATE FUNCTION keep_delivery_pinned() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.assignment_id, NEW.edition_id) <> (OLD.assignment_id, OLD.edition_id)
        OR (OLD.state <> 'planned' AND NEW.quantity <> OLD.quantity)
    THEN
        RAISE EXCEPTION 'a delivery keeps its lecture, its edition and what was sent'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'material_delivery_pinned';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER pinned BEFORE UPDATE ON material_delivery
    FOR EACH ROW EXECUTE FUNCTION keep_delivery_pinned();

-- What lies in stock of each printed edition: always the sum of its movements. No role writes it but by a movement.
CREATE TABLE edition_stock (
    edition_id bigint PRIMARY KEY REFERENCES edition,
    on_hand integer NOT NULL CONSTRAINT edition_stock_on_hand CHECK (on_hand >= 0)
);
ALTER TABLE edition_stock ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON edition_stock TO kodan_app, kodan_worker;
CREATE POLICY system_all ON edition_stock USING ((SELECT kodan_role()) = 'system');
CREATE POLICY staff_reads ON edition_stock FOR SELECT USING ((SELECT kodan_is_staff()));

CREATE TABLE stock_movement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    edition_id bigint NOT NULL REFERENCES edition,
    kind text NOT NULL
        CONSTRAINT stock_movement_kind CHECK (kind IN ('received', 'sent', 'returned', 'counted')),
    -- What it adds to the stock. Of a count it follows from what was counted.
    quantity integer NOT NULL CONSTRAINT stock_movement_quantity CHECK (quantity BETWEEN -1000000 AND 1000000),
    counted integer CONSTRAINT stock_movement_counted CHECK (counted BETWEEN 0 AND 1000000),
    delivery_id bigint REFERENCES material_delivery,
    reason text CONSTRAINT stock_movement_reason CHECK (length(reason) BETWEEN 1 AND 500),
    moved_by bigint REFERENCES app_user,
    moved_at timestamptz NOT NULL,
    CONSTRAINT stock_movement_direction CHECK (
        CASE kind WHEN 'sent' THEN quantity < 0 WHEN 'counted' THEN true ELSE quantity > 0 END
    ),
    CONSTRAINT stock_movement_count CHECK ((kind = 'counted') = (counted IS NOT NULL)),
    CONSTRAINT stock_movement_delivery CHECK ((kind IN ('sent', 'returned')) = (delivery_id IS NOT NULL))
);
CREATE INDEX stock_movement_by_edition ON stock_movement (edition_id, id);
-- A delivery leaves once, and comes back once.
CREATE UNIQUE INDEX stock_movement_once ON stock_movement (delivery_id, kind) WHERE delivery_id IS NOT NULL;

-- The row of the stock is locked, so that movements of one edition come one after the other.
CREATE FUNCTION move_stock() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    present integer;
BEGIN
    INSERT INTO edition_stock (edition_id, on_hand) VALUES (NEW.edition_id, 0) ON CONFLICT DO NOTHING;
    SELECT on_hand INTO STRICT present FROM edition_stock WHERE edition_id = NEW.edition_id FOR UPDATE;
    IF NEW.kind = 'counted' THEN
        NEW.quantity := NEW.counted - present;
    END IF;
    UPDATE edition_stock SET on_hand = present + NEW.quantity WHERE edition_id = NEW.edition_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER move_stock BEFORE INSERT ON stock_movement FOR EACH ROW EXECUTE FUNCTION move_stock();
SELECT make_append_only('stock_movement');
SELECT open_to('stock_movement', '{clerk,coordinator,administrator}');

-- A link by which one side takes the file of a delivery's edition, without signing in. Only the SHA-256 of the secret in
-- it is kept.
CREATE TABLE material_link (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery_id bigint NOT NULL REFERENCES material_delivery,
    side text NOT NULL CONSTRAINT material_link_side CHECK (side IN ('presenter', 'host')),
    digest bytea NOT NULL UNIQUE CONSTRAINT material_link_digest CHECK (length(digest) = 32),
    issued_at timestamptz NOT NULL,
    issued_by bigint REFERENCES app_user,
    expires_at timestamptz NOT NULL CONSTRAINT material_link_expires_later CHECK (expires_at > issued_at),
    use_limit integer NOT NULL CONSTRAINT material_link_limit CHECK (use_limit BETWEEN 1 AND 1000),
    uses integer NOT NULL DEFAULT 0,
    last_used_at timestamptz,
    revoked_at timestamptz CONSTRAINT material_link_revoked_later CHECK (revoked_at >= issued_at),
    CONSTRAINT material_link_uses CHECK (uses BETWEEN 0 AND use_limit),
    CONSTRAINT material_link_used CHECK ((uses = 0) = (last_used_at IS NULL))
);
-- One link a side at a time: a new one ends the old one.
CREATE UNIQUE INDEX material_link_one ON material_link (delivery_id, side) WHERE revoked_at IS NULL;

ALTER TABLE material_link ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, delivery_id, side, issued_at, issued_by, expires_at, use_limit, uses, last_used_at, revoked_at),
      INSERT, UPDATE (uses, last_used_at, revoked_at)
    ON material_link TO kodan_app, kodan_worker;
CREATE POLICY system_all ON material_link USING ((SELECT kodan_role()) = 'system')
    WITH CHECK ((SELECT kodan_role()) = 'system');
CREATE POLICY keepers ON material_link
    USING ((SELECT kodan_role()) IN ('clerk', 'coordinator'))
    WITH CHECK ((SELECT kodan_role()) IN ('clerk', 'coordinator'));
CREATE POLICY staff_reads ON material_link FOR SELECT USING ((SELECT kodan_is_staff()));

-- The link of a secret; no row for one that never was. No role may select digests.
CREATE FUNCTION kodan_material_link(link_digest bytea)
    RETURNS TABLE (id bigint, delivery_id bigint, expires_at timestamptz, use_limit integer, uses integer,
                   revoked_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    BEGIN ATOMIC
        SELECT link.id, link.delivery_id, link.expires_at, link.use_limit, link.uses, link.revoked_at
          FROM material_link AS link
         WHERE link.digest = link_digest;
    END;

-- Packs that are late and copies that should come back wait on the desk, for clerks too.
ALTER TABLE desk_entry
    DROP CONSTRAINT desk_entry_kind,
    ADD CONSTRAINT desk_entry_kind CHECK (kind IN
        ('nobody_left', 'reconfirmation_missing', 'report_missing', 'confirmation_missing', 'pack_late',
         'return_expected'));
CREATE POLICY clerk_changes ON desk_entry FOR UPDATE
    USING ((SELECT kodan_role()) = 'clerk' AND kind IN ('pack_late', 'return_expected'));

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
