/// A presenter as a list shows them (講師一覧).
public struct PresenterSummary: Hashable, Sendable {
    /// The presenter.
    public let id: Presenter.ID
    /// Family name and given name.
    public let name: String
    /// Its reading.
    public let kana: String
    /// Where offers go.
    public let email: EmailAddress
    /// Where travel begins.
    public let municipality: MunicipalityCode
    /// Prefecture and municipality by name.
    public let place: String
    /// Where they stand with the programme.
    public let status: PresenterStatus

    /// A value with these parts.
    public init(
        id: Presenter.ID,
        name: String,
        kana: String,
        email: EmailAddress,
        municipality: MunicipalityCode,
        place: String,
        status: PresenterStatus
    ) {
        self.id = id
        self.name = name
        self.kana = kana
        self.email = email
        self.municipality = municipality
        self.place = place
        self.status = status
    }
}
