public import KodanDomain
public import Postgres

/// Mails of one step that concerns many, in one statement.
extension OutboxStore {
    /// Puts mails in the outbox, in their order, each under a Message-ID that follows from its key.
    public func put(_ entries: [OutboxEntry], at now: Instant) throws(PostgresError) {
        guard !entries.isEmpty else { return }
        let values = entries.enumerated().flatMap { index, entry in
            entry.values.map { (mail: index + 1, name: $0.key, text: $0.value) }
        }
        try session.execute(
            """
            WITH given AS (
                SELECT mail, jsonb_object_agg(name, words) AS words
                  FROM unnest(\(values.map(\.mail))::bigint[], \(values.map(\.name))::text[],
                              \(values.map(\.text))::text[]) AS given (mail, name, words)
                 GROUP BY mail
            ), next AS (
                SELECT nextval('outbox_message_id_seq') AS id, mail.*
                  FROM unnest(
                           \(entries.map(\.kind))::text[], \(entries.map(\.recipient))::text[],
                           \(entries.map(\.recipientName))::text[], \(entries.map(\.subject))::text[],
                           \(entries.map(\.addressee.name))::text[], \(entries.map(\.addressee.presenter))::bigint[],
                           \(entries.map(\.request))::bigint[], \(entries.map(\.offer))::bigint[],
                           \(entries.map(\.toldAssignment))::bigint[], \(entries.map(\.change))::bigint[]
                       ) WITH ORDINALITY
                       AS mail (kind, recipient, recipient_name, subject, addressee, presenter_id, request_id,
                                offer_id, assignment_id, change_id, position)
            )
            INSERT INTO outbox_message (id, kind, recipient, recipient_name, subject, values, message_id, state,
                                        attempts, queued_at, due_at, tried_from, addressee, presenter_id, request_id,
                                        offer_id, assignment_id, change_id)
            OVERRIDING SYSTEM VALUE
            SELECT next.id, next.kind, next.recipient, next.recipient_name, next.subject,
                   coalesce(given.words, '{}'::jsonb), 'msg-' || next.id || '.' || next.subject || '@kodan', 'queued',
                   0, \(now)::timestamptz, \(now)::timestamptz, \(now)::timestamptz, next.addressee, next.presenter_id,
                   next.request_id, next.offer_id, next.assignment_id, next.change_id
              FROM next
              LEFT JOIN given ON given.mail = next.position
             ORDER BY next.position
            """
        )
    }
}
