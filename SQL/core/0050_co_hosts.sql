-- The organization that stands by a presenter's own lecture is asked itself, never the presenter for it: those who act for
-- it, else its office, which has the request's link, for nobody there can sign in.

ALTER TABLE outbox_message
    DROP CONSTRAINT outbox_message_addressee,
    ADD CONSTRAINT outbox_message_addressee CHECK (addressee IN ('fixed', 'presenter', 'contact', 'organization')),
    ADD CONSTRAINT outbox_message_to_organization CHECK (addressee <> 'organization' OR request_id IS NOT NULL);

-- As before, and for the organization that stands by a self-hosted lecture too. Only a mail to its office holds such a
-- link; the presenter who asked signs in.
CREATE OR REPLACE FUNCTION kodan_enter_by_status_link(linked bigint, linked_round integer, entered_at timestamptz)
    RETURNS TABLE (user_id bigint, role text, presenter_id bigint, organizations bigint[], request_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    host bigint;
BEGIN
    SELECT request.organization_id INTO host
      FROM lecture_request AS request
     WHERE request.id = linked
       AND request.link_round = linked_round
       AND request.delivery IN ('dispatched', 'self_hosted')
       AND request.state <> 'draft'
       AND entered_at < interval '120 days' + greatest(
               request.submitted_at,
               (SELECT max(upper(slot.during)) FROM request_slot AS slot WHERE slot.request_id = linked),
               (SELECT max(upper(bond.during)) FROM assignment AS bond WHERE bond.request_id = linked)
           );
    IF host IS NULL THEN
        RETURN;
    END IF;
    PERFORM set_config('kodan.user', '', true),
            set_config('kodan.role', 'host', true),
            set_config('kodan.presenter', '', true),
            set_config('kodan.organizations', ARRAY[host]::text, true),
            set_config('kodan.prefectures', '', true),
            set_config('kodan.request', linked::text, true);
    RETURN QUERY SELECT NULL::bigint, 'host'::text, NULL::bigint, ARRAY[host], linked;
END
$$;
