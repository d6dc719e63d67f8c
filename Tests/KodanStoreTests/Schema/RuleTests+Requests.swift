extension Breach {
    private static let bound = """
        INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state, assigned_at)
        """

    static let requests = [
        Breach(
            "a dispatched request without an organization",
            "UPDATE lecture_request SET organization_id = NULL WHERE id = 1",
            by: "lecture_request_asker"
        ),
        Breach(
            "a self-hosted request that is matched",
            "UPDATE lecture_request SET delivery = 'self_hosted', asking_presenter_id = 1 WHERE id = 1",
            by: "lecture_request_never_matched"
        ),
        Breach(
            "half a deputy",
            "UPDATE lecture_request SET deputy_name = 'x', deputy_phone = '03-0000-0002' WHERE id = 1",
            by: "lecture_request_deputy"
        ),
        Breach(
            "a deputy without a name",
            "UPDATE lecture_request SET deputy_name = '', deputy_email = 'x@y.jp', deputy_phone = '03-0000-0002' WHERE id = 1",
            by: "lecture_request_deputy_name"
        ),
        Breach(
            "an empty department",
            "UPDATE lecture_request SET contact_department = '' WHERE id = 1",
            by: "lecture_request_department"
        ),
        Breach(
            "a station without a venue",
            "UPDATE lecture_request SET nearest_station = '九段下' WHERE id = 1",
            by: "lecture_request_way_there"
        ),
        Breach(
            "a parking without a venue",
            "UPDATE lecture_request SET parking = 'none' WHERE id = 1",
            by: "lecture_request_way_there"
        ),
        Breach(
            "an empty station",
            "UPDATE lecture_request SET nearest_station = '' WHERE id = 1",
            by: "lecture_request_station"
        ),
        Breach(
            "a flexibility that there is not",
            "UPDATE lecture_request SET flexibility = 'weeks' WHERE id = 1",
            by: "lecture_request_flexibility"
        ),
        Breach(
            "a recording for nobody knows whom",
            "UPDATE lecture_request SET recording = 'maybe' WHERE id = 1",
            by: "lecture_request_recording"
        ),
        Breach(
            "a parking that there is not",
            "UPDATE lecture_request SET parking = 'far' WHERE id = 1",
            by: "lecture_request_parking"
        ),
        Breach(
            "a step that is not on the chain",
            "UPDATE lecture_request SET state = 'attested' WHERE id = 1",
            by: "lecture_request_transition"
        ),
        Breach(
            "a cancellation without a reason",
            "UPDATE lecture_request SET state = 'cancelled', cancelled_by = 'host' WHERE id = 1",
            by: "lecture_request_reasoned"
        ),
        Breach(
            "a cancellation by nobody",
            "UPDATE lecture_request SET state = 'cancelled', state_reason = 'x' WHERE id = 1",
            by: "lecture_request_cancellation"
        ),
        Breach(
            "a venue that is nowhere",
            "UPDATE lecture_request SET place = 'venue' WHERE id = 1",
            by: "lecture_request_venue"
        ),
        Breach(
            "a fourth wish",
            "INSERT INTO request_slot (request_id, round, ordinal, during) VALUES (1, 1, 4, '[2026-06-02T14:00:00Z,2026-06-02T16:00:00Z)')",
            by: "request_slot_ordinal"
        ),
        Breach(
            "a lecture of a day and a half",
            "INSERT INTO request_slot (request_id, round, ordinal, during) VALUES (1, 1, 2, '[2026-06-02T14:00:00Z,2026-06-04T02:00:00Z)')",
            by: "request_slot_during"
        ),
        Breach(
            "two offers of one request to one presenter",
            "INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at) VALUES (1, 1, 1, true, 0, 'queued', '2026-04-01')",
            by: "offer_live_once"
        ),
        Breach(
            "two winners",
            """
            INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at, sent_at,
                               deadline)
            VALUES (1, 1, 2, true, 0, 'sent', '2026-04-01', '2026-04-01', '2026-04-10');
            UPDATE offer SET state = 'accepted', answered_at = '2026-04-02'
            """,
            by: "offer_one_winner"
        ),
        Breach(
            "silence taken for a yes",
            "UPDATE offer SET state = 'accepted' WHERE id = 1",
            by: "offer_answered"
        ),
        Breach(
            "a yes after the deadline",
            "UPDATE offer SET state = 'accepted', answered_at = '2026-04-10T00:00:00Z' WHERE id = 1",
            by: "offer_answered_in_time"
        ),
        Breach(
            "a no without a reason",
            "UPDATE offer SET state = 'declined', answered_at = '2026-04-02' WHERE id = 1",
            by: "offer_decline_reason"
        ),
        Breach(
            "a running offer that was taken back from somebody away",
            "UPDATE offer SET presenter_away = true WHERE id = 1",
            by: "offer_presenter_away"
        ),
        Breach(
            "an answer to an answered offer",
            """
            UPDATE offer SET state = 'declined', answered_at = '2026-04-02', reason = 'x' WHERE id = 1;
            UPDATE offer SET state = 'accepted' WHERE id = 1
            """,
            by: "offer_transition"
        ),
        Breach(
            "a slot of another request",
            "INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at) VALUES (2, 1, 2, true, 0, 'queued', '2026-04-01')",
            by: "offer_slot_id_request_id_fkey"
        ),
        Breach(
            "a presenter sent to their own organization",
            """
            INSERT INTO presenter_organization VALUES (2, 2, '[2026-04-01,)');
            INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
            VALUES (2, 2, 2, true, 0, 'queued', '2026-04-01')
            """,
            by: "offer_own_organization"
        ),
        Breach(
            "a lecture moved to a day on which its presenter belongs to the organization",
            """
            INSERT INTO presenter_organization VALUES (1, 1, '[2026-07-01,)');
            INSERT INTO request_slot (request_id, round, ordinal, during)
            VALUES (1, 2, 1, '[2026-07-08T14:00:00+09:00,2026-07-08T16:00:00+09:00)');
            UPDATE assignment
               SET slot_id = slot.id, during = slot.during
              FROM request_slot AS slot
             WHERE assignment.id = 1 AND slot.request_id = 1 AND slot.round = 2
            """,
            by: "assignment_own_organization"
        ),
        Breach(
            "an offer passed on to a presenter of the organization",
            """
            INSERT INTO presenter_organization VALUES (2, 1, '[2026-04-01,)');
            UPDATE offer SET presenter_id = 2 WHERE id = 1
            """,
            by: "offer_own_organization"
        ),
        Breach(
            "two lectures at once",
            "\(bound) VALUES (2, 2, 1, '[2026-06-01T15:59:00+09:00,2026-06-01T17:00:00+09:00)', true, 0, 'confirmed', '2026-04-02')",
            by: "assignment_never_two_at_once"
        ),
        Breach(
            "two presenters for one request",
            "\(bound) VALUES (1, 1, 2, '[2026-06-01T14:00:00+09:00,2026-06-01T16:00:00+09:00)', true, 0, 'confirmed', '2026-04-02')",
            by: "assignment_one_per_request"
        ),
        Breach(
            "an assignment that ends without saying why",
            "UPDATE assignment SET state = 'released' WHERE id = 1",
            by: "assignment_ended"
        ),
        Breach(
            "a released assignment that binds again",
            """
            UPDATE assignment
               SET state = 'released', ended_at = '2026-04-03', ended_by = 'presenter', end_reason = 'ill'
             WHERE id = 1;
            UPDATE assignment SET state = 'confirmed' WHERE id = 1
            """,
            by: "assignment_transition"
        ),
        Breach(
            "a self-hosted lecture given by another",
            """
            INSERT INTO lecture_request (programme_id, delivery, asking_presenter_id, contact_name, contact_email,
                                         contact_phone, title, purpose, audience, expected_attendance, open_to_public,
                                         place, topic_code, required_level, equipment, printed_copies, state,
                                         created_at, submitted_at)
            SELECT id, 'self_hosted', 1, 'ana', 'ana@example.jp', '03-0000-0001', 'x', '', '', 30, true, 'online',
                   'phishing', 1, '', 0, 'approved', '2026-04-01', '2026-04-01'
              FROM programme
             WHERE code = 'regional_self_hosted';
            INSERT INTO request_slot (request_id, round, ordinal, during)
            SELECT max(id), 1, 1, '[2026-06-02T14:00:00Z,2026-06-02T16:00:00Z)' FROM lecture_request;
            \(bound)
            SELECT request_id, id, 2, during, true, 0, 'confirmed', '2026-04-02'
              FROM request_slot
             ORDER BY id DESC
             LIMIT 1
            """,
            by: "assignment_self_hosted"
        ),
    ]

    private static let event = """
        INSERT INTO audit_event (at, role, action, subject, detail)
        VALUES ('2026-04-01', 'system', 'request.approved', 'req-1', '{}');
        """

    static let record = [
        Breach(
            "a record rewritten",
            event + "UPDATE audit_event SET action = 'request.reject'",
            by: "audit_event_append_only"
        ),
        Breach("a record removed", event + "DELETE FROM audit_event", by: "audit_event_append_only"),
        Breach("a record emptied", event + "TRUNCATE audit_event CASCADE", by: "audit_event_append_only"),
        Breach(
            "a record about a person's name",
            "INSERT INTO audit_event (at, role, action, subject, detail) VALUES ('2026-04-01', 'system', 'request.approved', 'Hanako', '{}')",
            by: "audit_event_subject"
        ),
        Breach(
            "a seal that leaves a gap",
            "INSERT INTO audit_seal VALUES (2, '', decode(repeat('00', 32), 'hex'), 1, '2026-04-01')",
            by: "audit_seal_continues"
        ),
        Breach(
            "a seal on another chain",
            """
            INSERT INTO audit_seal VALUES (1, '', decode(repeat('00', 32), 'hex'), 1, '2026-04-01');
            INSERT INTO audit_seal VALUES (2, decode(repeat('22', 32), 'hex'), decode(repeat('11', 32), 'hex'), 1,
                                           '2026-04-01')
            """,
            by: "audit_seal_continues"
        ),
        Breach(
            "a mail sent twice",
            """
            INSERT INTO outbox_message (kind, recipient, recipient_name, subject, values, message_id, state, attempts,
                                        queued_at, due_at, sent_at, tried_from)
            VALUES ('offer_sent', 'a@b.jp', 'a', 'ofr-1', '{}', 'msg-1', 'sent', 1, '2026-04-01', '2026-04-01',
                    '2026-04-01', '2026-04-01');
            UPDATE outbox_message SET state = 'queued', sent_at = NULL
            """,
            by: "outbox_message_transition"
        ),
    ]

    static let allowed = [
        "INSERT INTO presenter_hours VALUES (1, 1, '[1080,1140)')",
        "UPDATE payee_account SET confirmed_by = 2, confirmed_at = '2026-04-02' WHERE id = 1",
        """
        UPDATE payee_account
           SET confirmed_by = 1, confirmed_at = '2026-04-02', call_back_note = 'called'
         WHERE id = 2
        """,
        "UPDATE payee_account SET sealed_number = decode(repeat('01', 40), 'hex'), key_version = 2",
        "UPDATE offer SET state = 'accepted', answered_at = '2026-04-09T23:59:59Z' WHERE id = 1",
        """
        \(bound) VALUES (2, 2, 1, '[2026-06-01T16:00:00+09:00,2026-06-01T17:00:00+09:00)', true, 0, 'confirmed',
                         '2026-04-02')
        """,
        """
        UPDATE lecture_request
           SET state = 'cancelled', cancelled_by = 'host', state_reason = 'storm'
         WHERE id = 1
        """,
    ]
}
