-- 予算: what a programme may cost in a fiscal year of lectures, and what is promised of it.

-- The newest row of a programme and year is in force; the earlier ones are its history.
CREATE TABLE budget (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    programme_id bigint NOT NULL REFERENCES programme,
    fiscal_year integer NOT NULL CONSTRAINT budget_year CHECK (fiscal_year BETWEEN 2000 AND 2200),
    amount bigint NOT NULL CONSTRAINT budget_amount CHECK (amount BETWEEN 0 AND 999999999999),
    reason text NOT NULL CONSTRAINT budget_reason CHECK (length(reason) BETWEEN 1 AND 500),
    set_by bigint NOT NULL REFERENCES app_user,
    set_at timestamptz NOT NULL
);
CREATE INDEX budget_newest ON budget (programme_id, fiscal_year, id DESC);
SELECT make_append_only('budget');
SELECT open_to('budget', '{accountant,administrator}');

-- Reserved when a request is approved; released when it is cancelled, sent back or not held, or when its honorarium is
-- fixed (then it is spent).
CREATE TABLE budget_reservation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id bigint NOT NULL REFERENCES lecture_request,
    programme_id bigint NOT NULL REFERENCES programme,
    fiscal_year integer NOT NULL CONSTRAINT budget_reservation_year CHECK (fiscal_year BETWEEN 2000 AND 2200),
    amount bigint NOT NULL CONSTRAINT budget_reservation_amount CHECK (amount >= 0),
    reserved_at timestamptz NOT NULL,
    released_at timestamptz,
    released_for text CONSTRAINT budget_reservation_for CHECK (released_for IN ('cancelled', 'returned', 'not_held', 'spent')),
    CONSTRAINT budget_reservation_released CHECK ((released_at IS NULL) = (released_for IS NULL)),
    CONSTRAINT budget_reservation_later CHECK (released_at >= reserved_at)
);
CREATE UNIQUE INDEX budget_reservation_once ON budget_reservation (request_id) WHERE released_at IS NULL;
CREATE INDEX budget_reservation_open ON budget_reservation (programme_id, fiscal_year) WHERE released_at IS NULL;
CREATE FUNCTION keep_budget_reservation() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.released_at IS NOT NULL
        OR (OLD.id, OLD.request_id, OLD.programme_id, OLD.fiscal_year, OLD.amount, OLD.reserved_at)
            IS DISTINCT FROM
           (NEW.id, NEW.request_id, NEW.programme_id, NEW.fiscal_year, NEW.amount, NEW.reserved_at)
    THEN
        RAISE EXCEPTION 'a reservation is only ever released'
            USING ERRCODE = 'restrict_violation', TABLE = 'budget_reservation',
                CONSTRAINT = 'budget_reservation_kept';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON budget_reservation
    FOR EACH ROW EXECUTE FUNCTION keep_budget_reservation();
SELECT open_to('budget_reservation', '{coordinator,accountant}', '{coordinator,accountant}');
CREATE INDEX honorarium_by_budget ON honorarium (programme_id, budget_year);

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO kodan_app, kodan_worker;
