public import KodanDomain
public import Postgres

/// Payees who are paid where they live.
extension PayeeStore {
    /// The payee of a presenter on `day`, locked, if it is a person at the presenter's own address, with its
    /// municipality before it or without; nil for none.
    public func lockAtHome(
        of presenter: Presenter.ID,
        on day: LocalDate
    ) throws(PostgresError) -> Payee.ID? {
        try session.first(
            """
            SELECT payee.id
              FROM presenter
              JOIN presenter_payee AS paid ON paid.presenter_id = presenter.id AND paid.valid @> \(day)::date
              JOIN payee ON payee.id = paid.payee_id
             WHERE presenter.id = \(presenter)
               AND payee.legal_status = 'individual'
               AND payee.postal_code = presenter.postal_code
               AND (right(payee.address, length(presenter.address)) = presenter.address
                    OR right(presenter.address, length(payee.address)) = payee.address)
               FOR UPDATE OF payee
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Where a presenter lives: postal code, address, and the municipality with its prefecture; nil if there is none.
    public func home(
        of presenter: Presenter.ID
    ) throws(PostgresError) -> (postalCode: PostalCode, address: String, place: String)? {
        try session.first(
            """
            SELECT presenter.postal_code, presenter.address, prefecture.name || municipality.name AS place
              FROM presenter
              JOIN municipality ON municipality.code = presenter.municipality_code
              JOIN prefecture ON prefecture.code = municipality.prefecture_code
             WHERE presenter.id = \(presenter)
            """
        ) { row throws(PostgresError) in
            (
                postalCode: try row.value("postal_code"), address: try row.value("address"),
                place: try row.value("place")
            )
        }
    }
}
