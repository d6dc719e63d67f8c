public import KodanDomain
public import Postgres

/// A person as a payment record names them.
public struct RecordedPerson: Sendable, Equatable {
    /// The payee.
    public let payee: Payee.ID
    /// The name today.
    public let name: String
    /// The address today, without postal code.
    public let address: String
    /// A corporation's newest registration number, `T` and its corporate number; nil for persons.
    public let registrationNumber: String?
}

/// A file of payment records as it was recorded.
public struct StoredRecordFile: Sendable, Equatable {
    /// Its name.
    public let fileName: String
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
    /// The items of its records, in its order.
    public let records: [[String]]
}

/// One record of a file that is being written.
public struct NewPaymentRecord: Sendable, Equatable {
    /// The person that it is about.
    public let payee: Payee.ID
    /// Its 53 items.
    public let items: [String]

    /// A record.
    public init(payee: Payee.ID, items: [String]) {
        self.payee = payee
        self.items = items
    }
}

/// Files of payment records (支払調書) and what they hold, so that a correction can cancel what was filed.
public struct PaymentRecordStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// These payees as records name them today, in order of key.
    public func persons(_ payees: [Payee.ID]) throws(PostgresError) -> [RecordedPerson] {
        try session.rows(
            """
            SELECT payee.id, payee.name, payee.address,
                   CASE WHEN payee.legal_status = 'corporation' THEN (
                       SELECT number FROM payee_invoice_number
                        WHERE payee_id = payee.id
                        ORDER BY lower(valid) DESC
                        LIMIT 1
                   ) END AS number
              FROM payee
             WHERE payee.id = ANY (\(payees)::bigint[])
             ORDER BY payee.id
            """
        ) { row throws(PostgresError) in
            RecordedPerson(
                payee: try row.value("id"),
                name: try row.value("name"),
                address: try row.value("address"),
                registrationNumber: try row.optional("number")
            )
        }
    }

    /// The number of the year's newest file; 0 before the first.
    public func newest(of year: CalendarYear) throws(PostgresError) -> Int {
        try session.value(
            "SELECT coalesce(max(sequence), 0) FROM payment_record_file WHERE year = \(year.number)"
        )
    }

    /// What is filed for each person after all files of the year: the records of the newest file that names them, less
    /// those that cancel.
    public func filed(in year: CalendarYear) throws(PostgresError) -> [Payee.ID: [[String]]] {
        let rows = try session.rows(
            """
            SELECT record.payee_id, record.items
              FROM payment_record AS record
              JOIN (
                   SELECT payee_id, max(file_id) AS file_id
                     FROM payment_record
                     JOIN payment_record_file ON payment_record_file.id = payment_record.file_id
                    WHERE payment_record_file.year = \(year.number)
                    GROUP BY payee_id
                   ) AS newest ON newest.payee_id = record.payee_id AND newest.file_id = record.file_id
             WHERE record.items[10] <> '1'
             ORDER BY record.file_id, record.position
            """
        ) { row throws(PostgresError) in
            (try row.value("payee_id", as: Payee.ID.self), try row.value("items", as: [String].self))
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// A file of the year; nil if there is none of this number.
    public func file(_ sequence: Int, of year: CalendarYear) throws(PostgresError) -> StoredRecordFile? {
        let found = try session.first(
            """
            SELECT id, file_name, sha256
              FROM payment_record_file
             WHERE year = \(year.number)
               AND sequence = \(sequence)
            """
        ) { row throws(PostgresError) in
            (
                try row.value("id", as: Int64.self), try row.value("file_name", as: String.self),
                try row.value("sha256", as: [UInt8].self)
            )
        }
        guard let (id, name, sha256) = found else { return nil }
        let records: [[String]] = try session.rows(
            "SELECT items FROM payment_record WHERE file_id = \(id) ORDER BY position"
        ) { row throws(PostgresError) in try row.value("items") }
        return StoredRecordFile(fileName: name, sha256: sha256, records: records)
    }

    /// Records a file with what it holds.
    public func add(
        _ file: WrittenFile,
        _ sequence: Int,
        of year: CalendarYear,
        _ records: [NewPaymentRecord],
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        let id: Int64 = try session.value(
            """
            INSERT INTO payment_record_file (year, sequence, file_name, byte_count, records, sha256, exported_by,
                                             exported_at)
            VALUES (\(year.number), \(sequence), \(file.name), \(file.byteCount), \(records.count),
                    \(file.sha256), \(user), \(now))
            RETURNING id
            """
        )
        try session.execute(
            """
            INSERT INTO payment_record (file_id, position, payee_id, items)
            SELECT \(id)::bigint, position, payee_id, items::text[]
              FROM unnest(\(records.map(\.payee))::bigint[], \(records.map(\.items.sqlText))::text[])
                   WITH ORDINALITY AS record (payee_id, items, position)
             ORDER BY position
            """
        )
    }
}
