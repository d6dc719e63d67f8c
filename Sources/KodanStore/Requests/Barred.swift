import Postgres

/// Who may not be sent to a host.
enum Barred {
    /// Whether a presenter is kept apart from a host, or belongs to it on the day on which `during` begins; each of the
    /// three a column of the query around it.
    static func condition(_ presenter: SQL, at host: SQL, during: SQL) -> SQL {
        """
        (EXISTS (
             SELECT FROM presenter_apart AS apart
              WHERE apart.presenter_id = \(presenter)
                AND apart.organization_id = \(host)
         )
         OR EXISTS (
             SELECT FROM presenter_belonging AS membership
              WHERE membership.presenter_id = \(presenter)
                AND membership.organization_id = \(host)
                AND membership.valid @> (lower(\(during)) AT TIME ZONE 'Asia/Tokyo')::date
         ))
        """
    }
}
