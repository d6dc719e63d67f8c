-- The sides of a lecture take the file of a delivery on its page, too: signed in, or by the link of the request's page. It
-- is counted beside the mailed links.

CREATE TABLE material_opening (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery_id bigint NOT NULL REFERENCES material_delivery,
    side text NOT NULL CONSTRAINT material_opening_side CHECK (side IN ('presenter', 'host')),
    -- Nobody for one who came by the link of the request's page.
    opened_by bigint REFERENCES app_user,
    opened_at timestamptz NOT NULL
);
CREATE INDEX material_opening_by_delivery ON material_opening (delivery_id, side, opened_at);
SELECT make_append_only('material_opening');
SELECT open_to('material_opening', '{}');

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
