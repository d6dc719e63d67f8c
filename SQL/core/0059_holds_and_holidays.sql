-- What is owed to a payee may be held back by a person (支払の保留), for a reason that no check knows: a finding like any
-- other, which ends only when accounting releases it. A payee is held once at a time.
ALTER TABLE finding
    DROP CONSTRAINT finding_kind,
    ADD CONSTRAINT finding_kind CHECK (kind IN (
        'hours_differ', 'claim_overlaps', 'travel_impossible', 'lecture_twice', 'second_account', 'same_account',
        'evidence_missing', 'over_limit', 'fee_declined', 'travel_unsettled', 'payment_late', 'held')),
    ADD CONSTRAINT finding_held CHECK (
        kind <> 'held' OR (severity = 'blocks' AND payee_id IS NOT NULL AND state <> 'gone'));
CREATE UNIQUE INDEX finding_held_once ON finding (payee_id) WHERE kind = 'held' AND state = 'open';

ALTER POLICY keeper_changes ON finding
    USING (kodan_role() IN ('coordinator', 'accountant', 'approver')
        AND (kind <> 'held' OR kodan_role() <> 'coordinator')
        AND CASE WHEN payee_id IS NULL THEN kodan_keeps_assignment(assignment_id)
                 ELSE kodan_keeps_payee(payee_id) END);

-- A holiday that was mistyped, or that a special law moves, is corrected while it is still ahead.
GRANT DELETE ON holiday TO kodan_app;
CREATE POLICY administrator_removes ON holiday FOR DELETE USING ((SELECT kodan_role()) = 'administrator');
