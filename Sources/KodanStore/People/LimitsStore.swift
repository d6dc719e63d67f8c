public import KodanDomain
public import Postgres

/// What a coordinator who is limited to prefectures keeps; everybody else keeps all of it.
public struct LimitsStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The prefectures to which the actor is limited; nil for one without limits.
    public func prefectures() throws(PostgresError) -> Set<PrefectureCode>? {
        let codes: [PrefectureCode]? = try session.one(
            "SELECT CASE WHEN NOT kodan_is_unlimited() THEN kodan_prefectures() END AS codes"
        ) { row throws(PostgresError) in try row.optional("codes") }
        return codes.map { Set($0) }
    }

    /// Whether a place lies within the limits.
    public func keeps(_ municipality: MunicipalityCode) throws(PostgresError) -> Bool {
        try session.value("SELECT kodan_keeps_place(\(municipality))")
    }

    /// Whether a presenter lives within the limits; true for one without limits, whoever is there.
    public func keeps(_ presenter: Presenter.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT kodan_keeps_presenter(\(presenter))")
    }

    /// Whether a payee is paid for a presenter who lives within the limits; true for one without limits.
    public func keeps(_ payee: Payee.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT kodan_keeps_payee(\(payee))")
    }

    /// The payees of the presenters whom a limited coordinator keeps or meets; nil for one without limits.
    public func payees() throws(PostgresError) -> Set<Payee.ID>? {
        let ids: [Payee.ID]? = try session.one(
            "SELECT CASE WHEN NOT kodan_is_unlimited() THEN kodan_known_payees() END AS ids"
        ) { row throws(PostgresError) in try row.optional("ids") }
        return ids.map { Set($0) }
    }

    /// Whether an organization has its seat within the limits; true for one without limits, whatever is there.
    public func keeps(_ organization: Organization.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT kodan_keeps_organization(\(organization))")
    }
}
